/**
 * Place decides: nothing national fits, and two places have it, each in its own way. Then the place is asked for.
 *
 * In: candidates and the understood question. Out: the question back, or undefined where the place changes nothing.
 */
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { clarifyPlace } from './decline.js';
import type { Draft } from './draft.js';
import type { Wording } from './wording.js';

/** Share of the best one's odds from which another one is a rival. */
export const RIVAL_SHARE = 0.5;

export function placeDecides(
  candidates: readonly Candidate[],
  { place, carried, askedBack, query }: Understanding,
  wording: Wording,
): Draft | undefined {
  const [top] = candidates;
  if (!top || place || carried.length > 0 || askedBack === true || top.document.region === '전국') return undefined;
  const rivals = candidates.filter(({ odds }) => odds >= top.odds * RIVAL_SHARE);
  const regions = [...new Set(rivals.map(({ document }) => document.region))].filter((region) => region !== '전국');
  const isSaid = query.includes(
    top.document.region
      .split(' ')
      .at(-1)
      ?.replace(/[시군구도]$/, '') ?? top.document.region,
  );
  if (regions.length < 2 || isSaid) return undefined;
  return clarifyPlace(regions, top.document.title.replace(/^\S+[시군구도] /, ''), wording);
}
