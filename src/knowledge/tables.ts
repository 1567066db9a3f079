/**
 * Tables: a table block → one claim a row, in which each value stands beside the headings of its row and column.
 * Merged cells count for every row and column they cover; a unit that the table tells once goes to each value.
 *
 * In: the cells, and what stands around the table (caption, heading). Out: rows; none for a table without any value.
 */

import type { TableBlock, TableCell } from './conversion.js';
import { inUnit, unitIn, withoutUnit } from './table-units.js';

/** A value with the words over it. */
export interface RowCell {
  readonly column: string;
  readonly value: string;
}

export interface TableRow {
  /** Headings of the row, outer first: `2인 가구`; `1등급`, `방문요양`. Empty where the table has none. */
  readonly keys: readonly string[];
  readonly cells: readonly RowCell[];
  /** The whole row in words, with the name of the table. */
  readonly text: string;
}

type Grid = readonly (readonly (TableCell | undefined)[])[];

const NUMBERING = /^(?:연번|번호|순번|no\.?|№)$/i;
const FIGURE = /\d/;
/** Labels are short; a cell of running text is a value. */
const LABEL_CHARACTERS_MAX = 30;
/** A claim of one row; a wider row is told in several. */
const ROW_CHARACTERS_MAX = 480;

/** What a table that goes on from another page takes over: the headings of its columns. */
export interface TableHead {
  readonly width: number;
  readonly columns: readonly string[];
  readonly keyColumns: number;
  readonly unit: string | undefined;
}

export function rowsOf(
  table: TableBlock,
  name: string,
  before?: TableHead,
): { readonly rows: readonly TableRow[]; readonly head: TableHead | undefined } {
  const grid = gridOf(table.cells);
  const width = grid[0]?.length ?? 0;
  if (grid.length === 0 || width === 0) return { rows: [], head: undefined };
  // A first row of one merged cell names the table.
  const titled = grid.length > 1 && width > 1 && isOneCell(grid[0] ?? []) ? 1 : 0;
  const title = titled === 1 ? (grid[0]?.[0]?.text ?? '') : '';
  const body = grid.slice(titled);
  const unit = unitIn(`${name} ${table.caption ?? ''} ${title}`);
  const label = [table.caption ? withoutUnit(table.caption) : withoutUnit(name), withoutUnit(title)]
    .filter((part, index, all) => part !== '' && all.indexOf(part) === index)
    .join(' ');
  if (width === 1)
    return {
      rows: body.flatMap((row) => (row[0]?.text ? [{ keys: [], cells: [], text: row[0].text }] : [])),
      head: undefined,
    };
  const goesOn = before !== undefined && before.width === width && !hasHeader(body, width);
  if (!goesOn && isKeyValue(body, width)) return { rows: pairsOf(body, label), head: undefined };
  const headerRows = goesOn ? 0 : headerRowsOf(body);
  const columns = goesOn ? before.columns : columnsOf(body.slice(0, headerRows), width);
  const keyColumns = goesOn ? before.keyColumns : keyColumnsOf(body.slice(headerRows), columns);
  const head: TableHead = { width, columns, keyColumns, unit: unit ?? (goesOn ? before.unit : undefined) };
  const rows = body.slice(headerRows).flatMap((row) => rowOf(row, head, label));
  return { rows, head };
}

function gridOf(cells: readonly TableCell[]): Grid {
  const height = Math.max(0, ...cells.map(({ row, rowSpan }) => row + rowSpan));
  const width = Math.max(0, ...cells.map(({ column, columnSpan }) => column + columnSpan));
  const grid: (TableCell | undefined)[][] = Array.from({ length: height }, () =>
    Array.from({ length: width }, () => undefined),
  );
  for (const cell of cells)
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
        const line = grid[row];
        if (line) line[column] = cell;
      }
  // Rows of nothing are drawn for their look.
  return grid.filter((row) => row.some((cell) => cell !== undefined && cell.text !== ''));
}

const isOneCell = (row: readonly (TableCell | undefined)[]): boolean =>
  row.every((cell) => cell !== undefined && cell === row[0]);

/** Two columns, a label and its text: the first row is one of them, not a header. */
function isKeyValue(body: Grid, width: number): boolean {
  if (width !== 2) return false;
  const [first] = body;
  const isHeaderLike = first?.every((cell) => cell?.isHeader === true) === true && body.length > 1;
  const second = first?.[1]?.text ?? '';
  return !isHeaderLike && (FIGURE.test(second) || second.length > LABEL_CHARACTERS_MAX || body.length === 1);
}

function pairsOf(body: Grid, label: string): TableRow[] {
  return body.flatMap(([key, value]) => {
    if (!key?.text || !value?.text || key === value) return key?.text ? [{ keys: [], cells: [], text: key.text }] : [];
    return [
      {
        keys: [],
        cells: [{ column: key.text, value: value.text }],
        text: `${label === '' ? '' : `${label} – `}${key.text}: ${value.text}`,
      },
    ];
  });
}

function hasHeader(body: Grid, width: number): boolean {
  const first = body[0] ?? [];
  const labels = first.filter((cell) => cell && cell.text !== '' && !isValue(cell.text)).length;
  return first.some((cell) => cell?.isHeader === true) || labels > width / 2;
}

