import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unsupportedFigures } from '../../src/answering/fact-lock.js';

const holds = (said: string, held: string): boolean => unsupportedFigures(said, [held]).length === 0;

describe('the fact lock on limits', () => {
  it.each([
    ['65세 이상이 받습니다.', '65세 이상'],
    ['65세 이상이 받습니다.', '65세부터'],
    ['19세 이상 34세 이하', '19~34세'],
    ['30만원 이하', '최대 30만원'],
    ['1인 가구 10만원 이하', '1인 가구 10만원, 2인 가구 20만원 이하입니다.'],
    ['65세가 되면', '65세 이상'],
  ])('takes "%s" for "%s"', (said, held) => {
    expect(holds(said, held)).toBe(true);
  });

  it('never takes one limit for another, whatever the figure', () => {
    const limits = ['이상', '이하', '미만', '초과'];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99_999 }),
        fc.constantFrom('세', '원', '%', '개월', '명'),
        fc.constantFrom(...limits),
        fc.constantFrom(...limits),
        (number, unit, said, held) => {
          expect(holds(`${number}${unit} ${said}`, `${number}${unit} ${held}`)).toBe(said === held);
        },
      ),
    );
  });

  it('does not take a bare figure for a limit', () => {
    expect(holds('100만원 이하', '100만원')).toBe(false);
  });
});

describe('the fact lock on dates, months and short numbers', () => {
  it.each([
    ['2026년', '2026-01-01'],
    ['2026년 1월', '2026. 1. 1.'],
    ['1월 1일', '2026년 1월 1일'],
    ['1월부터', '2026년 1월 1일'],
    ['12개월', '1년'],
    ['129에 전화하세요', '보건복지상담센터(☎ 129)'],
  ])('takes "%s" for "%s"', (said, held) => {
    expect(holds(said, held)).toBe(true);
  });

  it.each([
    ['2026-01-01', '2026년'],
    ['2월 1일', '2026년 1월 1일'],
    ['2월부터', '2026년 1월 2일'],
    ['2년', '12개월'],
    ['128에 전화하세요', '☎ 129'],
  ])('does not take "%s" for "%s"', (said, held) => {
    expect(holds(said, held)).toBe(false);
  });
});
