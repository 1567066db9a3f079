/**
 * Personal data: what names a person is replaced by what it is, before anything else sees the text. In: any text.
 * Out: the text without it, and the kinds removed.
 *
 * Sums of money, ages, dates, public office numbers, articles of law and numbers of notices are left alone. The rules
 * stand in `personal/rules.ts`, the ways digits are written in `personal/digits.ts`.
 */
import { oneSpelling } from './crisis/spellings.js';
import { digitShadow, figuresIn } from './personal/digits.js';
import { numbersReadAloud } from './personal/read-aloud.js';
import { PERSONAL_RULES, type PersonalRule } from './personal/rules.js';

export interface Masked {
  readonly text: string;
  /** Kinds removed, each once, in the order of the rules. */
  readonly kinds: readonly string[];
}

interface Find {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Nothing personal is shorter, and a number has at least two digits somewhere. */
const TELLING =
  /@|골뱅이|\(at\)|\[at\]|\sat\s|[\p{Nd}\p{No}*●○•]|[공영일이삼사오육륙칠팔구零〇一二三四五六七八九]{3}|(?:(?:[공영일이삼사오육륙칠팔구둘셋넷]|하나|다섯|여섯|일곱|여덟|아홉)[\s.,·~_/-]{0,4}){4}/u;
/** Wide enough for words whose letters stand apart; they are read in one spelling. */
const WORDS_AROUND = 40;
/** What has been found is blotted out of the shadow, so that no later rule sees half of it. */
const BLOT = '\u0001';

/** Signs that stand alone, eight or more in a row: a line written with a space behind every letter. */
const ALL_APART = /(?<!\S)\S(?:\s\S(?!\S)){7,}/gu;

/** Letters all apart are first read together, so that words and numbers have their ends, and then as they stand. */
export function maskPersonalData(text: string): Masked {
  const joined = text.replace(ALL_APART, (run) => run.replace(/\s/g, ''));
  const together = maskAsWritten(joined);
  if (together.kinds.length === 0 && joined === text) return together;
  if (together.kinds.length === 0) return maskAsWritten(text);
  const rest = maskAsWritten(together.text);
  return { text: rest.text, kinds: [...new Set([...together.kinds, ...rest.kinds])] };
}

function maskAsWritten(text: string): Masked {
  if (!TELLING.test(text)) return { text, kinds: [] };
  let shadow = digitShadow(text);
  const finds: Find[] = [];
  const kinds: string[] = [];
  for (const { start, end, kind } of numbersReadAloud(figuresIn(text))) {
    finds.push({ start, end, name: kindName(kind) });
    if (!kinds.includes(kind)) kinds.push(kind);
    shadow = shadow.slice(0, start) + BLOT.repeat(end - start) + shadow.slice(end);
  }
  for (const { kind, name, patterns, accepts } of PERSONAL_RULES) {
    for (const pattern of patterns) {
      for (const { start, end } of findsOf(shadow, pattern, accepts)) {
        finds.push({ start, end, name });
        if (!kinds.includes(kind)) kinds.push(kind);
      }
      for (const { start, end } of finds)
        if (shadow[start] !== BLOT) shadow = shadow.slice(0, start) + BLOT.repeat(end - start) + shadow.slice(end);
    }
  }
  if (finds.length === 0) return { text, kinds: [] };
  finds.sort((a, b) => a.start - b.start);
  let out = '';
  let at = 0;
  for (const { start, end, name } of finds) {
    out += `${text.slice(at, start)}[${name}]`;
    // A digit of two units must not be cut in half.
    at = /[\udc00-\udfff]/.test(text[end] ?? '') ? end + 1 : end;
  }
  return { text: out + text.slice(at), kinds };
}

/** A find that is not accepted may hide the true one behind its first digits, so the search goes on one sign later. */
function* findsOf(shadow: string, pattern: RegExp, accepts: PersonalRule['accepts']): Generator<Omit<Find, 'name'>> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(shadow); match; match = pattern.exec(shadow)) {
    const found = match[0].trimEnd();
    const start = match.index;
    const end = start + found.length;
    const wordsIn = (from: number, to: number) => oneSpelling(shadow.slice(Math.max(0, from), to));
    const isTaken = found === '' || found.includes(BLOT);
    if (isTaken || (accepts && !accepts(found, wordsIn(start - WORDS_AROUND, start), wordsIn(end, end + WORDS_AROUND))))
      pattern.lastIndex = start + 1;
    else yield { start, end };
  }
}

export function kindName(kind: string): string {
  return PERSONAL_RULES.find((rule) => rule.kind === kind)?.name ?? kind;
}

/** Stands for what was removed; it is not a question about telephone numbers. */
export const MASK = new RegExp(`\\[(?:${PERSONAL_RULES.map(({ name }) => name).join('|')})\\]`, 'g');
