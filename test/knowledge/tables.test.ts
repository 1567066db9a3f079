import { describe, expect, it } from 'vitest';
import type { TableBlock, TableCell } from '../../src/knowledge/conversion.js';
import { rowsOf } from '../../src/knowledge/tables.js';

/** Cells of a table as drawn: `>` goes on from the left, `^` from above. */
function table(...lines: readonly string[]): TableBlock {
  const grid = lines.map((line) => line.split('|').map((text) => text.trim()));
  const cells: TableCell[] = [];
  grid.forEach((row, r) => {
    row.forEach((text, c) => {
      if (text === '>' || text === '^') return;
      let columnSpan = 1;
      while (row[c + columnSpan] === '>') columnSpan += 1;
      let rowSpan = 1;
      while (grid[r + rowSpan]?.[c] === '^') rowSpan += 1;
      cells.push({ text, row: r, column: c, rowSpan, columnSpan });
    });
  });
  return { kind: 'table', cells };
}

const textsOf = (block: TableBlock, name = ''): string[] => rowsOf(block, name).rows.map(({ text }) => text);

describe('a row of a table', () => {
  it('says each value with the heading over it', () => {
    expect(textsOf(table('구분 | 지원액 | 횟수', '1등급 | 30만원 | 월 2회'))).toEqual([
      '1등급: 지원액 30만원, 횟수 월 2회',
    ]);
  });

  it('begins with the name of the table', () => {
    expect(textsOf(table('구분 | 지원액 | 횟수', '1등급 | 30만원 | 2회'), '등급별 지원')).toEqual([
      '등급별 지원 – 1등급: 지원액 30만원, 횟수 2회',
    ]);
  });

  it('names a column under a merged heading by both', () => {
    const block = table('가구 | 기준액 | > | 부담금', '^ | 도시 | 농촌 | ^', '2인 | 201만원 | 187만원 | 5천원');
    expect(textsOf(block)).toEqual(['2인: 기준액(도시) 201만원, 기준액(농촌) 187만원, 부담금 5천원']);
  });

  it('has the value of a cell merged over several rows', () => {
    const block = table('가구 | 기준 | 부담금', '1인 | 100원 | 5원', '2인 | 200원 | ^');
    expect(textsOf(block)).toEqual(['1인: 기준 100원, 부담금 5원', '2인: 기준 200원, 부담금 5원']);
  });

  it('tells a value merged across columns once, for all of them', () => {
    const block = table('가구 | 기준액 | >', '^ | 도시 | 농촌', '5인 | 300만원 | >', '6인 | 350만원 | 340만원');
    expect(textsOf(block)[0]).toBe('5인: 기준액(도시·농촌) 300만원');
  });

  it('is named by both columns where the first is merged', () => {
    const block = table('등급 | 서비스 | 금액', '1등급 | 방문 | 30만원', '^ | 주간 | 50만원');
    expect(textsOf(block)).toEqual(['1등급 방문: 금액 30만원', '1등급 주간: 금액 50만원']);
  });

  it('is not named by its number', () => {
    expect(textsOf(table('연번 | 기관 | 정원', '1 | 햇살 | 20명'))).toEqual(['햇살: 정원 20명']);
  });
});

describe('a unit', () => {
  it('told over the table goes to each bare number', () => {
    expect(textsOf(table('가구 | 금액', '1인 | 1,230', '2인 | 무료'), '기준 (단위: 천원/월)')).toEqual([
      '기준 – 1인: 금액 월 1,230천원',
      '기준 – 2인: 금액 무료',
    ]);
  });

  it('told in a heading goes to that column alone', () => {
    expect(textsOf(table('가구 | 금액(만원) | 기간', '1인 | 30 | 3개월'))).toEqual(['1인: 금액 30만원, 기간 3개월']);
  });
});

it('reads a first row of one cell as the name of the table', () => {
  expect(textsOf(table('2026년 지원액 | >', '구분 | 금액', '1급 | 3만원'))).toEqual([
    '2026년 지원액 – 1급: 금액 3만원',
  ]);
});

it('reads two columns of labels and texts as pairs', () => {
  expect(textsOf(table('지원 대상 | 65세 이상인 사람', '신청 | 동 행정복지센터'))).toEqual([
    '지원 대상: 65세 이상인 사람',
    '신청: 동 행정복지센터',
  ]);
});

it('tells a row of very many columns in several claims, each with its key', () => {
  const columns = Array.from({ length: 100 }, (_none, at) => `열${at}`);
  const texts = textsOf(table(`구분 | ${columns.join(' | ')}`, `1급 | ${columns.map(() => '10원').join(' | ')}`));
  expect(texts.length).toBeGreaterThan(1);
  for (const text of texts) expect(text).toMatch(/^1급: .{1,480}$/);
});

it('goes on from another page with the headings of the first', () => {
  const first = rowsOf(table('가구 | 기준 | 부담금', '1인 | 100원 | 5원'), '');
  expect(rowsOf(table('7인 | 700원 | 9원'), '', first.head).rows[0]?.text).toBe('7인: 기준 700원, 부담금 9원');
});
