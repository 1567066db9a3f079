/** What people asked of a record, in words that stand nowhere in it, finds it; what nobody answers is known for that. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildIndex, createEmbedder, openIndex, toolsOf } from '../../src/compose.js';
import { createRetriever } from '../../src/retrieval/retrieve.js';
import { understand } from '../../src/understanding/understand.js';
import { documentWith } from '../fixtures/documents.js';

let folder: string;
let ask: (query: string) => Promise<readonly { id: string; score: number }[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bokji-asked-'));
  const records = ['기초연금', '장애수당', '아동수당'].map((title, at) =>
    documentWith({ id: `record-${at}`, title, aliases: [], questions: [`${title} 얼마예요`] }),
  );
  const knowledge = {
    folder: {
      documents: records.map((document) => ({ document, file: `${document.id}.md`, line: 1 })),
      faults: [],
      unread: [],
      notes: [],
      contentHash: '',
    },
    support: { glossary: [], asked: { 'record-0': ['할매 다달이 타는 거'], none: ['여권 새로 만들려면'] } },
    faults: [],
    contentHash: 'asked',
  };
  const folders = { knowledge: folder, data: folder, knowledgeNamed: false };
  await buildIndex(folders, knowledge, new Date(0));
  const { index } = await openIndex(folders);
  const retriever = createRetriever(index, createEmbedder());
  ask = async (query) => {
    const { candidates } = await retriever.retrieve(understand(query, [], undefined, toolsOf(index)), 'public');
    return candidates.map(({ document, score }) => ({ id: document.id, score }));
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('finds a record by the words in which people asked for it', async () => {
  expect((await ask('우리 할매도 다달이 타나유'))[0]?.id).toBe('record-0');
});

it('is less sure of an answer to what is like a question that none answers', async () => {
  const [answerable] = await ask('할매 다달이 타는 거');
  const [unanswerable] = await ask('여권 새로 만들려면 할매');
  expect(answerable?.score).toBeGreaterThan(unanswerable?.score ?? 1);
});

it('gives no row beyond the documents', async () => {
  expect((await ask('여권 새로 만들려면')).every(({ id }) => id.startsWith('record-'))).toBe(true);
});
