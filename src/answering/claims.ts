/**
 * Claims: which sentences of a document answer the question, best first.
 *
 * A claim earns from the section that the focus points to, from the figures the focus wants, and from the words it
 * shares with the question beyond the document's own name.
 */

import type { Claim, KnowledgeDocument } from '../knowledge/schema.js';
import { figuresOf } from '../korean/figures.js';
import { termsOf } from '../korean/tokens.js';
import type { Focus } from '../understanding/focus.js';
import { isMissingList } from './aspects.js';

export interface ScoredClaim {
  readonly claim: Claim;
  readonly slug: string;
  readonly heading: string;
  readonly score: number;
}

const SECTION_GAIN: Readonly<Record<Focus, Readonly<Record<string, number>>>> = {
  amount: { benefit: 1, eligibility: 0.2, overview: 0.2 },
  eligibility: { eligibility: 1, caution: 0.2, benefit: 0.1 },
  apply: { apply: 1, contact: 0.2 },
  documents: { documents: 1.2, apply: 0.3 },
  deadline: { deadline: 1, apply: 0.3, benefit: 0.2 },
  date: { overview: 0.6, deadline: 0.5, press: 0.3, benefit: 0.2 },
  hours: { overview: 0.2, benefit: 0.3, apply: 0.1 },
  contact: { contact: 1.2, apply: 0.2 },
  department: { contact: 0.8, overview: 0.4 },
  place: { overview: 0.3, apply: 0.2 },
  count: { overview: 0.3, benefit: 0.3, eligibility: 0.2 },
  list: { benefit: 0.5, overview: 0.4 },
};
const PLAIN_GAIN: Readonly<Record<string, number>> = {
  overview: 0.5,
  eligibility: 0.35,
  benefit: 0.45,
  apply: 0.1,
  press: -0.1,
  caution: -0.05,
};
const OVERLAP_GAIN = 2.2;
const FIGURE_GAIN = 0.35;
const ORDER_LOSS = 0.04;

export function scoreClaims(
  document: KnowledgeDocument,
  query: string,
  focuses: readonly Focus[],
  weightOf: (term: string) => number,
): ScoredClaim[] {
  const own = new Set(termsOf([document.title, ...document.aliases].join(' ')));
  const asked = [...new Set(termsOf(query))].filter((term) => !own.has(term));
  const reachable = asked.reduce((sum, term) => sum + weightOf(term), 0) || 1;
  const scored = document.sections.flatMap((section) =>
    section.claims
      .filter((claim) => !isMissingList(claim))
      .map((claim, order): ScoredClaim => {
        const terms = new Set(termsOf(`${section.heading} ${claim.text}`));
        const shared = asked.reduce((sum, term) => sum + (terms.has(term) ? weightOf(term) : 0), 0);
        const gain =
          focuses.length === 0
            ? (PLAIN_GAIN[section.slug] ?? 0)
            : Math.max(
                ...focuses.map((focus) => (SECTION_GAIN[focus][section.slug] ?? 0) + figureGain(focus, claim.text)),
              );
        return {
          claim,
          slug: section.slug,
          heading: section.heading,
          score: gain + (OVERLAP_GAIN * shared) / reachable - ORDER_LOSS * order,
        };
      }),
  );
  return scored.sort((a, b) => b.score - a.score);
}

function figureGain(focus: Focus, text: string): number {
  const kinds = new Set(figuresOf(text).map(({ kind }) => kind));
  const fits =
    (focus === 'amount' && (kinds.has('money') || kinds.has('percent') || /무료/.test(text))) ||
    (focus === 'date' && kinds.has('date')) ||
    (focus === 'contact' && kinds.has('phone')) ||
    (focus === 'count' && kinds.has('count')) ||
    (focus === 'deadline' && /까지|이내|기간|안에|전부터/.test(text)) ||
    (focus === 'hours' && /\d+시|24시간/.test(text));
  return fits ? FIGURE_GAIN : 0;
}

/** A sentence that only sends on ("담당 부서에 확인하세요"): told with an answer, never as one. */
export function isAdvice(text: string): boolean {
  return /(?:확인하세요|확인해야 합니다|문의하세요|문의해야 합니다)\.$/.test(text);
}

/** Limits that must travel with what they limit. */
export function isCondition(text: string): boolean {
  return /제외|다만|중복|이하|미만|초과|이내|까지만|한해|받을 수 없|대상이 아|거주|기한이 지나/.test(text);
}
