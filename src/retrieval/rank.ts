/**
 * Rank: weighted query terms and a query vector → documents, best first, each with its passages, best first.
 *
 * A document's score joins three parts that each lie in 0–1 whatever the query: its card (title, aliases, questions,
 * whole text), its best passage, and its best passage by vector. Weights were measured (bench/README.md).
 */
import type { LexicalIndex, ScoredUnit, UnitFilter, VectorIndex, WeightedTerm } from '../core/ports.js';

export interface RankedPassage {
  /** Row of the passage in the index. */
  readonly unit: number;
  readonly score: number;
}

export interface RankedDocument {
  /** Row of the document in the index. */
  readonly unit: number;
  readonly score: number;
  /** What each part contributed to `score`; for `search --explain`. */
  readonly parts: { readonly card: number; readonly passage: number; readonly dense: number };
  readonly passages: readonly RankedPassage[];
}

export interface Searchable {
  readonly cards: LexicalIndex;
  readonly words: LexicalIndex;
  readonly vectors: VectorIndex;
  /** Row of the document that the passage in row `passage` belongs to. */
  readonly documentOf: (passage: number) => number;
}

export interface RankQuery {
  readonly terms: readonly WeightedTerm[];
  readonly vector: Float32Array;
  readonly acceptsDocument?: UnitFilter | undefined;
}

interface Weights {
  readonly card: number;
  readonly passage: number;
  readonly dense: number;
}

export const RANKINGS = ['fused', 'cards', 'passages', 'dense'] as const;
export type Ranking = (typeof RANKINGS)[number];

/** `fused` answers questions; the parts alone are there to be compared with it. */
export const WEIGHTS: Readonly<Record<Ranking, Weights>> = {
  fused: { card: 0.8, passage: 0.2, dense: 0.03 },
  cards: { card: 1, passage: 0, dense: 0 },
  passages: { card: 0, passage: 1, dense: 0 },
  dense: { card: 0, passage: 0, dense: 1 },
};
const CANDIDATES = 100;
/** Cosine below this is the noise of hashed n-grams; above it, it counts from zero. */
const DENSE_FLOOR = 0.2;

export function rankDocuments(index: Searchable, query: RankQuery, weights: Weights = WEIGHTS.fused): RankedDocument[] {
  const accepts = query.acceptsDocument;
  const acceptsPassage: UnitFilter | undefined = accepts && ((unit) => accepts(index.documentOf(unit)));
  const cards = index.cards.search(query.terms, CANDIDATES, accepts);
  const words = index.words.search(query.terms, CANDIDATES * 3, acceptsPassage);
  const near = index.vectors.search(query.vector, CANDIDATES, acceptsPassage);

  const cardScores = new Map(cards.map(({ unit, score }) => [unit, score]));
  const passages = groupByDocument(words, index.documentOf);
  const dense = bestByDocument(near, index.documentOf);
  const units = new Set([...cardScores.keys(), ...passages.keys(), ...dense.keys()]);
  const ranked = [...units].map((unit): RankedDocument => {
    const own = passages.get(unit) ?? [];
    const parts = {
      card: weights.card * (cardScores.get(unit) ?? 0),
      passage: weights.passage * (own[0]?.score ?? 0),
      dense: weights.dense * Math.max(0, ((dense.get(unit) ?? 0) - DENSE_FLOOR) / (1 - DENSE_FLOOR)),
    };
    return { unit, score: parts.card + parts.passage + parts.dense, parts, passages: own };
  });
  return ranked.sort((a, b) => b.score - a.score || a.unit - b.unit).slice(0, CANDIDATES);
}

function groupByDocument(hits: readonly ScoredUnit[], documentOf: (unit: number) => number): Map<number, ScoredUnit[]> {
  const groups = new Map<number, ScoredUnit[]>();
  for (const hit of hits) {
    const document = documentOf(hit.unit);
    const group = groups.get(document);
    if (group) group.push(hit);
    else groups.set(document, [hit]);
  }
  return groups;
}

function bestByDocument(hits: readonly ScoredUnit[], documentOf: (unit: number) => number): Map<number, number> {
  const best = new Map<number, number>();
  for (const { unit, score } of hits) {
    const document = documentOf(unit);
    best.set(document, Math.max(best.get(document) ?? 0, score));
  }
  return best;
}
