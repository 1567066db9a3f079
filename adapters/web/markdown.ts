/**
 * The Markdown of answers → a small tree that pages and widget draw each in their own way. No markup string is made
 * on the way, so nothing in a text can become an element. Bold closes before a Korean particle, which CommonMark
 * leaves open. Knows paragraphs, lists, headings, tables, bold, links and the markers [n]; all else is text. The
 * first cell of a table's row names the row, as answers write them.
 */
import { webAddress } from '../../src/messaging/sources.js';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly kind: 'mark'; readonly n: number };

/** With what must stand on one line. */
export type HeldInline = Inline | { readonly kind: 'held'; readonly children: readonly Inline[] };

export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'table'; readonly head: Row | undefined; readonly rows: readonly Row[] };

/** Cells. */
export type Row = readonly (readonly Inline[])[];

const ITEM = /^\s*(?:[-*+]|(\d{1,3})[.)])\s+(.*)$/;
const ROW = /^\s*\|(.+)\|\s*$/;
const RULE = /^[\s|:-]+$/;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };

export function readMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', children: readInline(lines.join('\n')) });
    lines = [];
  };
  let items: { readonly ordered: boolean; readonly items: (readonly Inline[])[] } | undefined;
  let table: { readonly kind: 'table'; head: Row | undefined; readonly rows: Row[] } | undefined;
  for (const line of text.split('\n')) {
    const item = ITEM.exec(line);
    const row = ROW.exec(line)?.[1];
    if (!item) items = undefined;
    if (row === undefined) table = undefined;
    if (item) {
      flush();
      const ordered = item[1] !== undefined;
      if (!items || items.ordered !== ordered) {
        items = { ordered, items: [] };
        blocks.push({ kind: 'list', ...items });
      }
      items.items.push(readInline(item[2] ?? ''));
    } else if (row !== undefined) {
      flush();
      if (!table) {
        table = { kind: 'table', head: undefined, rows: [] };
        blocks.push(table);
      }
      if (!RULE.test(row)) table.rows.push(row.split(/(?<!\\)\|/).map((cell) => readInline(cell.trim())));
      // The line of dashes stands under the names of the columns.
      else if (table.rows.length === 1) table.head = table.rows.pop();
    } else if (/^#{1,6}\s/.test(line)) {
      flush();
      blocks.push({ kind: 'heading', children: readInline(line.replace(/^#+\s+/, '')) });
    } else if (line.trim() === '') flush();
    else lines.push(line.trim());
  }
  flush();
  return blocks;
}

const TOKEN =
  /\\([!-/:-@[-`{-~])|&(lt|gt|amp|quot|#39);|\[(\d{1,3})\](?!\()|\*\*(?=\S)([\s\S]+?)\*\*|\[([^\]\n]+)\]\((\S+?)\)/g;

export function readInline(text: string): readonly Inline[] {
  const found: Inline[] = [];
  let plain = '';
  const push = (inline: Inline): void => {
    if (plain !== '') found.push({ kind: 'text', text: plain });
    plain = '';
    found.push(inline);
  };
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, escaped, entity, n, strong, label, href] = match;
    plain += text.slice(end, match.index);
    end = match.index + whole.length;
    const target = href === undefined ? undefined : safeHref(href);
    if (escaped !== undefined) plain += escaped;
    else if (entity !== undefined) plain += ENTITIES[entity] ?? whole;
    else if (n !== undefined) push({ kind: 'mark', n: Number(n) });
    else if (strong !== undefined) push({ kind: 'strong', children: readInline(strong) });
    else if (label !== undefined && target !== undefined)
      push({ kind: 'link', href: target, children: [{ kind: 'text', text: label }] });
    else plain += whole;
  }
  plain += text.slice(end);
  if (plain !== '') found.push({ kind: 'text', text: plain });
  return found;
}

/** Enough of a word to hold on to: where Korean is not broken inside a word, the rest of it comes along. */
const HELD_LETTERS = 2;

/** The number of a source never begins a line: it stays with the end of the word before it. */
export function heldTogether(inlines: readonly Inline[]): readonly HeldInline[] {
  const held: HeldInline[] = [];
  inlines.forEach((inline, row) => {
    const last = held.at(-1);
    if (inline.kind === 'text' && inlines[row + 1]?.kind === 'mark') {
      const letters = [...inline.text];
      const rest = letters.slice(0, -HELD_LETTERS).join('');
      if (rest !== '') held.push({ kind: 'text', text: rest });
      held.push({ kind: 'held', children: [{ kind: 'text', text: letters.slice(-HELD_LETTERS).join('') }] });
    } else if (inline.kind === 'mark' && last?.kind === 'held') {
      held.splice(-1, 1, { kind: 'held', children: [...last.children, inline] });
    } else held.push(inline);
  });
  return held;
}

/** Only what opens a page or a telephone; anything else, log-in data before a host among it, is no link. */
export const safeHref = (url: string): string | undefined =>
  /^tel:[\d+-]+$/i.test(url) || (/^https?:\/\/[^\s"'<>]+$/i.test(url) && webAddress(url) !== undefined)
    ? url
    : undefined;
