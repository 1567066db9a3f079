/**
 * Compose: a document's claims → statements, chosen and ordered, each carried by the claims it quotes: first what
 * was asked, then the conditions that limit it, then how to apply and whom to ask.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { SECTIONS } from '../knowledge/vocabulary.js';
import type { Focus } from '../understanding/focus.js';
import { surely } from '../understanding/hearing.js';
import type { Understanding } from '../understanding/understand.js';
import { OF_PAYING } from './carries.js';
import { cellFor } from './cells.js';
import type { ScoredClaim } from './claims.js';
import type { DraftStatement, Evidence } from './draft.js';
import { leadOf, leadsOf } from './lead.js';
import type { Offices } from './offices.js';
import { isOfOtherPart } from './others.js';
import { rankedClaims } from './ranked-claims.js';
import { isAdvice, isClosed, isCondition, isDisagreement, isException } from './sentence-kinds.js';
import type { Standards } from './standards.js';
import type { Sufficient } from './sufficient.js';
import type { Wording } from './wording.js';

export interface ExtractTools {
  readonly wording: Wording;
  /** Inverse document frequency of a term, from the passage index. */
  readonly weightOf: (term: string) => number;
  /** Whom to ask where no record answers; absent where the knowledge names no offices. */
  readonly offices?: Offices | undefined;
  /** Whether what a record would be told by answers the very question; absent: it does. */
  readonly sufficient?: Sufficient | undefined;
  /** Figures by year; absent where the knowledge holds no table. */
  readonly standards?: Standards | undefined;
  /** The year in Korea. */
  readonly thisYear?: (() => number) | undefined;
}

export const LINES_MAX = 8;
/** On the wish for detail. */
export const DETAIL_LINES_MAX = 16;
const LINES_MIN = 4;
/** A line beside the first must be worth this share of it. */
const BODY_SHARE = 0.45;
const BODY_MAX = 3;
const CONDITION_LINES_MAX = 3;
const CONDITIONS_PER_LINE = 2;
/** A listing must be nearly as good an answer as the best sentence for one of its values to lead. */
const CELL_SHARE = 0.7;
/** Asked for one of these alone, the programme's other conditions are beside the point. */
const NARROW: ReadonlySet<Focus> = new Set(['contact', 'department', 'place', 'hours', 'documents', 'date']);

/** One programme told in order. `groups` are the aspects asked, each of which gets a first sentence of its own. */
export function programmeLines(
  document: KnowledgeDocument,
  groups: readonly (readonly Focus[])[],
  understanding: Understanding,
  tools: ExtractTools,
  limit: number,
): DraftStatement[] {
  const asked = groups.flat();
  const ranked = rankedClaims(document, asked, understanding, tools);
  const leads = leadsOf(document, groups, ranked, understanding, (group) =>
    rankedClaims(document, group, understanding, tools),
  );
  const [best] = leads;
  if (!best) return [];
  // "장제급여·해산급여": what leads says which of the two is meant.
  const meant = [understanding.query, ...leads.map(({ claim }) => claim.text)].join(' ');
  const isOfOther = ({ claim: { text }, signs }: ScoredClaim): boolean =>
    signs.classFit < 0 || isOfOtherPart(text, meant, document);
  const claims = ranked.filter((claim) => leads.includes(claim) || !isOfOther(claim));
  const isLong = limit > LINES_MAX;
  const isPlain = asked.every((focus) => focus === 'benefit');
  const isOfPayday = OF_PAYING.test(understanding.said ?? understanding.query) && asked.length > 0;
  const isNarrow = asked.length > 0 && asked.every((focus) => NARROW.has(focus) || (isOfPayday && focus === 'count'));
  const closing = closingOf(claims, leads, isNarrow);
  const conditions = conditionsOf(claims, [...leads, ...closing], leads, asked, isNarrow);
  const conditionLines = linesOf(conditions, Math.min(isLong ? 6 : CONDITION_LINES_MAX, limit - 2));
  const room = Math.max(0, limit - leads.length - closing.length - conditionLines.length);
  const body = claims
    .filter(
      (claim) =>
        !leads.includes(claim) &&
        !closing.includes(claim) &&
        !conditions.includes(claim) &&
        (isLong || !['caution', 'contact', 'press'].includes(claim.slug)),
    )
    .filter(
      ({ score, slug }, index) =>
        isLong ||
        leads.length + index + conditions.length < LINES_MIN ||
        score >= best.score * BODY_SHARE ||
        (slug === 'benefit' && isPlain),
    )
    .slice(0, Math.min(room, isLong ? limit : BODY_MAX));
  const told = [
    ...leads.map((claim, index) => statement(document, claim, index === 0 ? document.title : undefined, index === 0)),
    ...bySection(body.filter(({ slug }) => !isClosing(slug))).map((claim) => statement(document, claim)),
    ...conditionLines.map((line) => conditionStatement(document, line)),
    ...bySection([...body.filter(({ slug }) => isClosing(slug)), ...closing]).map((claim) =>
      statement(document, claim),
    ),
  ].slice(0, limit);
  return withCell(document, told, claims, best, understanding, isLong);
}

