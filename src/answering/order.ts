/**
 * Order: which of the found programmes is told first, where the best fit of the words is not the one meant: the one
 * that was pointed at, the plan that was asked for, the place's own money, the one for the told age or group, the
 * nation's before a city's.
 *
 * In: candidates, best fit first, and the understood question. Out: the same candidates, perhaps another one in front.
 */
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { SCORE_FLOOR } from './beside.js';
import { CITY_GIVES } from './foreign.js';
import { givingOf } from './lists.js';
import { ASKS_PLAN } from './plans.js';

/** Shares of the best one's odds. */
const ANY_AGE_SHARE = 0.2;
const AGE_SHARE = 0.1;
const GROUP_SHARE = 0.3;
/** Of a place's own programmes one that gives money may fit so much less well than the best. */
const MONEY_SHARE = 0.1;
const OWN_GIVING_SCORE = 0.4;
/** Without a known place the national programme is told before a city's unless the city's fits so much better. */
const NATIONAL_SHARE = 0.15;

/** The document that the person points at comes first; for one of no known place, the nation before a city. */
export function inOrder(candidates: readonly Candidate[], understanding: Understanding): readonly Candidate[] {
  const { chosen, place, carried, except = [] } = understanding;
  const pointed = candidates.find(({ document }) => document.id === chosen);
  // Whatever the few words of pointing match: nothing else comes near what is pointed at.
  if (pointed) {
    const meant = { ...pointed, isNamed: true, score: 1, odds: Number.POSITIVE_INFINITY };
    return [meant, ...candidates.filter((other) => other !== pointed)];
  }
  if (except.length > 0) return candidates.map((candidate) => ({ ...candidate, isNamed: false }));
  const [top] = candidates;
  if (!top) return candidates;
  const planned =
    ASKS_PLAN.test(understanding.query) && top.document.status === '시행' ? plannedPart(top, candidates) : undefined;
  if (planned) return [planned, ...candidates.filter((other) => other !== planned)];
  const own = CITY_GIVES.test(understanding.query) && place ? ownGiving(candidates) : undefined;
  if (own) return [own, ...candidates.filter((candidate) => candidate !== own)];
  const fitting = isOutOfAge(top)
    ? candidates.find((other) => !isOutOfAge(other) && other.odds >= top.odds * AGE_SHARE)
    : undefined;
  if (fitting) return [fitting, ...candidates.filter((candidate) => candidate !== fitting)];
  const ofGroup = isOfToldGroup(top, understanding)
    ? undefined
    : candidates.find((other) => isOfToldGroup(other, understanding) && other.odds >= top.odds * GROUP_SHARE);
  if (ofGroup && !top.isNamed && carried.length === 0)
    return [ofGroup, ...candidates.filter((candidate) => candidate !== ofGroup)];
  const other = isForOtherAge(top, understanding) ? otherOfAnyAge(top, candidates, understanding) : undefined;
  if (other) return [other, ...candidates.filter((candidate) => candidate !== other)];
  if (place || carried.length > 0 || top.document.region === '전국') return candidates;
  const national = candidates.find(
    ({ document, odds, isNamed, trace }) =>
      document.region === '전국' &&
      odds >= top.odds * NATIONAL_SHARE &&
      (isNamed || !top.isNamed || trace.features.nameInTitle > 0),
  );
  return national ? [national, ...candidates.filter((other) => other !== national)] : candidates;
}

/** "시에서 주는 돈": the place's own programme, before the nation's that fits the words as well. */
function ownGiving(candidates: readonly Candidate[]): Candidate | undefined {
  const own = candidates.filter(({ document, score }) => document.region !== '전국' && score >= OWN_GIVING_SCORE);
  const least = (own[0]?.odds ?? 0) * MONEY_SHARE;
  return own.find(({ document, odds }) => givingOf(document) === 'cash' && odds >= least) ?? own[0];
}

const YOUNG: ReadonlySet<string> = new Set(['청년', '임신·출산', '영유아']);

/** The person told an age, and the record's limits leave it out. */
function isOutOfAge({ isNamed, trace }: Candidate): boolean {
  return !isNamed && trace.features.ageOutside > 0;
}

/** Groups that a person tells of and that have programmes of their own. */
const TOLD_GROUPS: ReadonlySet<string> = new Set(['장애인', '다문화', '한부모', '보훈', '치매', '난임부부']);

/** The record is for such a group, which was told; also where none was: then nothing is to be preferred. */
function isOfToldGroup({ document }: Candidate, { situation }: Understanding): boolean {
  const told = [...situation.targetGroups].filter((group) => TOLD_GROUPS.has(group));
  return told.length === 0 || document.targetGroups.some((group) => told.includes(group));
}

/** For one time of life alone, of which nothing was told: a story without an age is nobody's in particular. */
function isForOtherAge({ document, isNamed }: Candidate, { situation, named, carried }: Understanding): boolean {
  return (
    !isNamed &&
    named.length === 0 &&
    carried.length === 0 &&
    document.lifeStages.every((stage) => YOUNG.has(stage) && !situation.lifeStages.has(stage))
  );
}

function otherOfAnyAge(top: Candidate, candidates: readonly Candidate[], understanding: Understanding) {
  return candidates.find(
    (other) =>
      other.odds >= top.odds * ANY_AGE_SHARE && !isForOtherAge(other, understanding) && other.score >= SCORE_FLOOR,
  );
}

/** What is planned for the very thing that was named, in a record of its own. */
function plannedPart({ document: { region } }: Candidate, candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(
    ({ document, isNamed, trace }) =>
      (document.status === '계획' || document.status === '추진') &&
      document.region === region &&
      (isNamed || trace.features.nameInTitle > 0),
  );
}