/** As deep as the merged cells of the first row reach, and one more under a cell merged across columns. */
function headerRowsOf(body: Grid): number {
  const first = body[0] ?? [];
  let depth = Math.max(1, ...first.map((cell) => cell?.rowSpan ?? 1));
  while (depth < body.length && body[depth]?.every((cell) => cell?.isHeader === true)) depth += 1;
  const spansColumns = first.some((cell) => (cell?.columnSpan ?? 1) > 1);
  if (
    depth === 1 &&
    spansColumns &&
    body.length > 2 &&
    (body[1] ?? []).slice(1).every((cell) => !isValue(cell?.text ?? ''))
  )
    depth = 2;
  return Math.min(depth, Math.max(1, body.length - 1));
}

/** Headings of each column from top to bottom: `소득인정액 기준(농어촌)`. */
function columnsOf(header: Grid, width: number): string[] {
  return Array.from({ length: width }, (_none, column) => {
    const parts = [...new Set(header.map((row) => row[column]).filter((cell) => cell !== undefined))]
      .map(({ text }) => text)
      .filter(Boolean);
    const [top = '', ...under] = parts;
    return under.length === 0 ? top : `${top}(${under.join(' ')})`;
  });
}

/** The first column names the row; so does the next one where cells of the first are merged or only count. */
function keyColumnsOf(body: Grid, columns: readonly string[]): number {
  let count = 1;
  while (count < columns.length - 1 && count < 3) {
    const at = count - 1;
    const groups = body.some((row) => (row[at]?.rowSpan ?? 1) > 1) || NUMBERING.test(columns[at] ?? '');
    const isLabels = body.every((row) => isLabel(row[count]?.text ?? ''));
    if (!groups || !isLabels) break;
    count += 1;
  }
  return count;
}

/** What a row may be named by: words, or a measure under which the amounts stand (`2시간`, `3개월`). */
function isLabel(text: string): boolean {
  return !isValue(text) || /^\d+\s*(?:시간|분|일|개월|년|세|회|명|인)$/.test(text.trim());
}

/** An amount, a share, a bare number: `1,230,000`, `월 5만원`, `30%`; not `2인 가구`, `1등급` or a sentence. */
function isValue(text: string): boolean {
  return /^(?:월|연|최대|1일|회당|약)?\s*[△▲-]?\d[\d,.]*\s*(?:조|억|만|천|백)?\s*(?:원|%|명|회|시간|분|일|개월|건|개소)?(?:\/\S+)?(?:\s*(?:이하|이상|미만|초과|이내))?$/.test(
    text.trim(),
  );
}

function rowOf(
  row: readonly (TableCell | undefined)[],
  { columns, keyColumns, unit }: TableHead,
  label: string,
): TableRow[] {
  const keys = [...new Set(row.slice(0, keyColumns).map((cell) => cell?.text ?? ''))].filter(
    (key, index) => key !== '' && !(NUMBERING.test(columns[index] ?? '') && /^\d+$/.test(key)),
  );
  const cells: RowCell[] = [];
  for (let at = keyColumns; at < row.length; at += 1) {
    const cell = row[at];
    if (!cell || cell.text === '' || cell === row[at - 1]) continue;
    // A cell merged across columns holds for all of them.
    const covered = row
      .flatMap((other, index) => (other === cell && index >= keyColumns ? [columns[index] ?? ''] : []))
      .filter(Boolean);
    const column = joinedColumns(covered);
    const own = unitIn(column) ?? unit;
    cells.push({ column: withoutUnit(column), value: own ? inUnit(cell.text, own) : cell.text });
  }
  if (cells.length === 0)
    return keys.length === 0 ? [] : [{ keys, cells, text: [label, keys.join(' ')].filter(Boolean).join(' – ') }];
  const named = [label, keys.join(' ')].filter(Boolean).join(' – ');
  return boundedRows(cells, ROW_CHARACTERS_MAX - named.length).map((part) => {
    const values = part.map(said).join(', ');
    return { keys, cells: part, text: named === '' ? values : `${named}: ${values}` };
  });
}

const said = ({ column, value }: RowCell): string => (column === '' ? value : `${column} ${value}`);

/** A row of many columns becomes several claims, each with what names the row. */
function boundedRows(cells: readonly RowCell[], room: number): RowCell[][] {
  const parts: RowCell[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const cell of cells) {
    const length = said(cell).length + 2; // with its comma
    if (size + length > room) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(cell);
    size += length;
  }
  return parts;
}

/** `소득인정액 기준(일반지역)` and `소득인정액 기준(농어촌)` → `소득인정액 기준(일반지역·농어촌)`. */
function joinedColumns(columns: readonly string[]): string {
  const unique = [...new Set(columns)];
  if (unique.length <= 1) return unique[0] ?? '';
  const parts = unique.map((column) => /^(.*)\(([^()]*)\)$/.exec(column));
  const [first] = parts;
  if (first && parts.every((part) => part?.[1] === first[1]))
    return `${first[1]}(${parts.map((part) => part?.[2]).join('·')})`;
  return unique.join('·');
}