/** Limits of the sections that are cited and, where what it gives or who gets it is asked, of the whole record. */
function conditionsOf(
  claims: readonly ScoredClaim[],
  told: readonly ScoredClaim[],
  leads: readonly ScoredClaim[],
  asked: readonly Focus[],
  isNarrow: boolean,
): ScoredClaim[] {
  const cited = new Set(leads.map(({ slug }) => slug));
  const isWide = asked.every((focus) => ['amount', 'eligibility', 'count', 'benefit', 'list'].includes(focus));
  const left = claims.filter((claim) => !told.includes(claim) && LIMITING.has(claim.slug));
  const always = left.filter(({ claim: { text } }) => isClosed(text));
  const limits = left.filter(
    (claim) =>
      !isNarrow &&
      !always.includes(claim) &&
      !isAdvice(claim.claim.text) &&
      (isDisagreement(claim.claim.text)
        ? cited.has(claim.slug) || claim.slug === 'caution'
        : isCondition(claim.claim.text)) &&
      (isWide || cited.has(claim.slug) || claim.slug === 'deadline' || isException(claim.claim.text)),
  );
  const urgency = ({ slug, claim: { text } }: ScoredClaim): number =>
    (cited.has(slug) ? 0 : 1) + (isException(text) ? 0 : 1) + (slug === 'caution' ? 1 : 0);
  return [...always, ...limits.sort((a, b) => urgency(a) - urgency(b))];
}

const LIMITING: ReadonlySet<string> = new Set(['eligibility', 'benefit', 'deadline', 'caution', 'overview', 'apply']);

/** Where there are more limits than lines, a line holds two of one section. */
function linesOf(conditions: readonly ScoredClaim[], lines: number): ScoredClaim[][] {
  if (conditions.length <= lines) return bySection(conditions).map((claim) => [claim]);
  const kept = bySection(conditions.slice(0, lines * CONDITIONS_PER_LINE));
  const told: ScoredClaim[][] = [];
  kept.forEach((claim, index) => {
    const last = told.at(-1);
    const left = kept.length - index;
    if (last && last.length < CONDITIONS_PER_LINE && told.length - 1 + left >= lines) last.push(claim);
    else told.push([claim]);
  });
  return told;
}

/** How to apply and whom to ask, where the first sentences do not already tell. */
function closingOf(claims: readonly ScoredClaim[], leads: readonly ScoredClaim[], isNarrow: boolean): ScoredClaim[] {
  const cited = new Set(leads.map(({ slug }) => slug));
  const first = (slug: string): ScoredClaim[] => {
    const found = cited.has(slug) ? undefined : claims.find((claim) => claim.slug === slug && !leads.includes(claim));
    return found ? [found] : [];
  };
  return [...(isNarrow && !cited.has('documents') ? [] : first('apply')), ...first('contact')];
}

const CLOSING: ReadonlySet<string> = new Set(['apply', 'documents', 'deadline', 'contact', 'caution', 'press']);
const isClosing = (slug: string): boolean => CLOSING.has(slug);
const bySection = (claims: readonly ScoredClaim[]): ScoredClaim[] =>
  [...claims].sort((a, b) => sectionOrder(a.slug) - sectionOrder(b.slug));

