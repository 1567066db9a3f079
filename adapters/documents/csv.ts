/** CSV → one table. In: bytes of any Korean encoding, commas, semicolons or tabs. Out: a table block. */
import { parse } from 'csv-parse/sync';
import type { Block, TableCell } from '../../src/knowledge/conversion.js';
import { decodeText } from '../../src/korean/encodings.js';
import { Refused } from './refusals.js';

const ROWS_MAX = 50_000;

export function readCsv(bytes: Uint8Array): Block[] {
  const text = decodeText(bytes);
  if (text === undefined) throw new Refused('damaged', '글자를 알 수 없습니다');
  const [head = ''] = text.split(/\r?\n/, 1);
  const delimiter = [',', '\t', ';'].reduce((best, sign) =>
    head.split(sign).length > head.split(best).length ? sign : best,
  );
  let rows: string[][];
  try {
    rows = parse(text, {
      bom: true,
      delimiter,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
      trim: true,
      to: ROWS_MAX + 1,
      maxRecordSize: 1_000_000,
    });
  } catch {
    throw new Refused('damaged', '쉼표로 나눈 표로 읽을 수 없습니다');
  }
  if (rows.length > ROWS_MAX) throw new Refused('too-large', `${ROWS_MAX.toLocaleString('ko-KR')}줄을 넘습니다`);
  const cells = rows.flatMap((row, at) =>
    row.map(
      (value, column): TableCell => ({
        text: value,
        row: at,
        column,
        rowSpan: 1,
        columnSpan: 1,
        ...(at === 0 ? { isHeader: true } : {}),
      }),
    ),
  );
  return [{ kind: 'table', cells }];
}
