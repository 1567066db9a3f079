/**
 * One programme: the aspects asked, those that the record lacks, and the draft that tells the rest. Where the best
 * record lacks what is asked, one that fits nearly as well and holds it is told instead; where none does, the draft
 * says what is missing.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { Candidate } from '../retrieval/retrieve.js';
import type { Focus } from '../understanding/focus.js';
import type { Understanding } from '../understanding/understand.js';
import { asksForValue } from './asked-words.js';
import { type Lack, lackOf } from './aspects.js';
import { type ExtractTools, guidance } from './compose.js';
import { missingDraft, missingText } from './decline.js';
import type { Draft } from './draft.js';
import { leadsOf } from './lead.js';
import { programmeDraft } from './programme-draft.js';
import { rankedClaims } from './ranked-claims.js';
import { isDisagreement } from './sentence-kinds.js';
import { sufficientSigns } from './sufficient.js';

/** Shares of the best one's odds. */
const TWIN_SHARE = 0.4;
export const NEXT_SHARE = 0.3;

export function oneProgramme(
  top: Candidate,
  candidates: readonly Candidate[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft {
  const asked: readonly Focus[] = understanding.focuses.filter((focus) => focus !== 'list');
  const { aspects = [], query, topicWords } = understanding;
  // Several things asked in several clauses are judged each by itself; one thing is judged as a whole.
  const groups = aspects.length > 1 && aspects.flat().every((focus) => asked.includes(focus)) ? aspects : [asked];
  const twins = [top, ...candidates.slice(1).filter((other) => isTwin(top, other))].slice(0, 2).sort(byWorth);
  const known = new Map<Candidate, readonly (Lack | undefined)[]>();
  const lacksOf = (candidate: Candidate): readonly (Lack | undefined)[] => {
    const { document } = candidate;
    const lacks =
      known.get(candidate) ??
      groups.map((group) =>
        answersByStatus(document, query) ? undefined : lackOf(document, group, topicWords, query),
      );
    known.set(candidate, lacks);
    return lacks;
  };
  const holding = twins.filter((main) => lacksOf(main).some((lack) => lack === undefined));
  const lacks = lacksOf(top);
  if (holding.length === 0) {
    const next = otherHolding(top, candidates, understanding, (candidate) => lacksOf(candidate).some((lack) => !lack));
    if (next) return oneProgramme(next, candidates, understanding, tools);
  }
  if (holding.length === 0) return missingDraft(top.document, mergedLack(lacks), asked, understanding, tools);
  const main = holding[0] ?? top;
  if (groups.length === 1 && isInsufficient(main.document, asked, understanding, tools))
    return missingDraft(main.document, { things: [] }, asked, understanding, tools);
  const mainLacks = lacksOf(main);
  const held = groups.filter((_group, index) => mainLacks[index] === undefined);
  const missing = mainLacks.filter((lack) => lack !== undefined);
  const draft = programmeDraft(holding, candidates, held, understanding, tools);
  if (missing.length === 0) return draft;
  const said = guidance(missingText(main.document, mergedLack(missing), understanding, tools.wording));
  return { ...draft, statements: [...draft.statements, said], isPartial: true };
}

/** Nothing was named, and one that fits nearly as well holds what the best one lacks. */
function otherHolding(
  top: Candidate,
  candidates: readonly Candidate[],
  { carried, named }: Understanding,
  holds: (candidate: Candidate) => boolean,
): Candidate | undefined {
  if (top.isNamed || carried.length > 0 || named.length > 0) return undefined;
  return candidates.find((other) => other !== top && other.odds >= top.odds * NEXT_SHARE && holds(other));
}

function mergedLack(lacks: readonly (Lack | undefined)[]): Lack {
  return { things: [...new Set(lacks.flatMap((lack) => lack?.things ?? []))] };
}

/** Official before reported, newer before older, where nothing else decides between two of one name. */
function byWorth(one: Candidate, other: Candidate): number {
  if (one.document.region !== other.document.region) return 0;
  const trust = ({ document: { source } }: Candidate): number => Number(source.trust === 'press');
  return trust(one) - trust(other) || other.document.asOf.localeCompare(one.document.asOf);
}

/** A plan is asked when it comes: its status and date answer, though no opening day is known. */
function answersByStatus({ status }: KnowledgeDocument, query: string): boolean {
  return status !== '시행' && !/모집|접수|전화|얼마/.test(query);
}

/** Two records of one name, such as the national programme and the city's own part of it. */
function isTwin(top: Candidate, other: Candidate): boolean {
  return top.isNamed && other.isNamed && other.odds >= top.odds * TWIN_SHARE;
}

/** The record has sentences of the kind that is asked for, and none of them is about the very thing. */
function isInsufficient(
  document: KnowledgeDocument,
  asked: readonly Focus[],
  understanding: Understanding,
  tools: ExtractTools,
): boolean {
  const { sufficient } = tools;
  const { chosen, carry, detail, topicWords } = understanding;
  if (!sufficient || chosen !== undefined || carry === 'strong' || detail === true) return false;
  if (document.status !== '시행' || document.audience === 'staff' || topicWords.length === 0) return false;
  // `sufficient` takes whatever asks for no value, and many questions ask for none.
  if (!asksForValue(document, understanding)) return false;
  const claims = rankedClaims(document, asked, understanding, tools);
  const [lead] = leadsOf(document, [asked], claims, understanding, () => claims);
  // What differs between sources is told where that was asked.
  if (lead && isDisagreement(lead.claim.text)) return false;
  const signs = lead && sufficientSigns(document, { lead, claims }, asked, understanding, tools.weightOf);
  return signs !== undefined && !sufficient(signs);
}
