/**
 * Questions that were invented after the search was built, in the words of old people, and written down before they
 * were asked (`invented.tsv`): rounds of ten. What became of them stands in bench/README.md.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIndex, createEmbedder, foldersOf, loadKnowledge, openIndex, toolsOf } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { createRetriever } from '../../src/retrieval/retrieve.js';
import { understand } from '../../src/understanding/understand.js';

const QUESTIONS = readFileSync(new URL('./invented.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [, id = '', place = '', text = ''] = line.split('\t');
    return { id, place, text };
  });

describe('a question that was invented afterwards', () => {
  const data = mkdtempSync(join(tmpdir(), 'bokji-invented-'));
  let find: (text: string, place: string) => Promise<readonly string[]>;

  beforeAll(async () => {
    const folders = foldersOf(readConfig({ LOG_LEVEL: 'silent' }), { data });
    await buildIndex(folders, await loadKnowledge(folders.knowledge), new Date('2026-11-24T03:00:00Z'));
    const { index } = await openIndex(folders);
    const retriever = createRetriever(index, createEmbedder());
    const tools = toolsOf(index);
    find = async (text, place) => {
      const { candidates } = await retriever.retrieve(understand(text, [], place, tools), 'public');
      return candidates.map(({ document }) => document.id);
    };
  }, 60_000);
  afterAll(() => {
    rmSync(data, { recursive: true, force: true });
  });

  it('finds its record first, nine times of ten', async () => {
    const first = await Promise.all(QUESTIONS.map(async ({ id, place, text }) => (await find(text, place))[0] === id));
    expect(first.filter(Boolean).length / first.length).toBeGreaterThanOrEqual(0.9);
  });

  it('finds its record first or second, but for one that asks for what no record holds', async () => {
    const missed: string[] = [];
    for (const { id, place, text } of QUESTIONS)
      if (!(await find(text, place)).slice(0, 2).includes(id)) missed.push(id);
    expect(missed).toEqual(['goyang-disabled-taxi']);
  });
});
