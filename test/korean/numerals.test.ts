import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../src/korean/figures.js';

const valuesOf = (text: string) => figuresOf(text).map(({ value }) => value);

const ONES = ['', '하나', '둘', '셋', '넷', '다섯', '여섯', '일곱', '여덟', '아홉'];
const BEFORE_COUNTER = ['', '한', '두', '세', '네', '다섯', '여섯', '일곱', '여덟', '아홉'];
const TENS = ['', '열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔'];
const DIGITS = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];

/** 250000 → 이십오만, as it is read aloud. */
function inWords(number: number): string {
  const small = (part: number): string =>
    [
      [Math.floor(part / 1000), '천'],
      [Math.floor(part / 100) % 10, '백'],
      [Math.floor(part / 10) % 10, '십'],
      [part % 10, ''],
    ]
      .map(([digit, unit]) =>
        Number(digit) === 0 ? '' : `${Number(digit) === 1 && unit !== '' ? '' : DIGITS[Number(digit)]}${unit}`,
      )
      .join('');
  const myriads = Math.floor(number / 10_000);
  return `${myriads === 0 ? '' : `${myriads === 1 ? '' : small(myriads)}만`}${small(number % 10_000)}`;
}

describe('numerals in words', () => {
  it('are the same figure as the digits, for every age from twenty to ninety-nine', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 99 }), (age) => {
        const ten = TENS[Math.floor(age / 10)] ?? '';
        const counted = age === 20 ? '스무 살' : `${ten}${BEFORE_COUNTER[age % 10]} 살`;
        expect(valuesOf(counted)).toEqual(valuesOf(`${age}세`));
        // 쉰 alone is another word ("쉰 목소리").
        fc.pre(age !== 50);
        expect(valuesOf(`올해 ${ten}${ONES[age % 10]} 되신 아버지`)).toEqual([`${age}세`]);
      }),
    );
  });

  it('are the same amount as the digits, for every sum in tens of won that is read aloud', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), (tens) => {
        const won = tens * 10;
        expect(valuesOf(`월 ${inWords(won)}원`)).toEqual([`${won}원`]);
        expect(valuesOf(`월 ${inWords(won)} 원`)).toEqual(valuesOf(`월 ${won.toLocaleString('en-US')}원`));
      }),
    );
  });

  it.each([
    ['네 식구', '4인'],
    ['두 달', '2개월'],
    ['세 번', '3회'],
    ['두 자녀', '2명'],
    ['절반', '50%'],
    ['반값', '50퍼센트'],
    ['육십오 세', '만 65세'],
  ])('%s is %s', (words, digits) => {
    expect(valuesOf(words)).toEqual(valuesOf(digits));
  });

  it.each([
    '한 달에',
    '한 번',
    '병원에서 지원합니다',
    '회원 가입',
    '몇 백만원',
    '세대주',
    '두고 살았습니다',
    '네, 알겠습니다',
  ])('are not seen in "%s"', (text) => {
    expect(valuesOf(text)).toEqual([]);
  });
});

describe('ranges', () => {
  it.each([
    ['10~20만원', ['100000원', '200000원']],
    ['10만~20만원', ['100000원', '200000원']],
    ['10만원~20만원', ['100000원', '200000원']],
    ['20~53.3%', ['20%', '53.3%']],
    ['19∼34세', ['19세', '34세']],
    ['3-5세', ['3세', '5세']],
    ['300~1,000원', ['300원', '1000원']],
  ])('in "%s" give both ends their unit', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  it('have a lower and an upper limit', () => {
    expect(figuresOf('19~34세').map(({ bound }) => bound)).toEqual(['>=', '<=']);
  });

  it('hold both ends however the sum is written', () => {
    const sum = fc.integer({ min: 1, max: 9_999 });
    fc.assert(
      fc.property(sum, sum, (low, high) => {
        const expected = [`${low * 10_000}원`, `${high * 10_000}원`];
        expect(valuesOf(`${low}~${high}만원`)).toEqual(expected);
        expect(valuesOf(`${low}만~${high}만원`)).toEqual(expected);
        expect(valuesOf(`${(low * 10_000).toLocaleString('en-US')}원 ~ ${high}만원`)).toEqual(expected);
      }),
    );
  });
});

describe('limits', () => {
  it.each([
    ['65세 이상', '>='],
    ['65세 이하', '<='],
    ['65세 미만', '<'],
    ['65세 초과', '>'],
    ['65세부터', '>='],
    ['65세까지', '<='],
    ['65세를 넘는', '>'],
    ['최대 65세', '<='],
    ['65세', undefined],
  ])('"%s" is read as %s', (text, bound) => {
    expect(figuresOf(text).map((figure) => figure.bound)).toEqual([bound]);
  });
});

describe('dates, telephone numbers and addresses', () => {
  it.each([
    ["'26. 1. 1.", '2026-01-01'],
    ['2026. 1.', '2026-01'],
    ['2026.01.01.', '2026-01-01'],
  ])('reads the date %s as %s', (text, value) => {
    expect(valuesOf(text)).toEqual([value]);
  });

  it('gives the end of a range of dates its day', () => {
    expect(valuesOf('2026. 4. 23.~6. 15.')).toEqual(['2026-04-23', '--06-15']);
  });

  it.each([
    ['031)8075-3328', 'tel:031-8075-3328'],
    ['(031) 8075-3328', 'tel:031-8075-3328'],
    ['02-2680-5540', 'tel:02-2680-5540'],
    ['15771389', 'tel:1577-1389'],
    ['1577 1389', 'tel:1577-1389'],
    ['국번 없이 129번', 'tel:129'],
  ])('reads %s as %s', (text, value) => {
    expect(valuesOf(text)[0]).toBe(value);
  });

  it('are one value with hyphens, dots or blanks, for any number', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9][0-9]{${length - 1}}$`));
    fc.assert(
      fc.property(fc.constantFrom('02', '031', '061', '080'), digits(4), digits(4), (area, first, second) => {
        const value = [`tel:${area}-${first}-${second}`];
        expect(valuesOf(`${area}-${first}-${second}`)).toEqual(value);
        expect(valuesOf(`${area}.${first}.${second}`)).toEqual(value);
        expect(valuesOf(`${area} ${first} ${second}`)).toEqual(value);
        expect(valuesOf(`${area}${first}${second}`)).toEqual(value);
      }),
    );
  });

  it.each(['https://www.bokjiro.go.kr/', 'www.bokjiro.go.kr', 'bokjiro.go.kr에서', 'http://bokjiro.go.kr.'])(
    'reads the address %s without what does not belong to it',
    (text) => {
      expect(valuesOf(text)).toEqual(['bokjiro.go.kr']);
    },
  );
});
