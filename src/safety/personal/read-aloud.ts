/**
 * Numbers read aloud: digit by digit, in any words for digits, with anything between them that people say or write
 * there ("공 일 공, 사 이…", "구공공일일오 뒷자리는 하나둘…") → where they stand and what they are. In: a text. Out: finds.
 *
 * A run counts only as the whole number of a kind that can be told by its digits alone: a registration number, a
 * mobile telephone, a card; an account where a bank is named. Sums, dates and ages have words for tens and thousands
 * in them, which end a run. Numbers written in figures are left to the rules (`rules.ts`).
 */
import { BANK, BIRTH, passesLuhn } from './rules.js';

export interface ReadAloud {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

const DIGIT_WORDS: readonly (readonly string[])[] = [
  ['공', '영', '零', '〇'],
  ['일', '하나', '一'],
  ['이', '둘', '二'],
  ['삼', '셋', '三'],
  ['사', '넷', '四'],
  ['오', '다섯', '五'],
  ['육', '륙', '여섯', '六'],
  ['칠', '일곱', '七'],
  ['팔', '여덟', '八'],
  ['구', '아홉', '九'],
];
const VALUE = new Map(DIGIT_WORDS.flatMap((words, digit) => words.map((word) => [word, String(digit)] as const)));
/** Longer words first: 일곱 is not 일. */
const WORD = [...VALUE.keys()].sort((a, b) => b.length - a.length).join('|');
const UNIT = `(?:${WORD}|\\d)`;
const SIGNS = '[\\s.,·~_/-]{0,4}';
const SAID =
  '(?:다시|대시|하이픈|짝대기|작대기|빼기|바|하고|그\\s?다음(?:에|은|에는)?|그리고|(?:뒤|뒷)\\s?(?:자리|번호)?(?:에|는|에는|가)?|[에의은는])';
const BETWEEN = `(?:${SIGNS}|${SIGNS}${SAID}${SIGNS})`;
const SHORTEST = 10;
const RUN = new RegExp(`(?<![가-힣\\d])${UNIT}(?:${BETWEEN}${UNIT}){${SHORTEST - 1},}`, 'gu');
const EACH = new RegExp(`${UNIT}`, 'gu');
const WORDS_BEFORE = 24;
const NAMES_BANK = new RegExp(`${BANK}[^?!]{0,10}$`);

interface Unit {
  readonly at: number;
  readonly end: number;
  readonly digit: string;
  readonly isWord: boolean;
}

export function numbersReadAloud(text: string): readonly ReadAloud[] {
  const finds: ReadAloud[] = [];
  for (const run of text.matchAll(RUN)) {
    const units = unitsOf(run[0], run.index);
    for (let from = 0; from < units.length; from += 1) {
      const found = numberAt(units, from, text.slice(Math.max(0, run.index - WORDS_BEFORE), run.index));
      const [first, last] = [units[from], found && units[from + found.size - 1]];
      if (!found || !first || !last) continue;
      finds.push({ start: first.at, end: last.end, kind: found.kind });
      from += found.size - 1;
    }
  }
  return finds;
}

function unitsOf(run: string, start: number): readonly Unit[] {
  return [...run.matchAll(EACH)].map(({ 0: word, index }) => ({
    at: start + index,
    end: start + index + word.length,
    digit: VALUE.get(word) ?? word,
    isWord: VALUE.has(word),
  }));
}

const KINDS: readonly { readonly kind: string; readonly size: number; readonly form: RegExp }[] = [
  { kind: 'rrn', size: 13, form: new RegExp(`^${BIRTH}[0-49]\\d{6}$`) },
  { kind: 'frn', size: 13, form: new RegExp(`^${BIRTH}[5-8]\\d{6}$`) },
  { kind: 'mobile', size: 11, form: /^010\d{8}$/ },
  { kind: 'mobile', size: 10, form: /^01[16789]\d{7}$/ },
];
const CARD_SIZE = 16;
const ACCOUNT = { min: 10, max: 14 };

/** The number that begins at this unit: of its kind's form, with a word or a sign about every digit. */
function numberAt(
  units: readonly Unit[],
  from: number,
  before: string,
): { readonly kind: string; readonly size: number } | undefined {
  const left = units.slice(from);
  const is = (size: number, form: (digits: string) => boolean): boolean => {
    const own = left.slice(0, size);
    return own.length === size && isReadAloud(own) && form(own.map(({ digit }) => digit).join(''));
  };
  if (from > 0 && !isApart(units[from - 1], units[from])) return undefined;
  const found = KINDS.find(({ size, form }) => is(size, (digits) => form.test(digits)));
  if (found) return found;
  if (is(CARD_SIZE, passesLuhn)) return { kind: 'card', size: CARD_SIZE };
  // Behind the last digit 이 is how the sentence goes on: "…구팔이에요".
  const size = left.at(-1)?.digit === '2' && left.at(-1)?.isWord ? left.length - 1 : left.length;
  return from === 0 && size >= ACCOUNT.min && size <= ACCOUNT.max && NAMES_BANK.test(before) && is(size, () => true)
    ? { kind: 'account', size }
    : undefined;
}

const isApart = (one: Unit | undefined, next: Unit | undefined): boolean =>
  one !== undefined && next !== undefined && next.at > one.end;

/** A word among the digits, or every digit apart; figures written together are none of ours. */
function isReadAloud(units: readonly Unit[]): boolean {
  return units.some(({ isWord }) => isWord) || units.every((unit, at) => at === 0 || isApart(units[at - 1], unit));
}
