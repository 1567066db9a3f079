/**
 * Tables of Markdown: runs of lines between bars → table blocks. In: the lines of a text. Out: for the first line of
 * each table its block and how many lines it takes.
 */
import type { TableBlock, TableCell } from './conversion.js';

const LINE = /^\s*\|.*\|\s*$/;
const RULE = /^\s*\|(?:\s*:?-{1,}:?\s*\|)+\s*$/;

export interface MarkdownTable {
  readonly block: TableBlock;
  readonly lines: number;
}

export function markdownTableAt(lines: readonly string[], start: number): MarkdownTable | undefined {
  if (!LINE.test(lines[start] ?? '') || !RULE.test(lines[start + 1] ?? '')) return undefined;
  let end = start + 2;
  while (LINE.test(lines[end] ?? '')) end += 1;
  const rows = [start, ...Array.from({ length: end - start - 2 }, (_none, at) => start + 2 + at)];
  const cells = rows.flatMap((at, row) =>
    cellsOf(lines[at] ?? '').map(
      (text, column): TableCell => ({
        text,
        row,
        column,
        rowSpan: 1,
        columnSpan: 1,
        ...(row === 0 ? { isHeader: true } : {}),
      }),
    ),
  );
  return { block: { kind: 'table', cells }, lines: end - start };
}

/** A bar behind a backslash is a letter of its cell. */
function cellsOf(line: string): string[] {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) =>
      cell
        .replaceAll('\\|', '|')
        .replace(/\*\*|__|`/g, '')
        .replace(/<br\s*\/?>/gi, ' ')
        .trim(),
    );
}
