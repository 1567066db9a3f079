/** Numbers read aloud digit by digit, in every mixture of words: removed whole. Counting, sums and dates: left alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseLine } from '../../src/korean/normalise.js';
import { maskPersonalData } from '../../src/safety/personal-data.js';

const SEED = 20_261_126;
const SINO = ['공', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];
const COUNTED = ['영', '하나', '둘', '셋', '넷', '다섯', '여섯', '일곱', '여덟', '아홉'];
const two = (min: number, max: number) => fc.integer({ min, max }).map((value) => String(value).padStart(2, '0'));
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

/** Each digit in one of three ways, the first always in a word. */
const aloud = (number: string, ways: readonly number[], between: string): string =>
  [...number]
    .map((digit, at) => [SINO, COUNTED, [...'0123456789']][at === 0 ? 0 : (ways[at] ?? 0)]?.[Number(digit)] ?? digit)
    .join(between);
const spoken = (groups: readonly fc.Arbitrary<string>[], gaps: readonly string[]) =>
  fc
    .tuple(
      fc.tuple(...groups),
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 16, maxLength: 16 }),
      fc.constantFrom('', ' ', ', ', '.'),
      fc.constantFrom(...gaps),
    )
    .map(([parts, ways, between, gap]) => parts.map((part) => aloud(part, ways, between)).join(gap));
const registration = spoken(
  [
    fc.tuple(two(0, 99), two(1, 12), two(1, 28)).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom('1', '2', '3', '4'), digits(6)).map((parts) => parts.join('')),
  ],
  [' ', '-', ' 다시 ', ' 그리고 ', ' 뒷자리는 ', ', '],
);
const mobile = spoken([fc.constant('010'), digits(4), digits(4)], [' ', '-', ' 다시 ', ' 그리고 ', '에 ', ', ']);
const DIGIT_LEFT = new RegExp(`(?:${[...SINO, ...COUNTED].join('|')}|\\d)(?:[\\s.,]*(?:공|영|하나|둘|\\d)){2}`);

describe('numbers read aloud', () => {
  it.each([
    ['a registration number', 'rrn', registration],
    ['a mobile telephone', 'mobile', mobile],
  ])('%s is removed, whole, in any words for its digits', (_name, kind, number) => {
    fc.assert(
      fc.property(number, (said) => {
        const { kinds, text } = maskPersonalData(normaliseLine(`제 번호는 ${said} 입니다 기초연금 되나요`));
        return kinds.includes(kind) && !DIGIT_LEFT.test(text) && text.includes('기초연금 되나요');
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('an account is removed where a bank is named', () => {
    expect(maskPersonalData('농협 삼공이 공하나 둘이삼사 오육칠 로 넣어 주세요')).toEqual({
      text: '농협 [계좌번호] 로 넣어 주세요',
      kinds: ['account'],
    });
  });

  it('the particle behind the last digit stays', () => {
    expect(maskPersonalData('번호가 공일공 이삼사오 육칠팔구예요').text).toBe('번호가 [휴대전화번호]예요');
  });

  it.each([
    '하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열',
    '일 이 삼 사 오 육 칠 팔 구 공',
    '오천이백삼십만 원을 삼 년 동안 갚았어요',
    '이천이십육년 십일월 이십오일에 신청했어요',
    '일흔둘이고 아내는 예순아홉, 아들은 마흔하나예요',
    '구구단 이일은 이 이이는 사 이삼은 육',
    '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12',
    '이사 오고 이사 가고 육이오 때 일이 삼사 년',
  ])('counting, sums, dates and ages are left alone: %s', (text) => {
    expect(maskPersonalData(text)).toEqual({ text, kinds: [] });
  });

  it('no sum of money is taken for a number', () => {
    const won = fc.array(fc.tuple(fc.constantFrom(...SINO.slice(1)), fc.constantFrom('십', '백', '천', '만')), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(won, (parts) => {
        const sum = parts.map(([digit, unit]) => digit + unit).join('');
        return maskPersonalData(`월급 ${sum} 원이에요`).kinds.length === 0;
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});
