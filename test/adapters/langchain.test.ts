/** LangChain's own classes: a chat model by its provider's name, a vector store, and our retriever as one of theirs. */
import { Document } from '@langchain/core/documents';
import { FakeEmbeddings } from '@langchain/core/utils/testing';
import { VectorStore } from '@langchain/core/vectorstores';
import { afterEach, describe, expect, it } from 'vitest';
import { type DemoMode, type DemoModel, startDemoModel } from '../../adapters/demo-model/index.js';
import { createLangchainModel } from '../../adapters/langchain/model.js';
import { createLangchainRetriever } from '../../adapters/langchain/retriever.js';
import { createLangchainVectorIndex, writeLangchainVectors } from '../../adapters/langchain/vector-index.js';
import { createGlossary } from '../../src/understanding/glossary.js';
import { createNameFinder } from '../../src/understanding/names.js';
import { createGazetteer } from '../../src/understanding/regions.js';
import { engineOver } from '../fixtures/engine.js';
import { ALLOWANCE, toolsFor } from '../fixtures/model.js';

let demo: DemoModel | undefined;
afterEach(() => demo?.close());

async function chat(mode: DemoMode) {
  demo = await startDemoModel({ mode });
  return createLangchainModel({
    provider: 'openai',
    model: 'demo',
    baseUrl: demo.baseUrl,
    apiKey: 'none',
    timeoutMs: 2_000,
    concurrency: 2,
  });
}

describe('a chat model of LangChain', () => {
  it('writes the answer like any other', async () => {
    const engine = await engineOver([ALLOWANCE], { model: toolsFor(await chat('honest')) });
    const answer = await engine.ask('이웃수당은 얼마 받나요?');
    expect(answer).toMatchObject({ engine: 'llm', receipt: { model: 'langchain:openai/demo' } });
    expect(answer.receipt?.tokens.input).toBeGreaterThan(0);
  });

  it.each([
    ['500', 'broken'],
    ['429', 'busy'],
    ['garbage', 'unreadable'],
  ] as const)('leaves the embedded answer when it fails: %s', async (mode, reason) => {
    const engine = await engineOver([ALLOWANCE], { model: toolsFor(await chat(mode), 6_000) });
    expect((await engine.ask('이웃수당은 얼마 받나요?')).receipt?.fallbackReason).toBe(reason);
  });

  it('is unknown where its package is not installed', async () => {
    const model = createLangchainModel({ provider: 'anthropic', model: 'x', timeoutMs: 500, concurrency: 1 });
    const signal = new AbortController().signal;
    await expect(model.write({ task: 'answer', system: '', user: '', schema: {}, signal })).rejects.toMatchObject({
      kind: 'unknown-model',
    });
  });

  it('traces nothing to a third party', async () => {
    process.env.LANGSMITH_TRACING = 'true';
    await chat('honest');
    expect(process.env.LANGSMITH_TRACING).toBe('false');
  });
});

/** The least a store of LangChain is: rows compared one by one. */
class Rows extends VectorStore {
  declare FilterType: never;
  readonly #rows: { vector: number[]; document: Document }[] = [];
  _vectorstoreType(): string {
    return 'rows';
  }
  async addVectors(vectors: number[][], documents: Document[]): Promise<void> {
    vectors.forEach((vector, row) => {
      this.#rows.push({ vector, document: documents[row] ?? new Document({ pageContent: '' }) });
    });
  }
  async addDocuments(): Promise<void> {}
  async similaritySearchVectorWithScore(query: number[], k: number): Promise<[Document, number][]> {
    const dot = (vector: number[]) => vector.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0);
    return this.#rows
      .map(({ vector, document }): [Document, number] => [document, dot(vector)])
      .sort((a, b) => b[1] - a[1])
      .slice(0, k);
  }
}

describe('a vector store of LangChain', () => {
  const vectors = [0, 0.2, 0.4, 0.6, 0.8, 1].map((x) => Float32Array.from([x, Math.sqrt(1 - x * x)]));
  async function index() {
    const store = new Rows(new FakeEmbeddings(), {});
    await writeLangchainVectors(store, vectors, (unit) => `passage ${unit}`);
    return createLangchainVectorIndex({ store, size: vectors.length });
  }
  const query = Float32Array.from([1, 0]);

  it('finds the nearest by their rows', async () => {
    expect((await (await index()).search(query, 2)).map(({ unit }) => unit)).toEqual([5, 4]);
  });

  it('applies the filter before the limit', async () => {
    const hits = await (await index()).search(query, 2, (unit) => unit < 2);
    expect(hits.map(({ unit }) => unit)).toEqual([1, 0]);
  });
});

it('is given our retrieval as a retriever, personal data masked', async () => {
  const asked: string[] = [];
  const retriever = createLangchainRetriever({
    tools: {
      gazetteer: createGazetteer(undefined),
      glossary: createGlossary([]),
      names: createNameFinder([ALLOWANCE]),
      repair: (text) => ({ text, repairs: [] }),
    },
    retriever: {
      async retrieve(understanding) {
        asked.push(understanding.query);
        const passages = ALLOWANCE.sections.map((section) => ({
          passage: { ...section, id: `${ALLOWANCE.id}#${section.slug}`, documentId: ALLOWANCE.id },
          score: 1,
        }));
        const trace = { features: Object.create(null), parts: {}, passages };
        const candidate = { document: ALLOWANCE, score: 0.9, odds: 9, matter: 9, isNamed: true, trace };
        return {
          candidates: [candidate],
          nothing: { bias: 1, unknownWords: 0, noSign: 0, length: 0 },
        };
      },
    },
  });
  const [document] = await retriever.invoke('이웃수당 알려줘 010-1234-5678');
  expect(document?.metadata).toMatchObject({ documentId: 'city-allowance', status: '시행', asOf: '2026-01-01' });
  expect(document?.pageContent).toContain('만 65세 이상');
  expect(asked[0]).toContain('[휴대전화번호]');
});
