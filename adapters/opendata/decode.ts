/**
 * Answers of the official APIs → plain values. XML through fast-xml-parser, which expands no entity here; a document
 * type is refused before. Entities in the texts are decoded afterwards, as often as the portal encoded them.
 */
import { decodeHTML } from 'entities';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { OpenDataFault } from './faults.js';

/** The portal encodes some texts twice; more would be somebody's joke. */
const DECODINGS_MAX = 3;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: false,
});

/** One field: its text, or the texts of a repeated block. Blocks never hold blocks. */
const textField = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .transform((value) => (typeof value === 'string' ? value : ''));
export const xmlText = z
  .union([textField, z.array(textField).transform((values) => values.filter((value) => value !== '').join('\n'))])
  .transform((value) => decodeText(value).trim())
  .catch('');

/** One block or several: the parser cannot know which. */
export function blocks<T extends z.ZodType>(block: T) {
  return z.union([z.array(block), block.transform((one) => [one])]).catch([]);
}

export interface Xml {
  readonly root: string;
  readonly content: unknown;
  /** A bare & was escaped first. */
  readonly isRepaired: boolean;
}

export function readXml(text: string): Xml {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new OpenDataFault('malformed', 'DOCTYPE이 있는 XML은 읽지 않습니다');
  const plain = text.replace(/^\ufeff/, '').trim();
  const repaired = plain.replace(/&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});)/gi, '&amp;');
  const problem = XMLValidator.validate(repaired);
  if (problem !== true) throw new OpenDataFault('malformed', `XML ${problem.err.line}번째 줄`);
  let parsed: unknown;
  try {
    parsed = parser.parse(repaired);
  } catch (cause) {
    throw new OpenDataFault('malformed', cause instanceof RangeError ? '너무 깊은 XML' : 'XML');
  }
  const tree = z.record(z.string(), z.unknown()).parse(parsed);
  const root = Object.keys(tree).find((name) => !name.startsWith('?'));
  if (root === undefined) throw new OpenDataFault('malformed', '내용이 없는 XML');
  return { root, content: tree[root], isRepaired: repaired !== plain };
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new OpenDataFault('malformed', 'JSON');
  }
}

/** `&amp;#9312;` → ①. */
export function decodeText(text: string): string {
  let decoded = text;
  for (let pass = 0; pass < DECODINGS_MAX && ENTITY.test(decoded); pass += 1) decoded = decodeHTML(decoded);
  return decoded;
}

/** `20260714`, `2026-07-14`, `20260429091718` → `2026-07-14`; anything else, and 9999-12-31 for "no end", undefined. */
export function dayOf(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-.]?(\d{2})[-.]?(\d{2})/.exec(text.trim()) ?? [];
  const whole = `${year}-${month}-${day}`;
  const date = new Date(`${whole}T00:00:00Z`);
  return year === '' || year === '9999' || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(whole)
    ? undefined
    : whole;
}

/** Names that one cell holds, joined by commas or `||`. */
export function wordsOf(text: string): string[] {
  return text
    .split(/\|\||,/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
