import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unsupportedFigures } from '../../src/answering/fact-lock.js';
import { settleParticles } from '../../src/answering/wording.js';

describe('the fact lock', () => {
  it('holds a sentence against itself', () => {
    const claim = '만 65세 이상, 월 349,700원, 2026년 1월 1일부터, ☎ 1355';
    expect(unsupportedFigures(claim, [claim])).toEqual([]);
  });

  it.each([
    ['월 34만 9,700원', '월 349,700원'],
    ['2026-01-01부터', '2026년 1월 1일부터'],
    ['32 % 이하', '32퍼센트 이하'],
  ])('takes "%s" for "%s"', (said, held) => {
    expect(unsupportedFigures(said, [held])).toEqual([]);
  });

  it('names a figure that no passage holds', () => {
    expect(unsupportedFigures('월 35만원', ['월 34만원'])).toMatchObject([{ value: '350000원' }]);
  });

  it('holds any sentence of figures against itself', () => {
    const number = fc.integer({ min: 1, max: 9_999_999 });
    const figure = fc.oneof(
      number.map((amount) => `${amount.toLocaleString('en-US')}원`),
      number.map((amount) => `${amount}만원`),
      fc.integer({ min: 1, max: 120 }).map((age) => `만 ${age}세`),
      fc.integer({ min: 1, max: 100 }).map((share) => `${share}%`),
      fc.integer({ min: 1, max: 12 }).map((month) => `2026년 ${month}월 1일`),
    );
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 6 }), (figures) => {
        const claim = figures.join(', ');
        expect(unsupportedFigures(claim, [claim])).toEqual([]);
      }),
    );
  });

  it.each([
    ['만 60세 이상', '만 65세 이상'],
    ['2025년 1월 1일', '2026년 1월 1일'],
    ['30% 이하', '32% 이하'],
    ['☎ 1366', '☎ 1355'],
    ['10만원', '10만명'],
    ['3개월', '3년'],
  ])('does not take "%s" for "%s"', (said, held) => {
    expect(unsupportedFigures(said, [held])).not.toEqual([]);
  });

  it('holds a figure that any of several passages says', () => {
    expect(unsupportedFigures('만 65세, 월 10만원', ['만 65세 이상', '월 10만원'])).toEqual([]);
  });

  it('has nothing against words without figures', () => {
    expect(unsupportedFigures('주민센터에서 신청합니다.', [])).toEqual([]);
  });

  it('never lets a changed amount pass', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 999 }), (amount, change) => {
        const held = `매달 ${amount.toLocaleString('en-US')}원을 드립니다.`;
        const said = `매달 ${(amount + change).toLocaleString('en-US')}원을 드립니다.`;
        expect(unsupportedFigures(said, [held])).toHaveLength(1);
      }),
    );
  });
});

describe('particles', () => {
  it.each([
    ['‘기초연금’은(는)', '‘기초연금’은'],
    ['전화번호은(는)', '전화번호는'],
    ['서류이(가)', '서류가'],
    ['금액을(를)', '금액을'],
  ])('settle: %s → %s', (open, settled) => {
    expect(settleParticles(open)).toBe(settled);
  });
});
