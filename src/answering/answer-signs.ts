/**
 * Answer signs: what speaks for a sentence's answering the very question, beyond being the best one of its record: the
 * sort of value that is wanted, and the question's own words, above all the one that the question turns on ("학용품비
 * 일 년에 얼마예요": what is said of other amounts does not answer it).
 *
 * In: a question, a record and its ranked claims. Out: for a claim its signs as numbers, for `sufficient.ts`.
 */
import { type Asked, pairsOf, sumOf, WORD_SHARE_MIN, type Word } from './asked-words.js';
import type { ScoredClaim } from './claims.js';
import { partsTold } from './parts.js';
import { isMereException } from './sentence-kinds.js';
import { pairsIn } from './spoken.js';
import { valueTold } from './value-kinds.js';

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

const WORTH_MIN = -6;
const WORTH_MAX = 16;
const WORDS_MAX = 8;

export function answerSignsOf(scored: ScoredClaim, worth: number, asked: Asked): AnswerSigns {
  const { words, head, value, all, weigh } = asked;
  const own = pairsOf(scored);
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
