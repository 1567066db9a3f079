/**
 * Collect: weighted query terms and a query vector → the documents that may fit, each with how well its card (title,
 * aliases, questions, whole text), what is asked of it, its best passage and its nearest passage by vector match;
 * passages best first. Beside them, how well a question matches that no document answers.
 *
 * The scores lie in 0–1 whatever the query. What they are worth is decided by `weights.ts`.
 */
import type {
  LexicalIndex,
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
  const accepts = query.acceptsDocument;
  const acceptsPassage: UnitFilter | undefined = accepts && ((unit) => accepts(index.documentOf(unit)));
  const cards = index.cards.search(query.terms, CANDIDATES, accepts);
  const { documentCount } = index;
  const asked = index.asked.search(
    query.terms,
    CANDIDATES,
    (unit) => unit < documentCount && (accepts === undefined || accepts(unit)),
  );
  const [unanswered] =
    index.asked.size > documentCount ? index.asked.search(query.terms, 1, (unit) => unit >= documentCount) : [];
  const words = index.words.search(query.terms, PASSAGES, acceptsPassage);
  const near = query.vector ? await index.vectors.search(query.vector, CANDIDATES, acceptsPassage) : [];
  const least = {
    card: leastOf(cards, CANDIDATES),
    asked: leastOf(asked, CANDIDATES),
    passage: leastOf(words, PASSAGES),
    dense: leastOf(near, CANDIDATES),
  };

  const cardScores = new Map(cards.map(({ unit, score }) => [unit, score]));
  const askedScores = new Map(asked.map(({ unit, score }) => [unit, score]));
  const passages = groupByDocument(words, index.documentOf);
  const dense = bestByDocument(near, index.documentOf);
  const units = new Set([...cardScores.keys(), ...askedScores.keys(), ...passages.keys(), ...dense.keys()]);
  const documents = [...units].map((unit): RankedDocument => {
    const own = passages.get(unit) ?? [];
    return {
      unit,
      scores: {
        card: cardScores.get(unit) ?? least.card,
        asked: askedScores.get(unit) ?? least.asked,
        passage: own[0]?.score ?? least.passage,
        dense: dense.get(unit) ?? least.dense,
      },
      passages: own,
    };
  });
  return { documents, least, unanswered: unanswered?.score ?? 0 };
}

/** What is not in a full list scored at most its last: that is taken for it, for nothing would be unjust. */
function leastOf(hits: readonly ScoredUnit[], limit: number): number {
  return hits.length < limit ? 0 : (hits.at(-1)?.score ?? 0);
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
