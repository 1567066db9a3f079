/**
 * Answer signs: what speaks for a sentence's answering the very question, beyond being the best one of its record: the
 * sort of value that is wanted, and the question's own words, above all the one that the question turns on ("학용품비
 * 일 년에 얼마예요": what is said of other amounts does not answer it).
 *
 * In: a question, a record and its ranked claims. Out: for a claim its signs as numbers, for `sufficient.ts`.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { stemOf, termsOf, wordsOf } from '../korean/tokens.js';
import { matterOf } from '../understanding/asking.js';
import type { Understanding } from '../understanding/understand.js';
import type { ScoredClaim } from './claims.js';
import { type PartsWanted, partsTold, partsWanted } from './parts.js';
import { isMereException } from './sentence-kinds.js';
import { type ValueWanted, valueTold, valueWanted } from './value-kinds.js';

export const ANSWER_SIGNS = [
  'bias',
  'worth',
  'shared',
  'meant',
  'fits',
  'misfits',
  'words',
  'held',
  'elsewhere',
  'unheld',
  'elsewhereMost',
  'unheldMost',
  'headHeld',
  'headElsewhere',
  'headUnheld',
  'value',
  'otherValue',
  'period',
  'otherPeriod',
  'bound',
  'noBound',
  'exception',
  'samePart',
  'otherPart',
  'facet',
  'noFacet',
  'foreignSubject',
  'foreignSubjectHead',
  'foreignSubjectWords',
  'headOther',
  'onlyUnheld',
  'money',
  'age',
  'share',
  'length',
  'until',
  'when',
  'times',
  'noKind',
] as const;
export type AnswerSigns = Readonly<Record<(typeof ANSWER_SIGNS)[number], number>>;

const UNKNOWN_WEIGHT = 7;
const WORD_SHARE_MIN = 0.6;
const WORTH_MIN = -6;
const WORTH_MAX = 16;
const WORDS_MAX = 8;
const ASKS =
  /얼마|몇|며칠|언제|어디|누가|누구|무엇|뭐|뭘|어떻게|무슨|어느|프로|퍼센트|까지|정도|최대|많아야|많게는|다달이|한\s*달|매달|일\s*년|하루/;
/** Between the asking word and the noun it turns on: stretches of time, bounds, and what the value is called. */
const BETWEEN =
  /\d|^(?:한|일|하루|한달|달|년|해|번|끼|매달|다달|매월|월|연|연간|보통|최대|많게|많아야|길게|적어도|대략|약|총|다|모두|전부|돈|금액|비용|한도|상한|기간|기한|나이|요금|값|정도|거의|각각|나라|시|정부|제|내|저희|그럼|지금|올해|이번|석|두|세|사람|분|명|때|거|것|지원|신청|대상|조건|문의|전화번호|번호|전화|기준|범위|제한|예약|가입|순서|환급|시간|위치|서류|방법|자격|단가|액|수당|급여|이용|혜택|소득|재산|부담|본인부담|본인부담금|본인부담률|자부담|횟수|인원|사용|이름|담당|부서|담당자|날짜|시기|날|최고|한꺼번)(?:은|는|이|가|을|를|도|에|씩|으로|로|만|에서|당|에는)?$/;
const INTERROGATIVE = /얼마|얼만|몇|며칠|언제|어디|누가|누구|무엇|뭐|뭘|어떻게|무슨|어느/;

interface Word {
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

const pairsIn = (text: string): string[] => termsOf(text).filter((term) => !term.startsWith('='));
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** What the question says beyond the record's name and place, and the word it turns on. */
export function askedOf(
  document: KnowledgeDocument,
  claims: readonly ScoredClaim[],
  { query, said, topicWords, glossary }: Understanding,
  weightOf: (term: string) => number,
): Asked {
  const text = said ?? query;
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
    value: valueWanted(text),
    parts: partsWanted(text),
    weigh,
    names,
    said: new Set(pairsIn(text)),
    all: new Set(claims.flatMap(pairsOf)),
  };
}

/** Endings of verbs: what stands right before the asking word is then no noun. */
const VERB = /(?:면|고|서|는데|은데|인데|려고|니까|다가|던데|지만|을|할|된|한|는|운|은|내|려|게|지|야|요|데|줄|볼|될)$/;

