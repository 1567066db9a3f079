/**
 * Beside the matter: a well-ranked document that does not speak of what is asked. "전기차 보조금" shares its generic
 * half with many programmes; the half that sets it apart stands in none of them.
 *
 * In: candidates, best first, and the understood question. Out: whether an answer from one would be one to another
 * question. Never true for what was named; what is followed up, a long story, or everything that a told situation may
 * bring, has only to fit at all: the list itself looks at each programme.
 */
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { trustFeaturesOf, trustOf } from './trust.js';

/** Below this confidence of the search a document does not answer at all. */
export const SCORE_FLOOR = 0.06;
/** The least chance that an answer is one (tools/declining/README.md has the curve). */
const TRUST_MIN = 0.3;
/** The second best must be the surer, the search having thought less of it. */
const NEXT_TRUST_MIN = 0.7;
/** Share of the best one's odds. */
const NEXT_SHARE = 0.3;

export function isBesideTheMatter(
  candidate: Candidate,
  candidates: readonly Candidate[],
  understanding: Understanding,
  weightOf: (term: string) => number,
): boolean {
  const { carried, focuses, situation } = understanding;
  if (candidate.isNamed) return false;
  const tellsOfThem = situation.lifeStages.size + situation.targetGroups.size + situation.themes.size > 0;
  if (carried.length > 0 || isStory(understanding) || (focuses.includes('list') && tellsOfThem))
    return candidate.score < SCORE_FLOOR;
  return trustIn(candidate, candidates, understanding, weightOf) < TRUST_MIN;
}

/** Of a story most words stand in no record, whatever record answers it. */
export function isStory({ topicWords }: Pick<Understanding, 'topicWords'>): boolean {
  return topicWords.length > STORY_WORDS;
}

const STORY_WORDS = 7;

/** One that fits nearly as well as the best, which is beside the matter, and surely speaks of what is asked. */
export function onTheMatter(
  top: Candidate,
  candidates: readonly Candidate[],
  understanding: Understanding,
  weightOf: (term: string) => number,
): Candidate | undefined {
  const { place } = understanding;
  return candidates.find(
    (other) =>
      other !== top &&
      other.odds >= top.odds * NEXT_SHARE &&
      // Of a place that nobody spoke of, nothing is told for want of something better.
      (place !== undefined || other.document.region === '전국') &&
      trustIn(other, candidates, understanding, weightOf) >= NEXT_TRUST_MIN,
  );
}

function trustIn(
  candidate: Candidate,
  candidates: readonly Candidate[],
  understanding: Understanding,
  weightOf: (term: string) => number,
): number {
  const rival = candidates.find((other) => other !== candidate);
  return trustOf(trustFeaturesOf(candidate, rival, understanding, weightOf));
}
