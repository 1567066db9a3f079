/**
 * Digits however they are written → a shadow of the text with plain ones, letter for letter, so that a find in the
 * shadow stands at the same place in the text. "공일공에 일이삼사" and "①②③" and "Ｏ１Ｏ" all become digits.
 */
const SPOKEN: Readonly<Record<string, string>> = {
  공: '0',
  영: '0',
  일: '1',
  이: '2',
  삼: '3',
  사: '4',
  오: '5',
  육: '6',
  륙: '6',
  칠: '7',
  팔: '8',
  구: '9',
  零: '0',
  〇: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};
/** Counted out. One that stands for a digit keeps its length with a sign that no rule stops at. */
const COUNTED: Readonly<Record<string, string>> = {
  하나: '1.',
  둘: '2',
  셋: '3',
  넷: '4',
  다섯: '5.',
  여섯: '6.',
  일곱: '7.',
  여덟: '8.',
  아홉: '9.',
};
const COUNTED_DIGIT = `(?:${Object.keys(COUNTED).join('|')})`;
const SPOKEN_DIGIT = `[${Object.keys(SPOKEN).join('')}]`;
/** Said between groups of digits. "에" and "의" only between digits, so that words keep theirs. */
const SPOKEN_GAP = '(?:다시|대시|하이픈|짝대기|작대기|빼기|바|하고|그\\s?다음|그리고|[에의])';
const UNIT = `(?:${COUNTED_DIGIT}|${SPOKEN_DIGIT}|\\d)`;
/** Seven digits in a row are a number that is spelled; fewer are words ("이사", "구이"). */
const SPELLED = new RegExp(`(?<![가-힣])${UNIT}(?:(?:[\\s.,·~_-]{0,3}|\\s?${SPOKEN_GAP}\\s?)${UNIT}){6,}`, 'gu');

/** One alone behind digits is a particle ("5678이 맞나요"), and so is a 이 that ends the run ("칠팔이에요"). */
const SPOKEN_GROUP = new RegExp(
  `${SPOKEN_DIGIT}(?:[\\s.,·~_-]{0,3}${SPOKEN_DIGIT})*(?=[\\s.,·~_-]{0,3}${SPOKEN_DIGIT})(?:[\\s.,·~_-]{0,3}(?!이$)${SPOKEN_DIGIT})?`,
  'g',
);

const STRAY_SIGNS = /[\u2010-\u2015\u2212\u30fc\uff0d]/g;

/** Letters typed for the digits they look like: O1O-…, and an O between digits. A letter before digits is a passport's. */
const LOOKS_LIKE_010 = /(?<![A-Za-z0-9])[oO0ㅇ〇][1lI|][oO0ㅇ〇](?=[\s.)(_-]{0,3}\d)/g;
const ZERO_BETWEEN = /(?<=\d)[oO〇](?=[\s.-]?\d)/g;

/** Alone between digits, with nothing but a sign of writing before the next: "공1공-팔8삼2". */
const BETWEEN = new RegExp(`${SPOKEN_DIGIT}(?=[.,·~_-]{0,2}\\d)|[공영零〇육칠팔구](?=\\s\\d)`, 'g');
/** A 이 behind so many digits is the one that makes them whole; behind others it is a particle. */
const isOneShort = (digits: string): boolean =>
  digits.length === 12 || digits.length === 15 || (digits.length === 10 && digits.startsWith('01'));
/** Keys drawn around a digit. */
const KEYCAPS = /[\u20e3\ufe0f]/g;

/** Same length as `text`, in UTF-16 units. */
export function digitShadow(text: string): string {
  return figuresIn(text).replace(SPELLED, (found) => {
    const grouped = found
      .replace(new RegExp(SPOKEN_GAP, 'g'), (gap) => '-'.repeat(gap.length))
      .replace(new RegExp(COUNTED_DIGIT, 'g'), (counted) => COUNTED[counted] ?? counted)
      .replace(SPOKEN_GROUP, (group) => group.replace(/./gu, (spoken) => SPOKEN[spoken] ?? spoken))
      .replace(BETWEEN, (spoken) => SPOKEN[spoken] ?? spoken);
    const isNumber = grouped.endsWith('이') && isOneShort(grouped.replace(/\D/g, ''));
    return isNumber ? `${grouped.slice(0, -1)}2` : grouped;
  });
}

/** Figures of every script and look plain, words for digits as they were. Same length. */
export function figuresIn(text: string): string {
  return text
    .replace(/[\p{Nd}\p{No}]/gu, plainDigit)
    .replace(STRAY_SIGNS, '-')
    .replace(KEYCAPS, '.')
    .replace(LOOKS_LIKE_010, '010')
    .replace(ZERO_BETWEEN, '0');
}

/** One digit, padded with the joiner that no rule stops at, so that lengths stay. */
function plainDigit(sign: string): string {
  const folded = sign.normalize('NFKC');
  const value = /^\d$/.test(folded) ? folded : /^\p{Nd}$/u.test(sign) ? String(decimalValue(sign)) : sign;
  return value.length === sign.length ? value : value.padEnd(sign.length, '.').slice(0, sign.length);
}

/** Decimal digits of every script stand in runs of ten that begin at a zero. */
function decimalValue(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > code - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}
