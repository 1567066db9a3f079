/**
 * Ranked claims: a record, what is asked and the understood question → the record's claims with what each is worth, and
 * remembered for as long as the question lives. Never declines; a record without claims gives none.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { Focus } from '../understanding/focus.js';
import type { Understanding } from '../understanding/understand.js';
import { agesTold } from './age-fit.js';
import { type ScoredClaim, scoreClaims } from './claims.js';
import type { ExtractTools } from './compose.js';

export function rankedClaims(
  document: KnowledgeDocument,
  asked: readonly Focus[],
  understanding: Understanding,
  tools: Pick<ExtractTools, 'weightOf'>,
  overlapShare = 1,
): readonly ScoredClaim[] {
  const known = RANKED.get(understanding) ?? [];
  RANKED.set(understanding, known);
  const focuses = asked.join();
  const before = known.find(
    (one) =>
      one.document === document &&
      one.focuses === focuses &&
      one.overlapShare === overlapShare &&
      one.weightOf === tools.weightOf,
  );
  if (before) return before.claims;
  const { query, said, glossary, place, topicWords } = understanding;
  const official = glossary.flatMap(({ mean }) => mean);
  const claims = scoreClaims(document, query, asked, tools.weightOf, official, {
    said,
    ages: agesToldIn(said, query),
    place,
    topic: topicWords,
    overlapShare,
  });
  known.push({ document, focuses, overlapShare, weightOf: tools.weightOf, claims });
  return claims;
}

interface Ranked {
  readonly document: KnowledgeDocument;
  readonly focuses: string;
  readonly overlapShare: number;
  readonly weightOf: ExtractTools['weightOf'];
  readonly claims: readonly ScoredClaim[];
}

/** Of one question: whether a record answers it, what it lacks and what is told of it all look at the same ranking. */
const RANKED = new WeakMap<Understanding, Ranked[]>();

/** The age of this turn, and only where it tells none that of the one before. */
function agesToldIn(said: string | undefined, query: string) {
  const now = said === undefined ? [] : agesTold(said);
  return now.length > 0 ? now : agesTold(query);
}
