/**
 * Verify: statement by statement, for whichever engine wrote them. A statement goes out only if what it cites holds
 * every figure it says and it promises nothing; guidance, which cites nothing, may hold no figure but telephone
 * numbers and what stands in the retrieved documents or the place's name.
 *
 * A statement that fails is replaced by the exact words it cited, or dropped. If nothing cited is left of an
 * answer, the outcome becomes `abstained`.
 */
import type { DraftStatement, Evidence } from '../../answering/draft.js';
import { unsupportedFigures } from '../../answering/fact-lock.js';
import { type Objection, objectionToWritten } from '../../answering/model/objections.js';
import { contactText, fill, type Wording } from '../../answering/wording.js';
import type { Citation, Statement } from '../types.js';
import type { Drafted } from './draft.js';
import type { Retrieved } from './retrieve.js';

/** A statement with its place in the text. */
export type VerifiedStatement = Statement & Pick<DraftStatement, 'title' | 'heading' | 'label' | 'cell'>;

export interface Verified extends Drafted {
  readonly statements: readonly VerifiedStatement[];
  readonly citations: readonly Citation[];
  readonly outcome: Drafted['draft']['outcome'];
}

/** The assistant informs; it never acts. */
const PROMISE = /(?:신청|접수|예약|등록)(?:해|을 해|하여)\s*(?:드렸|놓았|두었)|(?:승인|선정)되(?:었|셨)습니다/;

export function verify(wording: Wording) {
  return (drafted: Drafted): Verified => {
    const kept = drafted.draft.statements.flatMap((statement) => {
      if (!objectionTo(statement, drafted)) return [statement];
      const quotes = statement.evidence.map(({ quote }) => quote);
      return quotes.length > 0 ? [{ ...statement, text: quotes.join(' ') }] : [];
    });
    const { statements, citations } = cite(kept);
    const { outcome } = drafted.draft;
    if (outcome === 'answered' && citations.length === 0) {
      const nothing = {
        text: fill(wording.notFound, { contact: contactText(wording.contact.national) }),
        role: 'guidance' as const,
        citations: [],
      };
      return { ...drafted, statements: [nothing], citations: [], outcome: 'abstained' };
    }
    return { ...drafted, statements, citations, outcome };
  };
}

/** Statements with their numbers. A statement's numbers do not depend on what follows it. */
export function cite(kept: readonly DraftStatement[]): Pick<Verified, 'statements' | 'citations'> {
  const citations: Citation[] = [];
  const statements = kept.map(({ text, role, evidence, title, heading, label, cell }) => ({
    text,
    role,
    citations: [...new Set(evidence.map((source) => numberOf(source, citations)))],
    title,
    heading,
    label,
    cell,
  }));
  return { statements, citations };
}

/** Why a statement may not go out, or undefined. */
export function objectionTo(statement: DraftStatement, retrieved: Retrieved): Objection | undefined {
  if (PROMISE.test(statement.text)) return { kind: 'promise', words: [] };
  if (!holds(statement, retrieved)) return { kind: 'figure', words: unheld(statement) };
  return statement.written ? objectionToWritten(statement) : undefined;
}

function unheld({ text, evidence }: DraftStatement): string[] {
  const held = evidence.map(({ document, quote }) => `${document.title}\n${quote}`);
  return unsupportedFigures(text, held).map((figure) => figure.text);
}

function holds({ text, role, evidence }: DraftStatement, { understanding, retrieval }: Retrieved): boolean {
  if (role === 'guidance' && evidence.length === 0) {
    const said = text.replace(/☎ [\d-]+/g, '');
    const place = understanding.place?.name ?? '';
    // Most guidance says no figure; the documents are gathered only for what does.
    if (unsupportedFigures(said, [place]).length === 0) return true;
    const known = retrieval.candidates.slice(0, 10).flatMap(({ document }) => allText(document));
    return unsupportedFigures(said, [place, ...known]).length === 0;
  }
  return (
    evidence.length > 0 &&
    unsupportedFigures(
      text,
      evidence.map(({ document, quote }) => `${document.title}\n${quote}`),
    ).length === 0
  );
}

function allText(document: Evidence['document']): string[] {
  return [
    document.title,
    document.asOf,
    document.source.date,
    ...document.sections.flatMap((section) => section.claims.map(({ text }) => text)),
  ];
}

/** The number of the citation for this quotation; a quotation is cited once and shared. */
function numberOf(evidence: Evidence, citations: Citation[]): number {
  const { document, slug, heading, quote } = evidence;
  const passageId = `${document.id}#${slug}`;
  const known = citations.find((citation) => citation.passageId === passageId && citation.quote === quote);
  if (known) return known.n;
  const source = slug === 'press' && document.earlierSource ? document.earlierSource : document.source;
  const { page, path } = document.sections.find((section) => section.slug === slug) ?? {};
  const n = citations.length + 1;
  citations.push({
    n,
    documentId: document.id,
    passageId,
    title: document.title,
    section: heading,
    ...(page === undefined ? {} : { page }),
    ...(path ? { path: [...path] } : {}),
    quote,
    region: document.region,
    status: document.status,
    asOf: slug === 'press' && document.earlierSource ? document.earlierSource.date : document.asOf,
    source: {
      title: source.title,
      publisher: source.publisher,
      date: source.date,
      ...(source.url ? { url: source.url } : {}),
    },
  });
  return n;
}
