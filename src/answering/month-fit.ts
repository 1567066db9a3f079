/**
 * Month fit: is a sentence about the month that was told? "네 달째부터는요" is answered by "4~6개월에는 …", not by "7개월부터
 * …". In: a sentence and the months told. Out: `fits`, `fails`, or undefined where one of them tells no month.
 */
import { ONES } from '../korean/numerals.js';

const COUNT = '(\\d{1,2}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)';
const TOLD = new RegExp(`${COUNT}\\s?(?:달|개월)\\s?(째|차|지나|넘|이?\\s?후)`, 'g');
const RANGE = /(?<!\d)(\d{1,2})\s?[~∼]\s?(\d{1,2})\s?개월(?:에는|에|째)/g;
const FROM = /(?<!\d)(\d{1,2})\s?개월(?:째)?부터/g;
const LAST = 120;

/** "네 달째" is the fourth; "여섯 달 지나면" comes after the sixth. */
export function monthsTold(question: string): readonly number[] {
  return [...question.matchAll(TOLD)].flatMap(([, count = '', how = '']) => {
    const months = ONES[count] ?? Number(count);
    return Number.isFinite(months) ? [/째|차/.test(how) ? months : months + 1] : [];
  });
}

export function monthFit(sentence: string, told: readonly number[]): 'fits' | 'fails' | undefined {
  if (told.length === 0) return undefined;
  const ranges = [
    ...[...sentence.matchAll(RANGE)].map(([, from, to]) => ({ from: Number(from), to: Number(to) })),
    ...[...sentence.matchAll(FROM)].map(([, from]) => ({ from: Number(from), to: LAST })),
  ];
  if (ranges.length === 0) return undefined;
  return ranges.some(({ from, to }) => told.some((month) => month >= from && month <= to)) ? 'fits' : 'fails';
}
