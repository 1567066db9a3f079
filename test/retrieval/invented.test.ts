/**
 * Questions that were invented after the search was built, in the words of old people, and written down before they
 * were asked (`invented.tsv`): rounds of ten, with what became of them in bench/README.md.
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
    const [round = '', id = '', place = '', text = ''] = line.split('\t');
    return { round, id, place, text };
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

  it.each(QUESTIONS)('finds $id among the first two: $text', async ({ id, place, text }) => {
    expect((await find(text, place)).slice(0, 2)).toContain(id);
  });

  it('finds its record first in nine of ten', async () => {
    const found = await Promise.all(QUESTIONS.map(async ({ id, place, text }) => (await find(text, place))[0] === id));
    expect(found.filter(Boolean).length / found.length).toBeGreaterThanOrEqual(0.85);
  });
});
