/**
 * Numbers told: `2인`, `3등급`, `1급지` of a question against those of headings. In: the question, a heading. Out: how many
 * agree, or undefined where the heading speaks of the same thing with another number.
 */
import { keysTold } from './cells.js';

export interface Told {
  readonly number: number;
  readonly unit: string;
}

const UNITS = '인|세|등급|급지|구간|분위|분기|차|시간|개월|년|호|종|회|학년|단계';
const NUMBERS = new RegExp(`(\\d+)(?:\\s*[~∼]\\s*(\\d+))?\\s*(${UNITS})(?:\\s*(이상|이하|미만|초과))?`, 'gu');
/** A word that only tells a number: it is compared as one, not as a word. */
export const NUMBER_WORD = new RegExp(`^\\d+\\s*(?:${UNITS}|명|식구)`);

export function numbersTold(query: string): Told[] {
  const told = new Map<string, Told>();
  const add = (number: number, unit: string): void => {
    told.set(`${number}${unit}`, { number, unit });
  };
  for (const key of keysTold(query)) {
    const [, number, unit] = /^(\d+)(\D+)$/.exec(key) ?? [];
    if (number && unit) add(Number(number), unit);
  }
  for (const [, number, , unit] of query.matchAll(NUMBERS)) if (number && unit) add(Number(number), unit);
  for (const [, number] of query.matchAll(/(?:집|식구|가족|가구)[^.?!\d]{0,8}(\d+)\s*명/gu))
    if (number) add(Number(number), '인');
  return [...told.values()];
}

/** How many of the told numbers a heading fulfils; undefined where it speaks of the same thing with another number. */
export function agreement(heading: string, told: readonly Told[]): number | undefined {
  const said = [...heading.matchAll(NUMBERS)].map(([, low = '', high, unit = '', limit]) => ({
    low: Number(low),
    high: high === undefined ? undefined : Number(high),
    unit,
    limit,
  }));
  let agreed = 0;
  for (const { number, unit } of told) {
    const same = said.filter((one) => one.unit === unit);
    if (same.length === 0) continue;
    if (!same.some(({ low, high, limit }) => fits(number, low, high, limit))) return undefined;
    agreed += 1;
  }
  return agreed;
}

function fits(number: number, low: number, high: number | undefined, limit: string | undefined): boolean {
  if (high !== undefined) return number >= low && number <= high;
  if (limit === '이상') return number >= low;
  if (limit === '초과') return number > low;
  if (limit === '이하') return number <= low;
  if (limit === '미만') return number < low;
  return number === low;
}