/** A value listed by key, where the question tells its key, stands for the whole list; with detail, before it. */
function withCell(
  document: KnowledgeDocument,
  told: DraftStatement[],
  claims: readonly ScoredClaim[],
  best: ScoredClaim,
  { query }: Understanding,
  isLong: boolean,
): DraftStatement[] {
  for (const claim of claims) {
    if (claim.score < best.score * CELL_SHARE) return told;
    // A value of another section answers another question than the sentence that leads.
    const text = claim.slug === best.slug ? cellFor(claim.claim.text, query) : undefined;
    if (!text) continue;
    const others = told
      .filter((line) => isLong || !line.evidence.some(({ quote }) => quote === claim.claim.text))
      .map(
        (line): DraftStatement => ({ ...line, role: line.role === 'lead' ? 'benefit' : line.role, title: undefined }),
      );
    return [{ ...statement(document, claim, document.title, true), text }, ...others];
  }
  return told;
}

/** In a list each programme says what it gives; the question's words choose less. */
const LIST_OVERLAP = 0.05;
const LIST_SLUGS = ['benefit', 'overview', 'eligibility'];

/** The one claim that tells best what the programme gives. */
export function oneLine(
  document: KnowledgeDocument,
  asked: readonly Focus[],
  understanding: Understanding,
  tools: ExtractTools,
): DraftStatement {
  const isList = asked.includes('list');
  const claims = rankedClaims(document, asked, understanding, tools, isList ? LIST_OVERLAP : 1).filter(
    ({ slug }) => slug !== 'caution' && slug !== 'contact',
  );
  const giving = isList ? claims.filter(({ slug }) => LIST_SLUGS.includes(slug)) : claims;
  // Whatever is asked of them all, a line of a list tells what its programme gives.
  const heard = isList ? surely('benefit') : understanding.heard;
  const told = giving.length > 0 ? giving : claims;
  const theirs = isList ? ofToldGroup(told, document, understanding) : [];
  const best = leadOf(theirs.length > 0 ? theirs : told, understanding, document, [], heard);
  if (!best) return guidance(document.title);
  return { ...statement(document, best, document.title), role: roleOf(best.slug) };
}

/** Of a programme for several groups, the sentences about the one that was told of. */
function ofToldGroup(
  claims: readonly ScoredClaim[],
  { targetGroups }: KnowledgeDocument,
  { situation }: Understanding,
): readonly ScoredClaim[] {
  const groups = targetGroups.filter((group) => situation.targetGroups.has(group));
  if (targetGroups.length < 2 || groups.length === 0) return [];
  return claims.filter(
    ({ slug, claim: { text } }) => slug === 'benefit' && groups.some((group) => text.includes(group)),
  );
}

export function statement(
  document: KnowledgeDocument,
  claim: ScoredClaim,
  title?: string,
  isLead = false,
): DraftStatement {
  const { slug } = claim;
  const limits = ['eligibility', 'benefit', 'deadline'].includes(slug) && isCondition(claim.claim.text);
  return {
    text: claim.claim.text,
    role: isLead ? 'lead' : limits ? 'condition' : roleOf(slug),
    evidence: [evidenceOf(document, claim)],
    title,
  };
}

function conditionStatement(document: KnowledgeDocument, claims: readonly ScoredClaim[]): DraftStatement {
  return {
    text: claims.map(({ claim }) => claim.text).join(' '),
    role: 'condition',
    evidence: claims.map((claim) => evidenceOf(document, claim)),
  };
}

function evidenceOf(document: KnowledgeDocument, { claim, slug, heading }: ScoredClaim): Evidence {
  return { document, slug, heading, quote: claim.text };
}

/** A fixed sentence: it claims nothing about a programme and cites nothing. */
export function guidance(text: string): DraftStatement {
  return { text, role: 'guidance', evidence: [] };
}

function roleOf(slug: string): DraftStatement['role'] {
  return SECTIONS.find((section) => section.slug === slug)?.role ?? 'lead';
}

function sectionOrder(slug: string): number {
  const order = SECTIONS.findIndex((section) => section.slug === slug);
  return order < 0 ? SECTIONS.length : order;
}
