/**
 * Weights of the features, and of the answer "nothing here fits". Fitted by `tools/ranking/fit.ts`, on people's
 * questions and rounded; what it cannot learn is set by hand (its `BY_HAND`), and so are `localHere`, `ageInside` and
 * `notRunning`, which stay a little nearer to what they were than the fit would have them. A document's utility is the weighted sum of its features; its confidence is the
 * chance that it answers, as against nothing.
 */
import { FEATURES, type Feature } from './features.js';

export type Weights = Readonly<Record<Feature, number>>;

export const FITTED: Weights = {
  card: 0.7,
  asked: 2.85,
  passage: 0.74,
  dense: 0,
  titleNamed: 2,
  aliasNamed: 1.4,
  nameInTitle: 0.5,
  refused: -3,
  localHere: 0.2,
  localSaid: 0.7,
  cityAsked: 0.9,
  localUnasked: -1,
  targetGroup: 0.3,
  lifeStage: 0.45,
  theme: 0.15,
  listGroup: 1,
  listStage: 0.5,
  listTheme: 0.5,
  listStageOnly: 0.3,
  glossaryTheme: 0,
  glossaryStage: 0,
  ageInside: 0.5,
  ageOutside: -0.8,
  notRunning: -0.2,
  press: -0.15,
  notice: -0.4,
  unanswered: -1.8,
  carriedMain: 3.5,
  carriedWeakly: 1,
  carriedOther: 0.3,
};

/** What speaks for "nothing here fits". */
export const NOTHING_FEATURES = [
  'bias',
  /** The share of the question's own words that stand in no document at all. */
  'unknownWords',
  /** No sign of a situation of life, no citizens' phrase and no name: nothing that speaks of welfare. */
  'noSign',
  /** Logarithm of the question's length, in weighted terms: of a long story no document holds much. */
  'length',
] as const;
export type NothingFeatures = Readonly<Record<(typeof NOTHING_FEATURES)[number], number>>;

export const NOTHING: NothingFeatures = { bias: 16, unknownWords: 0.8, noSign: -0.8, length: -2.97 };

export function utilityOfNothing(features: NothingFeatures): number {
  return NOTHING_FEATURES.reduce((sum, feature) => sum + NOTHING[feature] * features[feature], 0);
}

/** One score alone, to be compared with the whole. */
export const RANKINGS = ['fused', 'cards', 'asked', 'passages', 'dense'] as const;
export type Ranking = (typeof RANKINGS)[number];

const NONE = Object.fromEntries(FEATURES.map((feature) => [feature, 0])) as Record<Feature, number>;
export const WEIGHTS: Readonly<Record<Ranking, Weights>> = {
  fused: FITTED,
  cards: { ...NONE, card: 1 },
  asked: { ...NONE, asked: 1 },
  passages: { ...NONE, passage: 1 },
  dense: { ...NONE, dense: 1 },
};

/** The weights as a row of numbers, those that are not `counted` 0. */
export function rowOfWeights(weights: Weights, isCounted: (feature: Feature) => boolean = () => true): Float64Array {
  return Float64Array.from(FEATURES, (feature) => (isCounted(feature) ? weights[feature] : 0));
}

/** The weighted sum of a row of features. */
export function utilityOf(row: Float64Array, weightRow: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < weightRow.length; at += 1) sum += (weightRow[at] as number) * (row[at] as number);
  return sum;
}

/** How fast the chance of an answer rises with its utility. */
export const SHARPNESS = 1.5;

/** A utility against that of nothing → the chance of the first, 0–1. */
export function chanceOf(utility: number, nothing: number): number {
  return 1 / (1 + Math.exp(SHARPNESS * (nothing - utility)));
}
