/**
 * Numerals spelled in words: `예순다섯`, `네 식구`, `이십오만원`, `절반` → figures in the form of `figures.ts`.
 *
 * In: text. Out: patterns with a reader each. `한` is left alone: "한 달에", "한 번" are ways of speaking, not figures.
 */

export const TENS: Readonly<Record<string, number>> = {
  열: 10,
  스물: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
};
export const ONES: Readonly<Record<string, number>> = {
  하나: 1,
  한: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  네: 4,
  넷: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
};
export const SINO: Readonly<Record<string, number>> = { 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 칠: 7, 팔: 8, 구: 9 };
const SINO_SMALL: Readonly<Record<string, number>> = { 십: 10, 백: 100, 천: 1_000 };
const SINO_BIG: Readonly<Record<string, number>> = { 만: 1e4, 억: 1e8 };

/** Counters that native numerals take, as the unit that digits take for the same thing. */
const COUNTERS: Readonly<Record<string, string>> = {
  살: '세',
  명: '명',
  사람: '명',
  식구: '명',
  자녀: '명',
  가구: '가구',
  달: '개월',
  번: '회',
  차례: '회',
  곳: '곳',
  군데: '곳',
  가지: '가지',
  시간: '시간',
};

export interface SpelledFigure {
  readonly kind: 'money' | 'percent' | 'count';
  readonly value: string;
}

export interface SpelledPattern {
  readonly pattern: RegExp;
  readonly read: (groups: readonly (string | undefined)[]) => SpelledFigure | undefined;
}

const ONE_WORDS = '하나|한|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉';
const TEN_WORDS = '열|스물|서른|마흔|쉰|예순|일흔|여든|아흔';
const START = '(?<![가-힣\\d])';

export const SPELLED_PATTERNS: readonly SpelledPattern[] = [
  {
    // 이십오만원, 천만 원; "몇 백만원", "수천만원" and the 천 of "3천 원" name no number of their own.
    pattern: /(?<![가-힣\d]|몇\s|\d\s)((?:[일이삼사오육칠팔구]?[십백천만억])+[일이삼사오육칠팔구]?)\s?원/gu,
    read: ([, words = '']) => ({ kind: 'money', value: `${sinoNumber(words)}원` }),
  },
  {
    pattern: new RegExp(
      `${START}([이삼사오육칠팔구]?[십백][일이삼사오육칠팔구]?)\\s?(세|살|퍼센트|프로|명|개월|곳|가구)`,
      'gu',
    ),
    read: ([, words = '', unit = '']) => {
      if (unit === '퍼센트' || unit === '프로') return { kind: 'percent', value: `${sinoNumber(words)}%` };
      return { kind: 'count', value: `${sinoNumber(words)}${unit === '살' ? '세' : unit}` };
    },
  },
  {
    // An age without its counter is one only from twenty on and where it cannot be another word.
    pattern: new RegExp(
      `${START}(스물|서른|마흔|예순|일흔|여든|아흔|쉰(?=\\s?(?:${ONE_WORDS})))\\s?(하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)?(?=\\s?(?:되|된|이|인|넘|먹|입|부터|까지|$))`,
      'gu',
    ),
    read: ([, ten = '', one = '']) => ({ kind: 'count', value: `${nativeNumber(ten, one)}세` }),
  },
  {
    pattern: new RegExp(
      `${START}(?:(스무)|(${TEN_WORDS})?\\s?(${ONE_WORDS})?)\\s?(살|명|사람|식구|자녀|가구|달|번(?!째|지|호)|차례|곳|군데|가지|시간)`,
      'gu',
    ),
    read: ([, twenty, ten = '', one = '', counter = '']) => {
      const number = twenty ? 20 : nativeNumber(ten, one);
      const unit = COUNTERS[counter];
      if (unit === undefined || number === 0 || (number === 1 && counter !== '살')) return undefined;
      return { kind: 'count', value: `${number}${unit}` };
    },
  },
  { pattern: /절반|반값|반액/gu, read: () => ({ kind: 'percent', value: '50%' }) },
];

function nativeNumber(ten: string, one: string): number {
  return (TENS[ten] ?? 0) + (ONES[one] ?? 0);
}

/** `이십오만` → 250000, `천만` → 10000000, `백` → 100. */
function sinoNumber(words: string): number {
  let total = 0;
  let part = 0;
  let digit = 0;
  for (const sign of words) {
    const big = SINO_BIG[sign];
    const small = SINO_SMALL[sign];
    if (big !== undefined) {
      total += (part + digit || 1) * big;
      part = 0;
      digit = 0;
    } else if (small !== undefined) {
      part += (digit || 1) * small;
      digit = 0;
    } else digit = SINO[sign] ?? 0;
  }
  return total + part + digit;
}
