/**
 * HTML → blocks. In: bytes of any Korean encoding. Out: title, headings, paragraphs and tables in reading order, and
 * apart from them the words that no reader sees: hidden elements, comments, text without size or in white.
 *
 * Walks with a stack of its own, so that a page nested a hundred thousand deep costs no call stack.
 */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { Block, TableCell } from '../../src/knowledge/conversion.js';
import { decodeText } from '../../src/korean/encodings.js';
import { Refused } from './refusals.js';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

export interface HtmlPage {
  readonly title: string | undefined;
  readonly blocks: readonly Block[];
  readonly hidden: readonly { readonly text: string }[];
}

const NOT_SHOWN = new Set(['script', 'style', 'template', 'noscript', 'head', 'svg', 'iframe', 'object', 'select']);
const NAVIGATION = new Set(['nav', 'header', 'footer', 'aside', 'button']);
const BREAKS = new Set(
  'address article blockquote body br caption center dd details div dl dt fieldset figcaption figure form hr html li main ol p pre section summary td th tr ul'.split(
    ' ',
  ),
);
const HIDDEN_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*(?:0(?:\.\d+)?|1)(?:px|pt)\s*(?:;|$)|font-size\s*:\s*0(?:\.0+)?(?:em|rem|%)?\s*(?:;|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|text-indent\s*:\s*-\d{4,}|(?<![-\w])color\s*:\s*(?:#f{3}(?:f{3})?\b|white\b|transparent\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)/i;
const SPAN_MAX = 200;
/** Places that the cells of one table may cover. */
const PLACES_MAX = 500_000;
const DEPTH_MAX = 5_000;

export function readHtml(bytes: Uint8Array): HtmlPage {
  const text = decodeHtml(bytes);
  const root = parse(text);
  const blocks: Block[] = [];
  const hidden: { text: string }[] = [];
  let title: string | undefined;
  let line = '';
  const flush = (): void => {
    const said = tidy(line);
    line = '';
    if (said !== '') blocks.push({ kind: 'text', text: said });
  };
  const stack: { readonly node: Node; readonly depth: number; readonly isEnd?: true }[] = [...root.childNodes]
    .reverse()
    .map((node) => ({ node, depth: 0 }));
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { node, depth } = entry;
    if (node.nodeName === '#text' && 'value' in node) line += node.value;
    else if (node.nodeName === '#comment' && 'data' in node) note(hidden, node.data);
    else if (isElement(node)) {
      const name = node.tagName;
      if (entry.isEnd || name === 'br') flush();
      if (entry.isEnd) continue;
      if (depth > DEPTH_MAX) throw new Refused('bomb', '지나치게 깊이 겹친 문서입니다');
      if (name === 'head') {
        title = titleOf(node);
        continue;
      }
      if (NOT_SHOWN.has(name) || isHidden(node)) {
        if (!['script', 'style', 'svg', 'head'].includes(name)) note(hidden, textOf(node));
        continue;
      }
      if (NAVIGATION.has(name)) continue;
      if (/^h[1-6]$/.test(name)) {
        flush();
        const said = tidy(textOf(node));
        if (said !== '') blocks.push({ kind: 'heading', level: Number(name[1]), text: said });
        continue;
      }
      if (name === 'table') {
        flush();
        const table = tableOf(node);
        // A table that only arranges the page is read as running text.
        if (table) {
          blocks.push(table);
          continue;
        }
      }
      if (BREAKS.has(name) || name === 'table') {
        flush();
        stack.push({ node, depth, isEnd: true });
      }
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
        const child = node.childNodes[index];
        if (child) stack.push({ node: child, depth: depth + 1 });
      }
    }
  }
  flush();
  return { title, blocks, hidden };
}

function decodeHtml(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (text === undefined) throw new Refused('damaged', '글자를 알 수 없습니다');
  return text;
}

function tableOf(table: Element): Block | undefined {
  if (descendants(table, (element) => element.tagName === 'table').length > 0) return undefined;
  const rows = descendants(table, ({ tagName }) => tagName === 'tr');
  const taken = new Set<string>();
  const cells: TableCell[] = [];
  let places = 0;
  rows.forEach((tr, row) => {
    let column = 0;
    for (const cell of tr.childNodes) {
      if (!isElement(cell) || !/^t[dh]$/.test(cell.tagName) || isHidden(cell)) continue;
      while (taken.has(`${row},${column}`)) column += 1;
      const rowSpan = Math.min(spanOf(cell, 'rowspan'), rows.length - row);
      const columnSpan = spanOf(cell, 'colspan');
      places += rowSpan * columnSpan;
      if (places > PLACES_MAX) throw new Refused('bomb', '표의 칸이 지나치게 많습니다');
      for (let r = 0; r < rowSpan; r += 1)
        for (let c = 0; c < columnSpan; c += 1) taken.add(`${row + r},${column + c}`);
      cells.push({
        text: tidy(textOf(cell)),
        row,
        column,
        rowSpan,
        columnSpan,
        ...(cell.tagName === 'th' ? { isHeader: true } : {}),
      });
      column += columnSpan;
    }
  });
  const width = Math.max(0, ...cells.map(({ column, columnSpan }) => column + columnSpan));
  if (rows.length < 2 || width < 2) return undefined;
  const [caption] = descendants(table, ({ tagName }) => tagName === 'caption');
  return { kind: 'table', cells, ...(caption ? { caption: tidy(textOf(caption)) } : {}) };
}

function descendants(from: Element, accepts: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const stack: Node[] = [...from.childNodes].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isElement(node)) continue;
    if (accepts(node)) found.push(node);
    else
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
        const child = node.childNodes[index];
        if (child) stack.push(child);
      }
  }
  return found;
}

function textOf(from: Element): string {
  let text = '';
  const stack: Node[] = [...childrenOf(from)].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    else if (isElement(node) && node.tagName !== 'script' && node.tagName !== 'style') {
      if (BREAKS.has(node.tagName)) text += ' ';
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
        const child = node.childNodes[index];
        if (child) stack.push(child);
      }
    }
  }
  return text;
}

function titleOf(head: Element): string | undefined {
  const [title] = descendants(head, ({ tagName }) => tagName === 'title');
  return title ? tidy(textOf(title)) || undefined : undefined;
}

function isHidden(element: Element): boolean {
  return element.attrs.some(
    ({ name, value }) =>
      name === 'hidden' ||
      (name === 'style' && HIDDEN_STYLE.test(value)) ||
      (name === 'color' && /^(?:#?f{6}|white)$/i.test(value.trim())),
  );
}

function note(hidden: { text: string }[], words: string): void {
  const said = tidy(words);
  // Conditional comments and markers of editors hold no words.
  if (/[가-힣A-Za-z]{2}/.test(said) && !/^\[(?:if|endif)/i.test(said)) hidden.push({ text: said });
}

const spanOf = ({ attrs }: Element, attribute: string): number => {
  const value = Number(attrs.find(({ name }) => name === attribute)?.value ?? 1);
  return Number.isInteger(value) && value >= 1 ? Math.min(value, SPAN_MAX) : 1;
};
const tidy = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();
const isElement = (node: Node): node is Element => 'tagName' in node;

/** A template keeps its children apart. */
function childrenOf(element: Element | DefaultTreeAdapterTypes.Template): readonly Node[] {
  return 'content' in element ? element.content.childNodes : element.childNodes;
}
