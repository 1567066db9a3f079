/**
 * A conversion → a `KnowledgeDocument` of form `plain`: passages of bounded length under their headings, each with
 * its page and path; a line, a list under its opening sentence, or a row of a table is one claim.
 */
import { normaliseText } from '../korean/normalise.js';
import { givesOrders } from '../safety/document-orders.js';
import type { Block, ReadConversion } from './conversion.js';
import { editionFields, titleWithYear } from './editions.js';
import { createOutline, headingIn, isContentsLine } from './outline.js';
import { assumed, claimsOf, PASSAGE_CHARACTERS_MAX } from './plain.js';
import { withoutRunningHeads } from './running-heads.js';
import type { Audience, Claim, KnowledgeDocument, Section } from './schema.js';
import { rowsOf, type TableHead } from './tables.js';

const TITLE_CHARACTERS_MAX = 80;
/** A list is one claim with its opening sentence up to this length. */
const LIST_CHARACTERS_MAX = 320;
const OPENS_LIST =
  /(?:다음(?:과|의)?\s?(?:각\s?호(?:와|의)?)?\s?(?:같다|같습니다|사람|경우|어느 하나|서류)[^.]{0,20}|각 호와 같다|다음과 같이 한다)[.:]?$|[:：]$/;
const ITEM = /^(?:[가-하][.)]|\d{1,2}[.)]|\(\d{1,2}\)|[ㅇ○◦•▪·\-–※*]|[①-⑳])\s*/;
const CAPTION = /^(?:[<〈[【(]?\s*)?(?:표|별표|참고)\s?\d*(?:[-–.]\d+)?\s*[>〉\]】).:]?\s*/;

export function documentOf(
  id: string,
  conversion: ReadConversion,
  fileName: string,
  date: string,
  audience: Audience = 'public',
): KnowledgeDocument {
  const blocks = withoutRunningHeads(conversion.blocks.map(normalised));
  const composed = id.normalize('NFC');
  const title = titleWithYear(titleOf(conversion, blocks) ?? composed, fileName);
  return {
    ...assumed(title, date),
    ...editionFields(title),
    audience,
    id: composed,
    title,
    sections: sectionsOf(composed, blocks, title),
    form: 'plain',
  };
}

function normalised(block: Block): Block {
  if (block.kind !== 'table') return { ...block, text: normaliseText(block.text) };
  return {
    ...block,
    ...(block.caption === undefined ? {} : { caption: normaliseText(block.caption) }),
    cells: block.cells.map((cell) => ({ ...cell, text: normaliseText(cell.text) })),
  };
}

/** The first heading that is no chapter; else what the file says of itself; else a short first line. */
function titleOf({ title }: ReadConversion, blocks: readonly Block[]): string | undefined {
  const isName = (text: string): boolean => text.length > 1 && text.length <= TITLE_CHARACTERS_MAX;
  const first = blocks.find((block) => block.kind !== 'table');
  const heading = blocks.find((block) => block.kind === 'heading');
  if (heading?.kind === 'heading' && isName(heading.text) && !headingIn(heading.text)) return heading.text;
  const told = title === undefined ? '' : normaliseText(title).trim();
  // Programs that print put the name of the file here.
  if (
    isName(told) &&
    !/\.(?:hwpx?|docx?|xlsx?|pdf|html?)$/i.test(told) &&
    !/^(?:untitled|제목 ?없음|문서 ?\d*)$/i.test(told)
  )
    return told;
  return first && isName(first.text) && !/[.다]$/.test(first.text) ? first.text : undefined;
}

interface Draft {
  readonly slug: string;
  readonly heading: string;
  readonly claims: Claim[];
  readonly path: readonly string[];
  readonly page: number | undefined;
  size: number;
}

