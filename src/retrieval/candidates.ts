/**
 * Candidates: what a search found, as answering and those who ask why are told of it.
 *
 * In: a document with what it is worth. Out: a `Candidate`, whose `trace` is worked out only when it is looked at: a
 * search shows it, an answer asks for that of few.
 */
import type { Passage } from '../knowledge/passages.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { FEATURES, type Feature, type Features } from './features.js';
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
  /** Its place among those that were compared. */
  readonly place: number;
  readonly utility: number;
  /** The utility without what naming or an earlier turn adds. */
  readonly matter: number;
  readonly isNamed: boolean;
}

/** What all candidates of one question share. */
export interface Weighing {
  readonly weights: Weights;
  /** The utility of nothing. */
  readonly nothing: number;
  readonly featuresOf: (place: number) => Features;
  readonly passagesOf: (place: number) => readonly RankedText[];
}

export function candidateOf({ document, place, utility, matter, isNamed }: Scored, weighing: Weighing): Candidate {
  return {
    document,
    score: chanceOf(utility, weighing.nothing),
    odds: Math.exp(utility - weighing.nothing),
    matter: Math.exp(matter - weighing.nothing),
    isNamed,
    trace: new LateTrace(place, weighing),
  };
}

// A class, so that a hundred candidates share their getters: own ones cost more than the search of a word.
class LateTrace implements Trace {
  readonly #place: number;
  readonly #weighing: Weighing;
  #features: Features | undefined;

  constructor(place: number, weighing: Weighing) {
    this.#place = place;
    this.#weighing = weighing;
  }

  get features(): Features {
    this.#features ??= this.#weighing.featuresOf(this.#place);
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
    return this.#weighing.passagesOf(this.#place);
  }
}
