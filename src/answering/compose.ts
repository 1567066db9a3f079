/**
 * Compose: a document's claims → statements, chosen and ordered, each carried by the claim it quotes.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { SECTIONS } from '../knowledge/vocabulary.js';
import type { Focus } from '../understanding/focus.js';
import type { Understanding } from '../understanding/understand.js';
import { cellFor } from './cells.js';
import { isAdvice, isCondition, type ScoredClaim, scoreClaims } from './claims.js';
import type { DraftStatement, Evidence } from './draft.js';
import type { Wording } from './wording.js';

export interface ExtractTools {
  readonly wording: Wording;
  /** Inverse document frequency of a term, from the passage index. */
  readonly weightOf: (term: string) => number;
}

const LINES_MAX = 8;
const LINES_MIN = 4;
/** A listing must be nearly as good an answer as the best sentence for one of its values to lead. */
const CELL_SHARE = 0.7;

/** One programme told in order, with its conditions, where to apply and whom to ask. */
export function programmeLines(
  document: KnowledgeDocument,
  asked: readonly Focus[],
  understanding: Understanding,
  tools: ExtractTools,
  limit: number,
): DraftStatement[] {
  const claims = rankedClaims(document, asked, understanding, tools);
  const best = claims.find(({ claim }) => !isAdvice(claim.text)) ?? claims[0];
  if (!best) return [];
  const chosen: ScoredClaim[] = [best];
  const add = (claim: ScoredClaim | undefined): void => {
    if (claim && chosen.length < LINES_MAX && !chosen.includes(claim)) chosen.push(claim);
  };
  for (const claim of claims) {
    if (chosen.length >= limit - 1) break;
    // A short answer is filled up; a longer one takes only what is nearly as good as its first line.
    const wanted = chosen.length < LINES_MIN || claim.score >= best.score * 0.45;
    if (wanted && claim.slug !== 'caution' && claim.slug !== 'contact') add(claim);
  }
  // Conditions travel: a limit in the passage that is cited goes along with what it limits.
  const cited = new Set(chosen.map(({ slug }) => slug));
  for (const claim of claims
    .filter(({ slug, claim: { text } }) => (cited.has(slug) || slug === 'caution') && isCondition(text))
    .slice(0, 2))
    add(claim);
  if (!cited.has('apply')) add(claims.find(({ slug }) => slug === 'apply'));
  if (!cited.has('contact')) add(claims.find(({ slug }) => slug === 'contact'));
  const [lead, ...others] = chosen;
  const ordered = lead ? [lead, ...others.sort((a, b) => sectionOrder(a.slug) - sectionOrder(b.slug))] : [];
  const told = ordered.map((claim, index) =>
    statement(document, claim, index === 0 ? document.title : undefined, index === 0),
  );
  const cell = cellLead(document, claims, best, understanding);
  return cell
    ? [
        cell,
        ...told.map(
          (line) => ({ ...line, role: line.role === 'lead' ? 'benefit' : line.role, title: undefined }) as const,
        ),
      ]
    : told;
}

/** A value listed by key, where the question tells its key: that value first, the whole list after it. */
function cellLead(
  document: KnowledgeDocument,
  claims: readonly ScoredClaim[],
  best: ScoredClaim,
  { query }: Understanding,
): DraftStatement | undefined {
  for (const claim of claims) {
    if (claim.score < best.score * CELL_SHARE) return undefined;
    const text = cellFor(claim.claim.text, query);
    if (text) return { ...statement(document, claim, document.title, true), text };
  }
  return undefined;
}

/** The one claim that tells best what the programme gives. */
export function oneLine(
  document: KnowledgeDocument,
  asked: readonly Focus[],
  understanding: Understanding,
  tools: ExtractTools,
): DraftStatement {
  const claims = rankedClaims(document, asked, understanding, tools).filter(
    ({ slug }) => slug !== 'caution' && slug !== 'contact',
  );
  const best = claims[0] ?? rankedClaims(document, [], understanding, tools)[0];
  return best ? statement(document, best, document.title) : guidance(document.title);
}

export function rankedClaims(
  document: KnowledgeDocument,
  asked: readonly Focus[],
  understanding: Understanding,
  tools: ExtractTools,
): ScoredClaim[] {
  return scoreClaims(document, understanding.query, asked, tools.weightOf);
}

export function statement(
  document: KnowledgeDocument,
  { claim, slug, heading }: ScoredClaim,
  title?: string,
  isLead = false,
): DraftStatement {
  const evidence: Evidence = { document, slug, heading, quote: claim.text };
  const own = SECTIONS.find((section) => section.slug === slug)?.role ?? 'lead';
  const role = isLead
    ? 'lead'
    : slug !== 'caution' && isCondition(claim.text) && slug === 'eligibility'
      ? 'condition'
      : own;
  return { text: claim.text, role, evidence: [evidence], title };
}

/** A fixed sentence: it claims nothing about a programme and cites nothing. */
export function guidance(text: string): DraftStatement {
  return { text, role: 'guidance', evidence: [] };
}

function sectionOrder(slug: string): number {
  const order = SECTIONS.findIndex((section) => section.slug === slug);
  return order < 0 ? SECTIONS.length : order;
}
