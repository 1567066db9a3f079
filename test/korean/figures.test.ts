import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf, numberOf } from '../../src/korean/figures.js';

const valuesOf = (text: string) => figuresOf(text).map((figure) => figure.value);

describe('figuresOf', () => {
  it.each([
    ['34만 2,510원', '342510원'],
    ['342,510원', '342510원'],
    ['342510원', '342510원'],
    ['1억 6천만 원', '160000000원'],
    ['5백만원', '5000000원'],
    ['3천 원', '3000원'],
    ['1.5억원', '150000000원'],
  ])('reads the money %s as %s', (text, value) => {
    expect(valuesOf(text)).toEqual([value]);
  });

  it('gives one value to an amount however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (won) => {
        const value = [`${won}원`];
        expect(valuesOf(`${won}원`)).toEqual(value);
        expect(valuesOf(`${withCommas(won)}원`)).toEqual(value);
        expect(valuesOf(`${inMyriads(won)}원`)).toEqual(value);
        expect(valuesOf(`${inMyriads(won)} 원`)).toEqual(value);
      }),
    );
  });

  it('tells two different amounts apart however they are written', () => {
    const won = fc.integer({ min: 1, max: 999_999_999 });
    fc.assert(
      fc.property(won, won, (one, other) => {
        fc.pre(one !== other);
        expect(valuesOf(`${inMyriads(one)}원`)).not.toEqual(valuesOf(`${withCommas(other)}원`));
      }),
    );
  });

  it.each([
    ['만 65세', '65세'],
    ['65살', '65세'],
    ['32퍼센트', '32%'],
    ['32％', '32%'],
    ['2인', '2명'],
    ['3개소', '3곳'],
    ['2등급', '2급'],
    ['24개월', '24개월'],
  ])('reads %s as %s', (text, value) => {
    expect(valuesOf(text)).toEqual([value]);
  });

  it('knows percentage points from per cent', () => {
    expect(valuesOf('3%p')).not.toEqual(valuesOf('3%'));
  });

  it('knows percentage points from per cent when they are spelled out', () => {
    expect(valuesOf('3퍼센트포인트')).toEqual(valuesOf('3%p'));
  });

  it.each(['2026-01-02', '2026년 1월 2일', '2026. 1. 2.', '2026.01.02', '2026/1/2'])('reads the date %s', (text) => {
    expect(figuresOf(text)).toMatchObject([{ kind: 'date', value: '2026-01-02' }]);
  });

  it('reads a date as precisely as it is written', () => {
    expect(valuesOf('2026년 8월부터')).toEqual(['2026-08']);
    expect(valuesOf('2026년부터')).toEqual(['2026']);
    expect(valuesOf('8월 31일까지')).toEqual(['--08-31']);
  });

  it.each(['1577-1389', '031-8075-3328', '02-2680-5540', '080-123-4567', '031-120'])('reads the number %s', (phone) => {
    expect(figuresOf(`문의: ${phone}로`)).toMatchObject([{ kind: 'phone', value: `tel:${phone}` }]);
  });

  it('reads a short number as a telephone only behind ☎', () => {
    expect(valuesOf('보건복지상담센터(☎ 129)')).toEqual(['tel:129']);
    expect(valuesOf('129명')).toEqual(['129명']);
  });

  it('reads an address of a page without its scheme and its closing full stop', () => {
    expect(valuesOf('https://www.bokjiro.go.kr/Path.')).toEqual(valuesOf('www.bokjiro.go.kr/path'));
  });

  it('gives the figures in the order of the text, with the words they were read from', () => {
    const text = '2026년 1월 1일부터 만 65세 이상에게 월 34만 2,510원, 문의 ☎ 129';
    expect(figuresOf(text).map((figure) => figure.text)).toEqual(['2026년 1월 1일', '65세', '34만 2,510원', '129']);
  });

  it('finds no figure where no digit stands', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[가-힣 .,?]*$/), (text) => {
        expect(figuresOf(text)).toEqual([]);
      }),
    );
  });
});

describe('numberOf', () => {
  it('is undefined where no number stands', () => {
    expect(numberOf('만원')).toBeUndefined();
  });
});

const withCommas = (won: number): string => won.toLocaleString('en-US');

/** 342510 → `34만 2,510`, as circulars write it. */
function inMyriads(won: number): string {
  const parts = [
    [Math.floor(won / 1e8), '억'],
    [Math.floor(won / 1e4) % 1e4, '만'],
    [won % 1e4, ''],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${withCommas(count)}${unit}`)
    .join(' ');
}
