/**
 * Trust: the chance that the best document answers the question, as against that no record does. The search compares
 * documents with each other; this looks at one and asks how much of the matter it speaks of at all.
 *
 * In: the best candidate, the one after it, and the understood question. Out: a chance of 0–1, by weights that
 * `tools/declining/fit.ts` fits and prints; its README has the curve behind `TRUST_MIN`.
 */
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { spokenOf } from './spoken.js';

export const TRUST_FEATURES = [
  'bias',
  /** Logarithm of the odds that the search gives it, against nothing and against the next one. */
  'score',
  'margin',
  /** Some programme was named. */
  'named',
  'words',
  /** See `spoken.ts`. */
  'held',
  'inNames',
  'inCard',
  'inOneLine',
  'missed',
  'missedNoun',
  /** A citizens' phrase or a situation was heard: the search has counted these already. */
  'phrase',
  'situation',
] as const;
export type TrustFeatures = Readonly<Record<(typeof TRUST_FEATURES)[number], number>>;

export const TRUST: TrustFeatures = {
  bias: 0.69,
  score: 1.22,
  margin: 0.13,
  named: 1.13,
  words: 0.07,
  held: 0.48,
  inNames: 1.58,
  inCard: -1.85,
  inOneLine: 0.83,
  missed: -0.43,
  missedNoun: -2.15,
  phrase: -1.15,
  situation: -0.23,
};

/** Longer questions say nothing more of this. */
const WORDS_MAX = 10;
const MARGIN_MAX = 4;
const ODDS_MIN = 1e-6;

export function trustFeaturesOf(
  candidate: Candidate,
  next: Candidate | undefined,
  understanding: Understanding,
  weightOf: (term: string) => number,
): TrustFeatures {
  const { named, glossary, situation } = understanding;
  const { words, held, inNames, inCard, inOneLine, missed, missedNoun } = spokenOf(
    candidate.document,
    understanding,
    weightOf,
  );
  const margin = next ? Math.log((candidate.odds + ODDS_MIN) / (next.odds + ODDS_MIN)) : 0;
  return {
    bias: 1,
    score: Math.log(candidate.odds + ODDS_MIN),
    margin: Math.max(-MARGIN_MAX, Math.min(MARGIN_MAX, margin)),
    named: Number(named.length > 0),
    words: Math.min(words, WORDS_MAX),
    held,
    inNames,
    inCard,
    inOneLine,
    missed: Math.min(missed, WORDS_MAX),
    missedNoun,
    phrase: Number(glossary.length > 0),
    situation: Number(situation.lifeStages.size + situation.targetGroups.size + situation.themes.size > 0),
  };
}

export function trustOf(features: TrustFeatures): number {
  const sum = TRUST_FEATURES.reduce((total, feature) => total + TRUST[feature] * features[feature], 0);
  return 1 / (1 + Math.exp(-sum));
}
