/**
 * Batches: pairs of what is asked and what answers it, drawn from law text, programmes and phrases in fixed shares.
 *
 * Pieces of law text come in runs of neighbours, so that the same subject alone does not tell them apart.
 */

import type { Pair } from './contrastive.js';
import type { Corpus, Page, Programme } from './corpus.js';
import type { Bag } from './lsa.js';
import { withNoise } from './noise.js';
import { bigramShare } from './overlap.js';
import type { Random } from './random.js';

const SHARES = { benchmark: 0.25, knowledge: 0.17, phrases: 0.06 } as const;
const RUN = 4;
const SENTENCE = { min: 12, max: 90 } as const;
/** Texts are cut: what a passage is about is told early. */
export const TEXT_MAX = 320;

interface TextPair {
  readonly query: string;
  readonly text: string;
  readonly group: string;
}

export function createBatches(
  corpus: Corpus,
  size: number,
  bagOf: (text: string) => Bag,
  random: Random,
): () => readonly Pair[] {
  const pages = corpus.pages.filter((page) => page.length > 0);
  const withQuestions = corpus.programmes.filter(({ questions, passages }) => questions.length * passages.length > 0);
  const benchmark = withQuestions.filter(({ origin }) => origin === 'benchmark').flatMap(questionsOf);
  const knowledge = withQuestions.filter(({ origin }) => origin === 'knowledge').flatMap(questionsOf);
  const many = (share: number): number => Math.round(share * size);
  return () => {
    const pairs: TextPair[] = [];
    for (let n = many(SHARES.benchmark); n > 0; n -= 1) pairs.push(askedPair(random.pick(benchmark), random));
    for (let n = many(SHARES.knowledge); n > 0; n -= 1) pairs.push(ownPair(random.pick(knowledge), random));
    for (let n = many(SHARES.phrases); n > 0; n -= 1) {
      const [said, meant] = random.pick(corpus.phrases);
      pairs.push({ query: said, text: meant, group: meant });
    }
    while (pairs.length < size) pairs.push(...lawPairs(random.pick(pages), random));
    return pairs.slice(0, size).map(({ query, text, group }) => ({
      query: bagOf(withNoise(query, random)),
      text: bagOf(text.slice(0, TEXT_MAX)),
      group,
    }));
  };
}

interface Asked {
  readonly programme: Programme;
  readonly question: string;
  readonly answer: string | undefined;
  /** The passage that shares most with the answer, or with the question where there is none. */
  readonly passage: string;
}

function questionsOf(programme: Programme): Asked[] {
  return programme.questions.map(({ text, answer }) => {
    const shares = programme.passages.map((passage) => bigramShare(answer ?? text, passage));
    const passage = programme.passages[shares.indexOf(Math.max(...shares))] ?? '';
    return { programme, question: text, answer, passage };
  });
}

function askedPair({ programme, question, answer, passage }: Asked, random: Random): TextPair {
  const text = answer !== undefined && random.next() < 0.4 ? answer : passage;
  return { query: question, text, group: programme.id };
}

/** Mostly a question; else a name, or one claim and another passage. */
function ownPair({ programme, question, passage }: Asked, random: Random): TextPair {
  const dice = random.next();
  const group = programme.id;
  if (dice < 0.55) return { query: question, text: passage, group };
  const other = random.pick(programme.passages);
  if (dice < 0.75) return { query: question, text: other, group };
  if (dice < 0.9) return { query: random.pick(programme.names), text: other, group };
  return { query: sentenceOf(random.pick(programme.passages), random) ?? question, text: other, group };
}

function lawPairs(page: Page, random: Random): TextPair[] {
  const start = random.below(Math.max(1, page.length - RUN + 1));
  return page.slice(start, start + RUN).flatMap((piece) => {
    const [title = '', ...lines] = piece.split('\n');
    const query = sentenceOf(lines.join('\n'), random);
    if (query === undefined) return [];
    const rest = lines.join('\n').replace(query, '');
    return [{ query, text: random.next() < 0.5 ? `${title}\n${rest}` : rest, group: piece }];
  });
}

function sentenceOf(text: string, random: Random): string | undefined {
  const sentences = text
    .split(/\n|(?<=다\.)\s/)
    .filter(({ length }) => length >= SENTENCE.min && length <= SENTENCE.max);
  return sentences.length === 0 ? undefined : random.pick(sentences);
}