interface Noun extends Word {
  readonly stem: string;
  readonly isName: boolean;
  readonly isKnown: boolean;
}

/** The noun right before the asking word; undefined where a verb or nothing stands there. */
function nounBefore(
  before: string,
  { title, aliases }: KnowledgeDocument,
  meantBy: (word: string) => (readonly string[])[],
  isKnown: (pairs: readonly string[]) => boolean,
): Noun | undefined {
  for (const word of before
    .trim()
    .split(/[\s,.?!]+/)
    .reverse()) {
    const stem = stemOf(word);
    if (stem.length < NOUN_LETTERS_MIN || BETWEEN.test(stem)) continue;
    if (!/^[가-힣]+$/.test(stem) || (VERB.test(word) && !/[가-힣]{2}(?:은|는)$/.test(word))) return undefined;
    const pairs = pairsIn(stem);
    if (pairs.length === 0) return undefined;
    const isName = [title, ...aliases].some((name) => {
      const bare = name.replace(/\s+/g, '');
      return bare.includes(stem) || stem.includes(bare);
    });
    return { stem, pairs, weight: 1, isMeantBy: meantBy(stem), isName, isKnown: isKnown(pairs) };
  }
  return undefined;
}

const NOUN_LETTERS_MIN = 2;

/** What the whole record holds of the value that is asked, whichever sentence tells it. */
export const RECORD_SIGNS = [
  'value nowhere',
  'part elsewhere',
  'part elsewhere with value',
  'facet nowhere',
  'facet nowhere with value',
  'adjacent',
  'adjacent is name',
  'adjacent unheld',
  'adjacent unheld though known',
  'adjacent without value',
  'adjacent with value',
  'adjacent in lead',
  'period nowhere',
  'sentences with value',
] as const;

export function recordSignsOf(
  claims: readonly ScoredClaim[],
  lead: ScoredClaim,
  { adjacent, value, parts }: Asked,
): readonly number[] {
  const told = claims.map((scored) => ({
    scored,
    told: valueTold(value, scored.claim.text),
    parts: partsTold(parts, scored.claim.text),
    hasAdjacent: adjacent !== undefined && holds(scored, adjacent),
  }));
  const withValue = told.filter((one) => one.told.value !== false);
  const isPartElsewhere = (of: typeof told): boolean =>
    of.some((one) => one.parts.other > 0) && !of.some((one) => one.parts.same > 0);
  const lacksFacet = (of: typeof told): boolean =>
    parts.facets.some((facet) => !of.some(({ scored }) => facet.test(scored.claim.text)));
  const isNoun = adjacent !== undefined && !adjacent.isName;
  const isHeld = told.some(({ hasAdjacent }) => hasAdjacent);
  const isHeldWithValue = withValue.some(({ hasAdjacent }) => hasAdjacent);
  return [
    value.value !== undefined && withValue.length === 0,
    isPartElsewhere(told),
    isPartElsewhere(withValue),
    lacksFacet(told),
    lacksFacet(withValue),
    isNoun,
    adjacent?.isName === true,
    isNoun && !isHeld,
    isNoun && !isHeld && adjacent.isKnown,
    isNoun && isHeld && !isHeldWithValue,
    isNoun && isHeldWithValue,
    isNoun && told.some(({ scored, hasAdjacent }) => hasAdjacent && scored.claim.id === lead.claim.id),
    value.period !== undefined && !withValue.some((one) => one.told.period === true),
    withValue.length,
  ].map(Number);
}

/** By its letters, by most of its pairs, or by what the glossary says it means. */
function holds({ claim, heading }: ScoredClaim, { stem, pairs, isMeantBy }: Noun): boolean {
  const own = new Set(pairsOf({ claim, heading }));
  return (
    claim.text.replace(/\s+/g, '').includes(stem) ||
    isMeantBy.some((mean) => mean.every((pair) => own.has(pair))) ||
    pairs.filter((pair) => own.has(pair)).length >= pairs.length * NOUN_SHARE_MIN
  );
}

const NOUN_SHARE_MIN = 0.7;

const PAIRS = new WeakMap<object, readonly string[]>();
function pairsOf({ claim, heading }: Pick<ScoredClaim, 'claim' | 'heading'>): readonly string[] {
  const known = PAIRS.get(claim) ?? pairsIn(`${heading} ${claim.text}`);
  PAIRS.set(claim, known);
  return known;
}

