/**
 * Compare: two or three named programmes → a table of who gets them, what they give, how to apply and whom to ask,
 * each cell a claim with its citation. Undefined where the question compares nothing or names fewer than two.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { squeeze } from '../korean/normalise.js';
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { type ExtractTools, guidance, statement } from './compose.js';
import type { Draft, DraftStatement } from './draft.js';
import { rankedClaims } from './ranked-claims.js';
import { isAdvice } from './sentence-kinds.js';
import { fill, type Wording } from './wording.js';

const COMPARES = /차이|비교|다른\s*점|다른가|달라요|뭐가\s*(?:더|달라|다른|나)|어느\s*(?:게|것|쪽|거)|둘\s*중|셋\s*중/;
const COMPARED_MAX = 3;

const ROWS: readonly {
  readonly key: keyof Wording['rows'];
  readonly slugs: readonly string[];
  readonly count: number;
}[] = [
  { key: 'who', slugs: ['eligibility', 'overview'], count: 2 },
  { key: 'what', slugs: ['benefit', 'overview'], count: 2 },
  { key: 'how', slugs: ['apply'], count: 1 },
  { key: 'ask', slugs: ['contact'], count: 1 },
];

export function compareDraft(
  candidates: readonly Candidate[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft | undefined {
  if (!COMPARES.test(understanding.query)) return undefined;
  const documents = comparedIn(candidates, understanding);
  if (documents.length < 2) return undefined;
  const cells = ROWS.flatMap(({ key, slugs, count }) =>
    documents.flatMap((document) => cellsOf(document, slugs, count, tools.wording.rows[key], understanding, tools)),
  );
  const names = documents.map(({ title }) => `‘${title}’`).join(', ');
  return {
    outcome: 'answered',
    statements: [guidance(fill(tools.wording.compareLead, { names })), ...cells],
    topics: documents,
  };
}

/** One document for each name that was said, the best of those that bear it. */
export function comparedIn(candidates: readonly Candidate[], { named }: Understanding): KnowledgeDocument[] {
  const names = [...new Set(named.map(({ name }) => name))];
  const documents = names.flatMap((name) => {
    const bearer = candidates.find(
      ({ document, isNamed }) =>
        isNamed && [document.title, ...document.aliases].some((title) => squeeze(title).includes(name)),
    );
    return bearer ? [bearer.document] : [];
  });
  return [...new Set(documents)].slice(0, COMPARED_MAX);
}

function cellsOf(
  document: KnowledgeDocument,
  slugs: readonly string[],
  count: number,
  row: string,
  understanding: Understanding,
  tools: ExtractTools,
): DraftStatement[] {
  const claims = rankedClaims(document, [], understanding, tools).filter(({ claim }) => !isAdvice(claim.text));
  const slug = slugs.find((wanted) => claims.some((claim) => claim.slug === wanted));
  return claims
    .filter((claim) => claim.slug === slug)
    .sort((a, b) => a.claim.id.localeCompare(b.claim.id, 'en', { numeric: true }))
    .slice(0, count)
    .map((claim) => ({ ...statement(document, claim), cell: { row, column: document.title } }));
}
