/**
 * Propose over a scan: scanned files → the same, their documents with the questions a model proposed for those that
 * have none. Lines are opened only where there is something to add.
 */
import { existsSync } from 'node:fs';
import { documentIn } from './document-line.js';
import { type Proposals, type ProposeOptions, withProposedQuestions } from './proposed-questions.js';
import { type ScannedDocument, type ScannedSource, scannedDocument } from './scan.js';

export type ProposedCounts = Omit<Proposals, 'documents'>;

const NO_QUESTIONS = Buffer.from('"questions":[]');
const HAS_PROPOSALS = Buffer.from('"proposedQuestions":[');

export async function proposeFor(
  sources: readonly ScannedSource[],
  file: string,
  options: ProposeOptions,
): Promise<{ readonly sources: readonly ScannedSource[]; readonly proposed: ProposedCounts }> {
  // Ten thousand lines are not looked through where nobody proposes and nobody ever did.
  const isIdle = options.tools === undefined && !existsSync(file);
  const lacking = isIdle ? [] : sources.flatMap(({ documents }) => documents.filter(lacksQuestions));
  const { documents, ...proposed } = await withProposedQuestions(
    lacking.map(({ json }) => documentIn(json())),
    file,
    options,
  );
  const better = new Map<ScannedDocument, ScannedDocument>();
  documents.forEach((document, row) => {
    const before = lacking[row];
    if (before && document.proposedQuestions) better.set(before, scannedDocument(document, before.line));
  });
  if (better.size === 0) return { sources, proposed };
  return {
    sources: sources.map((source) => ({
      ...source,
      documents: source.documents.map((document) => better.get(document) ?? document),
    })),
    proposed,
  };
}

function lacksQuestions(document: ScannedDocument): boolean {
  const json = document.json();
  const line = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  return line.includes(NO_QUESTIONS) && !line.includes(HAS_PROPOSALS);
}
