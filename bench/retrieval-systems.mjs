/** The systems that `retrieval.mjs` compares. Each makes, from documents, a search: a question → document ids. */
import { VectorStore } from '@langchain/core/vectorstores';
import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import MiniSearch from 'minisearch';
import { createPlainBm25 } from './plain-bm25.mjs';
import { assistantFor, passagesOf } from './retrieval-tools.mjs';

const HITS = 50;

const ours = (ranking) => async (_documents, data) => (await assistantFor(data, ranking)).search;

/** Two neighbouring characters, across spaces, as our index takes them. */
export function bigrams(text) {
  const run = [...text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')];
  return run.slice(0, -1).map((character, at) => character + run[at + 1]);
}

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const plainBm25 = (tokenize) => async (documents) => {
  const search = createPlainBm25(passagesOf(documents), tokenize);
  return (query) => search(query, HITS);
};

export const miniSearch = (tokenize) => async (documents) => {
  const passages = passagesOf(documents);
  const index = new MiniSearch({
    fields: ['title', 'text'],
    storeFields: ['documentId'],
    ...(tokenize ? { tokenize } : {}),
  });
  index.addAll(passages);
  return (query) =>
    index
      .search(query, { boost: { title: 2 } })
      .slice(0, HITS)
      .map(({ documentId }) => documentId);
};

async function orama(documents) {
  const index = create({ schema: { documentId: 'string', title: 'string', text: 'string' } });
  await insertMultiple(index, passagesOf(documents));
  return async (query) => {
    const { hits } = await searchOrama(index, {
      term: query,
      properties: ['title', 'text'],
      boost: { title: 2 },
      limit: HITS,
    });
    return hits.map(({ document }) => document.documentId);
  };
}

/** What LangChain's in-memory store does (every vector compared), on its base class. */
class MemoryStore extends VectorStore {
  rows = [];
  _vectorstoreType() {
    return 'memory';
  }
  async addVectors(vectors, documents) {
    vectors.forEach((vector, at) => {
      this.rows.push({ vector, document: documents[at] });
    });
  }
  async addDocuments(documents) {
    await this.addVectors(
      await this.embeddings.embedDocuments(documents.map(({ pageContent }) => pageContent)),
      documents,
    );
  }
  async similaritySearchVectorWithScore(query, k) {
    const dot = (vector) => vector.reduce((sum, value, at) => sum + value * query[at], 0);
    return this.rows
      .map(({ vector, document }) => [document, dot(vector)])
      .sort((a, b) => b[1] - a[1])
      .slice(0, k);
  }
}

async function langchain(documents) {
  const { createEmbedder } = await import(new URL('../dist/src/compose.js', import.meta.url).href);
  const embedder = createEmbedder();
  const embed = async (texts) => (await embedder.embed(texts)).map((vector) => Array.from(vector));
  const store = new MemoryStore({ embedDocuments: embed, embedQuery: async (text) => (await embed([text]))[0] }, {});
  await store.addDocuments(
    passagesOf(documents).map(({ documentId, title, text }) => ({
      pageContent: `${title} ${text}`,
      metadata: { documentId },
    })),
  );
  return async (query) => (await store.similaritySearch(query, HITS)).map(({ metadata }) => metadata.documentId);
}

/** Ours first: the others are compared with it. */
export const SYSTEMS = [
  ['ours', ours('fused')],
  ['our words alone (passages)', ours('passages')],
  ['our vectors alone', ours('dense')],
  ['plain BM25, words', plainBm25(words)],
  ['plain BM25, bigrams', plainBm25(bigrams)],
  ['MiniSearch', miniSearch()],
  ['MiniSearch, bigrams', miniSearch(bigrams)],
  ['Orama', orama],
  ['LangChain store, our vectors', langchain],
];
