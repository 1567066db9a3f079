/**
 * Record signs: what the whole record holds of the value that is asked, whichever sentence tells it: the sort of value,
 * the part, and the noun that the question turns on.
 *
 * In: the ranked claims, the one that leads, and what is asked. Out: signs in the order of their names.
 */
import { type Asked, pairsOf } from './asked-words.js';
import type { ScoredClaim } from './claims.js';
import type { Noun } from './noun-before.js';
import { partsTold } from './parts.js';
import { valueTold } from './value-kinds.js';

export const RECORD_SIGNS = [
  'value nowhere',
  'part elsewhere',
  'part elsewhere with value',
  'facet nowhere',
  'facet nowhere with value',
  'adjacent',
  'adjacent is name',
  'adjacent unheld',
  'adjacent unheld though known',
  'adjacent topic unheld',
  'adjacent without value',
  'adjacent with value',
  'adjacent in lead',
  'period nowhere',
  'sentences with value',
] as const;

export function recordSignsOf(
  claims: readonly ScoredClaim[],
  lead: ScoredClaim,
  { adjacent, value, parts }: Asked,
): readonly number[] {
  const told = claims.map((scored) => ({
    scored,
    told: valueTold(value, scored.claim.text),
    parts: partsTold(parts, scored.claim.text),
    hasAdjacent: adjacent !== undefined && holds(scored, adjacent),
  }));
  const withValue = told.filter((one) => one.told.value !== false);
  const isPartElsewhere = (of: typeof told): boolean =>
    of.some((one) => one.parts.other > 0) && !of.some((one) => one.parts.same > 0);
  const lacksFacet = (of: typeof told): boolean =>
    parts.facets.some((facet) => !of.some(({ scored }) => facet.test(scored.claim.text)));
  const isNoun = adjacent !== undefined && !adjacent.isName;
  const isHeld = told.some(({ hasAdjacent }) => hasAdjacent);
  const isHeldWithValue = withValue.some(({ hasAdjacent }) => hasAdjacent);
  return [
    value.value !== undefined && withValue.length === 0,
    isPartElsewhere(told),
    isPartElsewhere(withValue),
    lacksFacet(told),
    lacksFacet(withValue),
    isNoun,
    adjacent?.isName === true,
    isNoun && !isHeld,
    isNoun && !isHeld && adjacent.isKnown,
    isNoun && !isHeld && adjacent.isTopic,
    isNoun && isHeld && !isHeldWithValue,
    isNoun && isHeldWithValue,
    isNoun && told.some(({ scored, hasAdjacent }) => hasAdjacent && scored.claim.id === lead.claim.id),
    value.period !== undefined && !withValue.some((one) => one.told.period === true),
    withValue.length,
  ].map(Number);
}

/** By its letters, by its beginning and half of its pairs ("교육비", "교육과정비"), or by what the glossary says it means. */
function holds({ claim, heading }: ScoredClaim, { stem, pairs, isMeantBy }: Noun): boolean {
  const own = pairsOf({ claim, heading });
  return (
    claim.text.replace(/\s+/g, '').includes(stem) ||
    isMeantBy.some((mean) => mean.every((pair) => own.has(pair))) ||
    (own.has(pairs[0] ?? '') && pairs.filter((pair) => own.has(pair)).length >= pairs.length * NOUN_SHARE_MIN)
  );
}

const NOUN_SHARE_MIN = 0.5;
