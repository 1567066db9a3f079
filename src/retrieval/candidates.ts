/**
 * Candidates: what a search found, as answering and those who ask why are told of it.
 *
 * In: a document with what it is worth. Out: a `Candidate`, whose `trace` is worked out only when it is looked at: a
 * search shows it, an answer asks for that of few.
 */
import type { OpenIndex } from '../indexing/store.js';
import type { Passage } from '../knowledge/passages.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { FEATURES, type Feature, type Features } from './features.js';
import type { RankedDocument } from './rank.js';
import { chanceOf, type Weights } from './weights.js';

export interface Candidate {
  readonly document: KnowledgeDocument;
  /** The chance that this document answers, as against that nothing here does; 0–1, calibrated (tools/ranking). */
  readonly score: number;
  /** The same as odds: two candidates are compared by the ratio of theirs. */
  readonly odds: number;
  /** The odds without what naming or an earlier turn adds: how well the matter itself fits. */
  readonly matter: number;
  readonly isNamed: boolean;
  readonly trace: Trace;
}

/** How a candidate came to its score. */
export interface Trace {
  readonly features: Features;
  /** What each feature added to the logarithm of the odds; for `search --explain`. */
  readonly parts: Readonly<Partial<Record<Feature, number>>>;
  /** Passages that matched, best first. */
  readonly passages: readonly RankedText[];
}

export interface RankedText {
  readonly passage: Passage;
  readonly score: number;
}

/** A document on its way to become a candidate. */
export interface Scored {
  readonly document: KnowledgeDocument;
  readonly entry: RankedDocument;
  readonly utility: number;
  /** The utility without what naming or an earlier turn adds. */
  readonly matter: number;
  /** What it is ordered by: its odds, less where anyone may have put the document in. */
  readonly worth: number;
  readonly isNamed: boolean;
}

export interface Weighing {
  readonly weights: Weights;
  /** The utility of nothing. */
  readonly nothing: number;
  readonly index: OpenIndex;
  readonly featuresOf: (entry: RankedDocument) => Features;
}

export function candidateOf(scored: Scored, weighing: Weighing): Candidate {
  const { document, utility, matter, isNamed } = scored;
  return {
    document,
    score: chanceOf(utility, weighing.nothing),
    odds: Math.exp(utility - weighing.nothing),
    matter: Math.exp(matter - weighing.nothing),
    isNamed,
    trace: new LateTrace(scored, weighing),
  };
}

// A class, so that a hundred candidates share their getters: own ones cost more than the search of a word.
class LateTrace implements Trace {
  readonly #scored: Scored;
  readonly #weighing: Weighing;
  #features: Features | undefined;

  constructor(scored: Scored, weighing: Weighing) {
    this.#scored = scored;
    this.#weighing = weighing;
  }

  get features(): Features {
    this.#features ??= this.#weighing.featuresOf(this.#scored.entry);
    return this.#features;
  }

  get parts(): Trace['parts'] {
    const { weights } = this.#weighing;
    const { features } = this;
    return Object.fromEntries(
      FEATURES.filter((feature) => features[feature] !== 0 && weights[feature] !== 0).map((feature) => [
        feature,
        features[feature] * weights[feature],
      ]),
    );
  }

  get passages(): Trace['passages'] {
    return this.#scored.entry.passages.flatMap(({ unit, score }) => {
      const passage = this.#weighing.index.passages.at(unit);
      return passage ? [{ passage, score }] : [];
    });
  }
}
