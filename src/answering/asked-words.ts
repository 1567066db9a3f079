/**
 * Asked words: what a question says beyond a record's name and place, read once for all of the record's sentences: its
 * words with their weight, the last one before the asking word, the noun beside that, the sort of value and the parts.
 *
 * In: a record, its ranked claims, and the understood question. Out: what `answer-signs.ts` and `record-signs.ts` look for.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { wordsOf } from '../korean/tokens.js';
import { matterOf } from '../understanding/asking.js';
import type { Understanding } from '../understanding/understand.js';
import type { ScoredClaim } from './claims.js';
import { type Noun, nounBefore } from './noun-before.js';
import { type PartsWanted, partsWanted } from './parts.js';
import { pairsIn } from './spoken.js';
import { type ValueWanted, valueWanted } from './value-kinds.js';

/** A pair of syllables that no document holds is as telling as the rarest that one does. */
const UNKNOWN_WEIGHT = 7;
/** A word is spoken of when this share of its weight is. */
export const WORD_SHARE_MIN = 0.6;
const ASKS =
  /얼마|몇|며칠|언제|어디|누가|누구|무엇|뭐|뭘|어떻게|무슨|어느|프로|퍼센트|까지|정도|최대|많아야|많게는|다달이|한\s*달|매달|일\s*년|하루/;
const INTERROGATIVE = /얼마|얼만|몇|며칠|언제|어디|누가|누구|무엇|뭐|뭘|어떻게|무슨|어느/;

export interface Word {
  readonly pairs: readonly string[];
  readonly weight: number;
  readonly isMeantBy: readonly (readonly string[])[];
}

export interface Asked {
  readonly words: readonly Word[];
  readonly head: Word | undefined;
  /** The noun right before the asking word, whether or not it belongs to the record's name. */
  readonly adjacent: Noun | undefined;
  readonly value: ValueWanted;
  readonly parts: PartsWanted;
  readonly all: ReadonlySet<string>;
  readonly weigh: (pairs: readonly string[]) => number;
  /** Pairs of the record's names, and of the question. */
  readonly names: ReadonlySet<string>;
  readonly said: ReadonlySet<string>;
}

/** What the question says beyond the record's name and place, and the word it turns on. */
export function askedOf(
  document: KnowledgeDocument,
  claims: readonly ScoredClaim[],
  { query, said, topicWords, glossary }: Understanding,
  weightOf: (term: string) => number,
): Asked {
  // "학원비 말고 자유수강권 얼마예요": what is not meant asks for nothing.
  const text = meantIn(said ?? query);
  // "본인부담상한제" asks for no upper limit.
  const bare = withoutNames(text, document);
  const names = new Set(pairsIn([document.title, ...document.aliases, document.region].join('\n')));
  const weigh = (pairs: readonly string[]): number =>
    sumOf(pairs.map((pair) => (weightOf(pair) || UNKNOWN_WEIGHT) * matterOf(pair)));
  const meantBy = (word: string): (readonly string[])[] =>
    glossary
      .filter(({ phrase }) => phrase.split(' ').some((part) => word.startsWith(part) || part.startsWith(word)))
      .flatMap(({ mean }) => mean.map(pairsIn));
  const wordOf = (word: string): Word | undefined => {
    const pairs = pairsIn(word);
    const weight = weigh(pairs);
    if (pairs.length === 0 || weight <= 0 || ASKS.test(word)) return undefined;
    if (weigh(pairs.filter((pair) => names.has(pair))) >= weight * WORD_SHARE_MIN) return undefined;
    return { pairs, weight: weight / pairs.length, isMeantBy: meantBy(word) };
  };
  const words = topicWords.flatMap((word) => wordOf(word) ?? []);
  const at = text.search(INTERROGATIVE);
  const adjacent = nounBefore(at > 0 ? text.slice(0, at) : '', document, meantBy, (pairs) =>
    pairs.every((pair) => weightOf(pair) > 0),
  );
  const before = at > 0 ? wordsOf(text.slice(0, at)) : [];
  const head = before.reverse().flatMap((word) => (topicWords.includes(word) ? (wordOf(word) ?? []) : []))[0];
  return {
    words,
    head,
    adjacent,
    value: valueWanted(bare),
    parts: partsWanted(bare),
    weigh,
    names,
    said: new Set(pairsIn(text)),
    all: new Set(claims.flatMap((claim) => [...pairsOf(claim)])),
  };
}

/** The words after "… 말고": what stands before is not asked about. */
const meantIn = (question: string): string => question.replace(/^.{1,20}?말고(?:요)?\s+/u, '');

const withoutNames = (text: string, { title, aliases }: KnowledgeDocument): string =>
  [title, ...aliases].reduce((rest, name) => rest.replaceAll(name, ' '), text);

/** Whether a value is asked for beside the record's own name; found sooner than all the rest of what is asked. */
export function asksForValue(document: KnowledgeDocument, { query, said }: Understanding): boolean {
  return valueWanted(withoutNames(meantIn(said ?? query), document)).kind !== undefined;
}

/** A claim's words never change. */
const PAIRS = new WeakMap<object, ReadonlySet<string>>();

export function pairsOf({ claim, heading }: Pick<ScoredClaim, 'claim' | 'heading'>): ReadonlySet<string> {
  const known = PAIRS.get(claim) ?? new Set(pairsIn(`${heading} ${claim.text}`));
  PAIRS.set(claim, known);
  return known;
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
