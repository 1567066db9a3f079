/**
 * Collect: weighted query terms and a query vector → the documents that may fit, each with how well its card (title,
 * aliases, questions, whole text), what is asked of it, its best passage and its nearest passage by vector match;
 * passages best first. Beside them, how well a question matches that no document answers.
 *
 * The scores lie in 0–1 whatever the query. What they are worth is decided by `weights.ts`.
 */
import type {
  LexicalIndex,
  OtherWays,
  RemoteVectorIndex,
  ScoredUnit,
  UnitFilter,
  VectorIndex,
  WeightedTerm,
} from '../core/ports.js';

export interface RankedPassage {
  /** Row of the passage in the index. */
  readonly unit: number;
  readonly score: number;
}

/** How well a document fits by each of the four searches. */
export interface Scores {
  readonly card: number;
  readonly asked: number;
  readonly passage: number;
  readonly dense: number;
}

/** The scores of a document in a row of numbers: their places, and how many they are. */
export const SCORE = { card: 0, asked: 1, passage: 2, dense: 3, count: 4 } as const;

export interface Searchable {
  readonly cards: LexicalIndex;
  readonly words: LexicalIndex;
  /** Units are rows of documents, and beyond them questions that none answers. */
  readonly asked: LexicalIndex;
  readonly documentCount: number;
  readonly vectors: VectorIndex | RemoteVectorIndex;
  /** Row of the document that the passage in row `passage` belongs to. */
  readonly documentOf: (passage: number) => number;
}

export interface RankQuery {
  readonly terms: readonly WeightedTerm[];
  readonly otherWays: readonly OtherWays[];
  /** Left out where vectors weigh nothing. */
  readonly vector?: Float32Array | undefined;
  readonly acceptsDocument?: UnitFilter | undefined;
}

const CANDIDATES = 100;
const PASSAGES = 300;

export interface Collected {
  /** Rows of the documents in the index, each once. */
  readonly rows: number[];
  /** Their scores one after another, `SCORE.count` for each: an object for each of 250 fed the collector most. */
  readonly scores: number[];
  /** What a document that is not among them is taken to score. */
  readonly least: Scores;
  /** Score of the nearest question that no document answers. */
  readonly unanswered: number;
  /** Passages of the document that matched, best first. */
  passagesOf(row: number): readonly RankedPassage[];
}

export async function collectDocuments(index: Searchable, query: RankQuery): Promise<Collected> {
  const { terms, otherWays, acceptsDocument: accepts } = query;
  const acceptsPassage: UnitFilter | undefined = accepts && ((unit) => accepts(index.documentOf(unit)));
  const cards = index.cards.search(terms, CANDIDATES, accepts, otherWays);
  const { documentCount } = index;
  const [asked = [], [unanswered] = []] = index.asked.searchParts(terms, [
    { limit: CANDIDATES, accepts: (unit) => unit < documentCount && (accepts === undefined || accepts(unit)) },
    ...(index.asked.size > documentCount ? [{ limit: 1, accepts: (unit: number) => unit >= documentCount }] : []),
  ]);
  const words = index.words.search(terms, PASSAGES, acceptsPassage, otherWays);
  const near = query.vector ? await index.vectors.search(query.vector, CANDIDATES, acceptsPassage) : [];
  const least = {
    card: leastOf(cards, CANDIDATES),
    asked: leastOf(asked, CANDIDATES),
    passage: leastOf(words, PASSAGES),
    dense: leastOf(near, CANDIDATES),
  };

  // Places by row instead of a map, which was asked four times for each document.
  const places = new Int32Array(documentCount);
  const rows: number[] = [];
  const scores: number[] = [];
  /** Where the document's scores begin. */
  const met = (row: number): number => {
    const known = places[row] ?? 0;
    if (known > 0) return (known - 1) * SCORE.count;
    scores.push(least.card, least.asked, least.passage, least.dense);
    places[row] = rows.push(row);
    return (rows.length - 1) * SCORE.count;
  };
  for (const { unit, score } of cards) scores[met(unit) + SCORE.card] = score;
  for (const { unit, score } of asked) scores[met(unit) + SCORE.asked] = score;
  // From the last on, so that the best passage of a document has the last word.
  for (let place = words.length - 1; place >= 0; place -= 1) {
    const { unit, score } = words[place] as ScoredUnit;
    scores[met(index.documentOf(unit)) + SCORE.passage] = score;
  }
  for (let place = near.length - 1; place >= 0; place -= 1) {
    const { unit, score } = near[place] as ScoredUnit;
    scores[met(index.documentOf(unit)) + SCORE.dense] = Math.max(0, score);
  }
  return {
    rows,
    scores,
    least,
    unanswered: unanswered?.score ?? 0,
    passagesOf: (row) => words.filter(({ unit }) => index.documentOf(unit) === row),
  };
}

/** What is not in a full list scored at most its last: that is taken for it, for nothing would be unjust. */
function leastOf(hits: readonly ScoredUnit[], limit: number): number {
  return hits.length < limit ? 0 : (hits.at(-1)?.score ?? 0);
}
