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
};
const SPOKEN_DIGIT = `[${Object.keys(SPOKEN).join('')}]`;
/** Said between groups of digits. "에" and "의" only between digits, so that words keep theirs. */
const SPOKEN_GAP = '(?:다시|대시|하이픈|짝대기|작대기|빼기|바|[에의])';
const UNIT = `(?:${SPOKEN_DIGIT}|\\d)`;
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

/** Same length as `text`, in UTF-16 units. */
export function digitShadow(text: string): string {
  const plain = text
    .replace(/[\p{Nd}\p{No}]/gu, plainDigit)
    .replace(STRAY_SIGNS, '-')
    .replace(LOOKS_LIKE_010, '010')
    .replace(ZERO_BETWEEN, '0');
  return plain.replace(SPELLED, (found) =>
    found
      .replace(new RegExp(SPOKEN_GAP, 'g'), (gap) => '-'.repeat(gap.length))
      .replace(SPOKEN_GROUP, (group) => group.replace(/[가-힣]/g, (spoken) => SPOKEN[spoken] ?? spoken)),
  );
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
