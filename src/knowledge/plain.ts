/**
 * Read a plain text: `.md` or `.txt` without front matter, or one line of a `.jsonl` → a `KnowledgeDocument` of
 * form `plain`, whose sections are its headings and whose claims are its lines or sentences.
 *
 * What the text does not say about itself is assumed openly: region 전국, audience public, trust uploaded.
 */
import { z } from 'zod';
import { normaliseText } from '../korean/normalise.js';
import { withoutOrders } from '../safety/document-orders.js';
import { markdownTableAt } from './markdown-tables.js';
import {
  type Claim,
  CONFIDENCES,
  type FrontMatter,
  frontMatterSchema,
  type KnowledgeDocument,
  type Section,
} from './schema.js';
import { rowsOf } from './tables.js';

/** Between 250 and 1,000 characters retrieval hardly differs (bench/README.md). */
export const PASSAGE_CHARACTERS_MAX = 500;

/** A longer first line is running text, not a name. */
const NAME_CHARACTERS_MAX = 80;

/** What a text may say of itself: any field of a record. Nothing is filled in here that it does not say. */
const fieldsSchema = frontMatterSchema
  .omit({ id: true, title: true })
  .extend({ confidence: z.enum(CONFIDENCES) })
  .partial();

export const jsonLineSchema = z
  .looseObject({
    id: z.string().min(1).optional(),
    /** An empty title is none: the first line stands in. */
    title: z.string().optional(),
    text: z.string().min(1),
  })
  .and(fieldsSchema.catchall(z.unknown()));
type JsonLine = z.infer<typeof jsonLineSchema>;

/** What is assumed of a text that does not say it of itself. */
const ASSUMED = {
  aliases: [],
  kind: 'guide',
  region: '전국',
  audience: 'public',
  status: '시행',
  confidence: 'medium',
  lifeStages: ['전생애'],
  targetGroups: [],
  themes: ['생활지원'],
  contacts: [],
  apply: [],
  questions: [],
} satisfies Partial<FrontMatter>;

/** All that a text does not say of itself, but for its name and its words. */
export function assumed(title: string, date: string): Omit<FrontMatter, 'id' | 'title'> {
  return { ...ASSUMED, asOf: date, source: { title, publisher: '올린 자료', date, trust: 'uploaded' } };
}

export function readPlain(id: string, text: string, fields: Partial<JsonLine> = {}, date = '1970'): KnowledgeDocument {
  // Before normalising: it would make what is hidden look like content.
  const clean = normaliseText(withoutOrders(text));
  const named = fields.title?.trim() || headingOf(clean);
  const title = named || firstWordsOf(clean) || id;
  const known = given(fieldsSchema.strip().parse(fields));
  const base = assumed(title, date);
  return {
    ...base,
    ...known,
    asOf: known.asOf ?? date,
    source: known.source ?? base.source,
    id: id.normalize('NFC'),
    title,
    sections: sectionsOf(id.normalize('NFC'), clean, title),
    form: 'plain',
    ...(named ? {} : { untitled: true as const }),
  };
}

/** Without the fields that are not given, so that they cannot overwrite what is assumed. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** A first heading, or a first line short enough to be a name. */
function headingOf(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const heading = lines.find((line) => /^#{1,6} \S/.test(line)) ?? lines.find((line) => line !== '');
  const bare = heading?.replace(/^#+ /, '');
  return bare && bare.length <= NAME_CHARACTERS_MAX ? bare : undefined;
}

function firstWordsOf(text: string): string | undefined {
  return text.trim().slice(0, NAME_CHARACTERS_MAX).trim() || undefined;
}

function sectionsOf(id: string, text: string, title: string): Section[] {
  const sections: { slug: string; heading: string; claims: Claim[] }[] = [];
  let heading = title;
  let size = Number.POSITIVE_INFINITY;
  const add = (claim: string, cells?: Claim['cells']): void => {
    if (size + claim.length > PASSAGE_CHARACTERS_MAX) {
      sections.push({ slug: `p${sections.length + 1}`, heading, claims: [] });
      size = 0;
    }
    const section = sections.at(-1);
    section?.claims.push({
      id: `${id}#${section.slug}.${section.claims.length + 1}`,
      text: claim,
      ...(cells ? { cells } : {}),
    });
    size += claim.length;
  };
  const lines = text.split('\n');
  const nameLine = nameLineOf(lines, title);
  let before = '';
  for (let at = 0; at < lines.length; at += 1) {
    if (at === nameLine) continue;
    const table = markdownTableAt(lines, at);
    if (table) {
      const name = /단위\s*[:：]/.test(before)
        ? `${heading === title ? '' : heading} ${before}`
        : heading === title
          ? ''
          : heading;
      for (const row of rowsOf(table.block, name).rows)
        add(row.text, row.cells.length > 0 ? { keys: row.keys, values: row.cells } : undefined);
      at += table.lines - 1;
      continue;
    }
    const line = (lines[at] ?? '').trim();
    if (line === '') continue;
    before = line;
    if (/^#{1,6} \S/.test(line)) {
      heading = line.replace(/^#+ /, '');
      size = Number.POSITIVE_INFINITY;
      continue;
    }
    for (const claim of claimsOf(line)) add(claim);
  }
  return sections;
}

/** The line that only names the document and claims nothing; undefined where the name is all there is. */
function nameLineOf(lines: readonly string[], title: string): number | undefined {
  const [first, ...others] = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at]));
  const name = first === undefined ? '' : (lines[first] ?? '').trim();
  const claims = /^\||\d|[.!?:]$|(?:다|요|음|임|함)$/.test(name);
  return name === title && !claims && others.length > 0 ? first : undefined;
}

/** A bullet or line is one claim; a long line is cut after its sentences, and hard after the passage size. */
export function claimsOf(line: string): string[] {
  const bare = line.replace(/^(?:[-*•○◦▪■□ㅇ·]|\d+[.)])\s+/, '');
  if (bare.length <= 160) return [bare];
  const sentences = bare.split(/(?<=[다요오음임함][.!?])\s+/);
  return sentences.flatMap((sentence) => sentence.match(new RegExp(`.{1,${PASSAGE_CHARACTERS_MAX}}`, 'gsu')) ?? []);
}