export function answerSignsOf(scored: ScoredClaim, worth: number, asked: Asked): AnswerSigns {
  const { words, head, value, all, weigh } = asked;
  const own = new Set(pairsOf(scored));
  const shareIn = ({ pairs, isMeantBy }: Word, held: ReadonlySet<string>): number =>
    isMeantBy.some((mean) => mean.every((pair) => held.has(pair)))
      ? 1
      : weigh(pairs.filter((pair) => held.has(pair))) / (weigh(pairs) || 1);
  const weight = sumOf(words.map((word) => word.weight)) || 1;
  const states = words.map((word) => ({
    weight: word.weight / weight,
    here: shareIn(word, own),
    anywhere: shareIn(word, all),
  }));
  const held = sumOf(states.map((state) => state.weight * state.here));
  const anywhere = sumOf(states.map((state) => state.weight * state.anywhere));
  const most = (of: typeof states): number => Math.max(0, ...of.map((state) => state.weight));
  const missed = states.filter(({ here }) => here < WORD_SHARE_MIN);
  const isHeadHere = head !== undefined && shareIn(head, own) >= WORD_SHARE_MIN;
  const isHeadAnywhere = head !== undefined && shareIn(head, all) >= WORD_SHARE_MIN;
  const told = valueTold(value, scored.claim.text);
  const { kind } = value;
  const parts = partsTold(asked.parts, scored.claim.text);
  const isForeign = isForeignSubject(scored.claim.text, asked);
  const { shared, meant, fit } = scored.signs;
  return {
    bias: 1,
    worth: Math.max(WORTH_MIN, Math.min(WORTH_MAX, worth)),
    shared,
    meant,
    fits: Math.max(0, fit),
    misfits: Math.min(0, fit),
    words: Math.min(words.length, WORDS_MAX),
    held: words.length === 0 ? 0 : held,
    elsewhere: words.length === 0 ? 0 : Math.max(0, anywhere - held),
    unheld: words.length === 0 ? 0 : 1 - anywhere,
    elsewhereMost: most(missed.filter((state) => state.anywhere >= WORD_SHARE_MIN)),
    unheldMost: most(missed.filter((state) => state.anywhere < WORD_SHARE_MIN)),
    headHeld: Number(isHeadHere),
    headElsewhere: Number(head !== undefined && !isHeadHere && isHeadAnywhere),
    headUnheld: Number(head !== undefined && !isHeadAnywhere),
    value: Number(told.value === true),
    otherValue: Number(told.value === false),
    period: Number(told.period === true),
    otherPeriod: Number(told.period === false),
    bound: Number(told.bound === true),
    noBound: Number(told.bound === false),
    exception: Number(isMereException(scored.claim.text)),
    samePart: parts.same,
    otherPart: parts.other,
    facet: parts.facets,
    noFacet: parts.noFacets,
    foreignSubject: Number(isForeign),
    foreignSubjectHead: Number(isForeign && head !== undefined && !isHeadHere),
    foreignSubjectWords: Number(isForeign) * (words.length === 0 ? 0 : 1 - held),
    headOther: Number(head !== undefined && !isHeadHere) * Number(words.length > 0 && held < 0.34),
    onlyUnheld: Number(words.length > 0 && anywhere < 0.34),
    money: Number(kind === 'money'),
    age: Number(kind === 'age'),
    share: Number(kind === 'share'),
    length: Number(kind === 'length'),
    until: Number(kind === 'until'),
    when: Number(kind === 'when'),
    times: Number(kind === 'times'),
    noKind: Number(kind === undefined),
  };
}

/** What the sentence is about ("…은 ", "…는 " at its beginning) beyond the record's name, and the question is not. */
function isForeignSubject(sentence: string, { names, said, weigh }: Asked): boolean {
  const subject = /^(.{2,40}?)(?:은|는) /u.exec(sentence)?.[1];
  if (subject === undefined) return false;
  const own = subject
    .split(/\s+/)
    .map(pairsIn)
    .filter((pairs) => {
      const weight = weigh(pairs);
      return weight > 0 && weigh(pairs.filter((pair) => names.has(pair))) < weight * WORD_SHARE_MIN;
    });
  return own.some((pairs) => weigh(pairs.filter((pair) => said.has(pair))) < weigh(pairs) * WORD_SHARE_MIN);
}
