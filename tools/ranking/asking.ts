/**
 * `npx tsx tools/ranking/asking.ts [--questions FILE] > src/understanding/asking-shares.ts`: how many programmes are
 * asked about in each term's words. A term that stands in questions about everything ("받을 수 있나요") says nothing
 * of the matter, with or without its spaces.
 *
 * In: the records' own questions, and lines {"query","documentId"} of a public set. Out: the source text of the
 * table; terms that few programmes' questions share are left out, so that no question can be read from it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadKnowledge, PACKAGE_FOLDER } from '../../src/compose.js';
import { syllableTermsOf, termsOf } from '../../src/korean/tokens.js';

const SHARE_MIN = 0.01;
const lineSchema = z.object({ query: z.string(), documentId: z.string() });

const { values } = parseArgs({ options: { questions: { type: 'string' } } });
const programmesOf = new Map<string, Set<string>>();
const programmes = new Set<string>();

function count(programme: string, question: string): void {
  programmes.add(programme);
  for (const term of new Set([...termsOf(question), ...syllableTermsOf(question)])) {
    const asked = programmesOf.get(term) ?? new Set();
    programmesOf.set(term, asked.add(programme));
  }
}

const knowledge = await loadKnowledge(join(PACKAGE_FOLDER, 'knowledge'));
for (const { document } of knowledge.folder.documents)
  for (const question of document.questions) count(document.id, question);
if (values.questions !== undefined) {
  for (const line of readFileSync(values.questions, 'utf8').split('\n').filter(Boolean)) {
    const { query, documentId } = lineSchema.parse(JSON.parse(line));
    count(`public:${documentId}`, query);
  }
}

const byPercent = new Map<number, string[]>();
for (const [term, asked] of programmesOf) {
  const share = asked.size / programmes.size;
  if (share < SHARE_MIN) continue;
  const percent = Math.round(share * 100);
  byPercent.set(percent, [...(byPercent.get(percent) ?? []), term]);
}
const rows = [...byPercent]
  .sort(([a], [b]) => b - a)
  .map(([percent, terms]) => `  [${percent}, '${terms.sort().join(' ')}'],`);
process.stdout.write(`/**
 * Per cent of programmes in whose questions a term stands. Printed by \`tools/ranking/asking.ts\`; not edited by hand.
 */
export const ASKING_SHARES: readonly (readonly [percent: number, terms: string])[] = [
${rows.join('\n')}
];
`);
