/**
 * Spoken of: how much of the question's own matter a document speaks of, as numbers for `trust.ts`. Words are compared
 * by their pairs of syllables, so that a misspelt or inflected word still counts; a word that stands in many questions
 * counts little, one that no document knows counts most.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { termsOf } from '../korean/tokens.js';
import { matterOf } from '../understanding/asking.js';
import type { Understanding } from '../understanding/understand.js';
import { isMissingList } from './aspects.js';
import { onceForRecord } from './of-record.js';

export interface Spoken {
  /** Words that carry the matter. */
  readonly words: number;
  /** Share of their weight that stands anywhere in the document, or behind a citizens' phrase. */
  readonly held: number;
  /** The same for its names alone, and for its names and the questions it is known to answer. */
  readonly inNames: number;
  readonly inCard: number;
  /** The largest share that stands in one sentence of it, or in one question it is known to answer. */
  readonly inOneLine: number;
  /** Words that it does not speak of. */
  readonly missed: number;
  /** The share of all weight that one noun has which it does not speak of: what sets a short question apart. */
  readonly missedNoun: number;
}

/** A pair of syllables that no document holds is as telling as the rarest that one does. */
const UNKNOWN_WEIGHT = 7;
/** A word is spoken of when this share of its weight is. */
const WORD_SHARE_MIN = 0.6;

export function spokenOf(
  document: KnowledgeDocument,
  { topicWords, glossary }: Pick<Understanding, 'topicWords' | 'glossary'>,
  weightOf: (term: string) => number,
): Spoken {
  const { all, names, card, lineCount, linesBy } = pairsOf(document);
  const worth = (pair: string): number => (weightOf(pair) || UNKNOWN_WEIGHT) * matterOf(pair);
  const meant = glossary.map(({ phrase, mean }) => ({
    parts: phrase.split(' '),
    isHeld: mean.some((word) => isWithin(pairsIn(word), all)),
  }));
  const isMeant = (word: string): boolean =>
    meant.some(({ parts, isHeld }) => isHeld && parts.some((part) => word.startsWith(part) || part.startsWith(word)));
  const matter = topicWords.filter((word) => !ASKS.test(word));
  const words = matter.flatMap((word) => {
    const pairs = pairsIn(word);
    if (pairs.length === 0) return [];
    const weight = sumOf(pairs, worth);
    const shareIn = (held: ReadonlySet<string>): number =>
      sumOf(
        pairs.filter((pair) => held.has(pair)),
        worth,
      ) / (weight || 1);
    // Long words are no weightier than short ones: their pairs say the same thing.
    return [
      {
        word,
        weight: weight / pairs.length,
        held: isMeant(word) ? 1 : shareIn(all),
        inNames: shareIn(names),
        inCard: shareIn(card),
      },
    ];
  });
  const weight = sumOf(words, (word) => word.weight) || 1;
  const pairs = [...new Set(matter.flatMap(pairsIn))];
  const whole = sumOf(pairs, worth) || 1;
  return {
    words: matter.length,
    held: words.length === 0 ? 1 : sumOf(words, (word) => word.weight * word.held) / weight,
    inNames: sumOf(words, (word) => word.weight * word.inNames) / weight,
    inCard: sumOf(words, (word) => word.weight * word.inCard) / weight,
    inOneLine: mostInOneLine(pairs, worth, linesBy, lineCount) / whole,
    missed: words.filter(isMissed).length,
    missedNoun: Math.max(0, ...words.filter(isMissed).map((one) => (isNoun(one.word) ? one.weight / weight : 0))),
  };
}

/** By pair and not by line: a pair stands in few lines of some thirty. */
function mostInOneLine(
  pairs: readonly string[],
  worth: (pair: string) => number,
  linesBy: Pairs['linesBy'],
  lineCount: number,
): number {
  const worths = new Float64Array(lineCount);
  for (const pair of pairs) {
    const lines = linesBy.get(pair) ?? [];
    const more = lines.length === 0 ? 0 : worth(pair);
    for (const line of lines) worths[line] = (worths[line] as number) + more;
  }
  return worths.reduce((most, one) => Math.max(most, one), 0);
}

const isMissed = ({ held }: { readonly held: number }): boolean => held < WORD_SHARE_MIN;

const NOUN_SYLLABLES_MIN = 2;
/** Endings of verbs, and of nouns too short to lose their particle: such words are written in too many ways. */
const NO_NOUN = /(?:에서|에게|[요까나죠고며면서해줘된됐했던려는은을를지게데니에대세여야할될볼줄갈올쓸낼살])$/;
const IS_NUMBER = /^(?:스물|서른|마흔|예순|일흔|여든|아흔|퍼센트|프로)/;
const ASKS = /^(?:지원|신청|준비|필요|알려|받을|도움|추천|조회|몇|어느|어디|무슨|주세|궁금|가르쳐)/;

const isNoun = (word: string): boolean =>
  word.length >= NOUN_SYLLABLES_MIN &&
  /^[가-힣]+$/.test(word) &&
  ![NO_NOUN, IS_NUMBER, ASKS].some((other) => other.test(word));

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

const isWithin = (pairs: readonly string[], held: ReadonlySet<string>): boolean =>
  pairs.length > 0 && pairs.every((pair) => held.has(pair));

export const pairsIn = (text: string): string[] => termsOf(text).filter((term) => !term.startsWith('='));

interface Pairs {
  readonly all: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly card: ReadonlySet<string>;
  /** Sentences that it tells and questions that it answers, and in which of them a pair stands. */
  readonly lineCount: number;
  readonly linesBy: ReadonlyMap<string, readonly number[]>;
}

const pairsOf = onceForRecord(({ title, aliases, questions, sections }): Pairs => {
  const claims = sections.flatMap((section) =>
    section.claims.flatMap((claim) => (isMissingList(claim) ? [] : claim.text)),
  );
  const lines = [...questions, ...claims];
  const linesBy = new Map<string, number[]>();
  lines.forEach((line, at) => {
    for (const pair of new Set(pairsIn(line))) {
      const places = linesBy.get(pair);
      if (places) places.push(at);
      else linesBy.set(pair, [at]);
    }
  });
  const names = new Set(pairsIn([title, ...aliases].join('\n')));
  const card = new Set([...names, ...questions.flatMap(pairsIn)]);
  return { names, card, lineCount: lines.length, linesBy, all: new Set([...names, ...linesBy.keys()]) };
});