function sectionsOf(id: string, blocks: readonly Block[], title: string): Section[] {
  const outline = createOutline();
  const sections: Draft[] = [];
  let path: readonly string[] = [];
  let open: Draft | undefined;
  /** The last line before a table may name it; so may a unit that stands alone. */
  let above: string[] = [];
  let head: { readonly head: TableHead; readonly page: number | undefined } | undefined;

  const add = (text: string, page: number | undefined, cells?: Claim['cells']): void => {
    if (text === '' || givesOrders(text)) return;
    if (!open || open.page !== page || open.size + text.length > PASSAGE_CHARACTERS_MAX) {
      const heading = path.at(-1) ?? title;
      open = { slug: slugOf(heading, sections), heading, claims: [], path, page, size: 0 };
      sections.push(open);
    }
    open.claims.push({ id: `${id}#${open.slug}.${open.claims.length + 1}`, text, ...(cells ? { cells } : {}) });
    open.size += text.length;
  };
  const enter = (heading: string, level: number): void => {
    path = heading === title ? [] : outline.enter(heading, level);
    open = undefined;
    above = [];
  };

  for (const { block, isList } of withLists(withPlainHeadings(blocks))) {
    if (block.kind !== 'table' && isContentsLine(block.text)) continue;
    if (block.kind === 'heading') {
      const found = headingIn(block.text);
      enter(found?.heading ?? block.text, block.level);
      if (found?.rest) for (const claim of claimsOf(found.rest)) add(claim, block.page);
      head = undefined;
    } else if (block.kind === 'text') {
      const found = headingIn(block.text);
      if (found) enter(found.heading, 1);
      const rest = found ? found.rest : block.text;
      const isLabel = rest.length <= TITLE_CHARACTERS_MAX && (CAPTION.test(rest) || /단위\s*[:：]/.test(rest));
      above = isLabel ? [...above, rest] : [];
      if (rest !== '' && !isLabel) for (const claim of isList ? [rest] : claimsOf(rest)) add(claim, block.page);
    } else {
      const name = [
        ...above.map((line) => line.replace(CAPTION, '')),
        ...(above.some((line) => CAPTION.test(line)) || block.caption ? [] : [path.at(-1) ?? '']),
      ]
        .join(' ')
        .trim();
      const isNext =
        head !== undefined && block.page !== undefined && head.page !== undefined && block.page === head.page + 1;
      const caption = block.caption?.replace(CAPTION, '');
      const found = rowsOf(
        caption === undefined ? block : { ...block, caption },
        name,
        isNext ? head?.head : undefined,
      );
      for (const row of found.rows)
        add(row.text, block.page, row.cells.length > 0 ? { keys: row.keys, values: row.cells } : undefined);
      head = found.head ? { head: found.head, page: block.page } : undefined;
      above = [];
    }
  }
  return sections.map(({ slug, heading, claims, path: own, page }) => ({
    slug,
    heading,
    claims,
    ...(own.length > 0 ? { path: own } : {}),
    ...(page === undefined ? {} : { page }),
  }));
}

/** Headings by which a guide tells what a record tells under its own. */
const ASPECTS: readonly (readonly [slug: string, heading: RegExp])[] = [
  ['eligibility', /지원\s?대상|대상자|신청\s?자격|선정\s?기준/],
  ['benefit', /지원\s?(?:내용|금액|수준|액)|급여\s?내용/],
  ['documents', /(?:제출|구비|필요)\s?서류/],
  ['apply', /신청\s?(?:방법|절차|장소)|접수/],
  ['deadline', /(?:신청|접수|모집)\s?(?:기한|기간)/],
  ['contact', /문의처|연락처/],
];

/** The first passage of an aspect is found as a record's would be; the others are numbered. */
function slugOf(heading: string, sections: readonly { readonly slug: string }[]): string {
  const aspect = ASPECTS.find(([, pattern]) => pattern.test(heading))?.[0];
  return aspect !== undefined && !sections.some(({ slug }) => slug === aspect) ? aspect : `p${sections.length + 1}`;
}

const ROMAN_HEADING = /^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]\s*[.．]?\s*\S.{1,30}$/u;
const SHORT_HEADING = /^(?:\d{1,2}\.|[□■])\s*[^.?!:：]{2,22}$/u;
const ENDS_SENTENCE = /(?:다|요|함|임|음|것|됨|\d)$/;

/** Offices number their headings and leave them in plain type: "Ⅱ. 지원 기준", "1. 지원 대상" with text under it. */
function withPlainHeadings(blocks: readonly Block[]): Block[] {
  return blocks.map((block, at) => {
    if (block.kind !== 'text' || ENDS_SENTENCE.test(block.text)) return block;
    if (ROMAN_HEADING.test(block.text)) return { ...block, kind: 'heading', level: 2 };
    const next = blocks[at + 1];
    // A list has its next item where a heading has its text.
    const hasText = next !== undefined && (next.kind === 'table' || !SHORT_HEADING.test(next.text));
    return SHORT_HEADING.test(block.text) && hasText && !SHORT_HEADING.test(textBefore(blocks, at))
      ? { ...block, kind: 'heading', level: 3 }
      : block;
  });
}

function textBefore(blocks: readonly Block[], at: number): string {
  const before = blocks[at - 1];
  return before?.kind === 'text' ? before.text : '';
}

/** "다음 각 호와 같다." and the items after it become one block: an item alone does not say what it is an item of. */
function withLists(blocks: readonly Block[]): { readonly block: Block; readonly isList: boolean }[] {
  const joined: { block: Block; isList: boolean }[] = [];
  let isOpen = false;
  for (const block of blocks) {
    const last = joined.at(-1)?.block;
    if (
      isOpen &&
      block.kind === 'text' &&
      last?.kind === 'text' &&
      ITEM.test(block.text) &&
      !/^[①-⑳]/.test(block.text) &&
      last.page === block.page &&
      last.text.length + block.text.length <= LIST_CHARACTERS_MAX
    ) {
      joined[joined.length - 1] = { block: { ...last, text: `${last.text} ${block.text}` }, isList: true };
      continue;
    }
    isOpen = block.kind === 'text' && OPENS_LIST.test(block.text);
    joined.push({ block, isList: false });
  }
  return joined;
}
