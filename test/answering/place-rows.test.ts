/** Which row of a table by place belongs to the person. */
import { describe, expect, it } from 'vitest';
import { placeRows, shortProvince } from '../../src/answering/place-rows.js';
import type { Place } from '../../src/understanding/regions.js';

const ROWS = [
  '2026년 1급지(서울) 한도는 369,000원입니다.',
  '2026년 2급지(경기·인천) 한도는 300,000원입니다.',
  '2026년 3급지(광역시·세종·수도권 밖 특례시) 한도는 247,000원입니다.',
  '2026년 4급지(그 밖의 지역) 한도는 212,000원입니다.',
  '한도는 가구원 수(같은 집)에 따라 다릅니다.',
].map((text, row) => ({ id: `rent#benefit.${row + 1}`, text }));

const at = (province: string, city?: string): Place => ({ name: `${province} ${city ?? ''}`.trim(), province, city });

describe('a table by place', () => {
  it.each([
    ['서울특별시', undefined, 0],
    ['경기도', '의정부시', 1],
    ['인천광역시', undefined, 1],
    ['부산광역시', '해운대구', 2],
    ['세종특별자치시', undefined, 2],
    ['경상남도', '창원시', 2],
    ['경기도', '고양시', 1],
    ['전라남도', '광양시', 3],
    ['강원특별자치도', '춘천시', 3],
  ] as const)('gives %s %s its own row and takes the others back', (province, city, row) => {
    const gains = placeRows(ROWS, at(province, city));
    expect(ROWS.slice(0, 4).map((claim) => (gains.get(claim) ?? 0) > 0)).toEqual([0, 1, 2, 3].map((at) => at === row));
    expect(ROWS.slice(0, 4).filter((claim) => (gains.get(claim) ?? 0) < 0)).toHaveLength(3);
  });

  it('says nothing of sentences that are no rows', () => {
    const [, , , , other] = ROWS;
    expect(other && placeRows(ROWS, at('경기도')).get(other)).toBeUndefined();
  });

  it('decides nothing where the place is not known, or there is but one row', () => {
    expect(placeRows(ROWS, undefined).size).toBe(0);
    expect(placeRows(ROWS.slice(0, 1), at('경기도')).size).toBe(0);
  });
});

it('knows provinces by their short names', () => {
  expect(['경기도', '서울특별시', '전라남도', '경상북도', '강원특별자치도', '세종'].map(shortProvince)).toEqual([
    '경기',
    '서울',
    '전남',
    '경북',
    '강원',
    '세종',
  ]);
});
