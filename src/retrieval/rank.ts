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

export interface RankedDocument {
  /** Row of the document in the index. */
  readonly unit: number;
  readonly scores: {
    readonly card: number;
    readonly asked: number;
    readonly passage: number;
    readonly dense: number;
  };
  readonly passages: readonly RankedPassage[];
}

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
  readonly documents: RankedDocument[];
  /** What a document that is not among them is taken to score. */
  readonly least: RankedDocument['scores'];
  /** Score of the nearest question that no document answers. */
  readonly unanswered: number;
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

  // Rows instead of maps: a question meets some 250 documents, and a map asks each of them four times.
  const places = new Int32Array(documentCount).fill(-1);
  const documents: Met[] = [];
  const met = (unit: number): Met => {
    const known = documents[places[unit] ?? -1];
    if (known) return known;
    const document: Met = { unit, scores: { ...least }, passages: [] };
    places[unit] = documents.length;
    documents.push(document);
    return document;
  };
  for (const { unit, score } of cards) met(unit).scores.card = score;
  for (const { unit, score } of asked) met(unit).scores.asked = score;
  for (const hit of words) {
    const document = met(index.documentOf(hit.unit));
    if (document.passages.length === 0) document.scores.passage = hit.score;
    document.passages.push(hit);
  }
  const isNear = new Set<number>();
  for (const { unit, score } of near) {
    const row = index.documentOf(unit);
    // The nearest passage of each document comes first.
    if (!isNear.has(row)) met(row).scores.dense = Math.max(0, score);
    isNear.add(row);
  }
  return { documents, least, unanswered: unanswered?.score ?? 0 };
}

/** A document while it is gathered. */
interface Met {
  readonly unit: number;
  readonly scores: { card: number; asked: number; passage: number; dense: number };
  readonly passages: RankedPassage[];
}

/** What is not in a full list scored at most its last: that is taken for it, for nothing would be unjust. */
function leastOf(hits: readonly ScoredUnit[], limit: number): number {
  return hits.length < limit ? 0 : (hits.at(-1)?.score ?? 0);
}
