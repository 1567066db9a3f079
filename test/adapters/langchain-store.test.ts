/** A vector store of LangChain named by a setting: opened from a module, filled once, and never missed when it is away. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createStoreModuleIndex, openStoreModule } from '../../adapters/langchain/store-module.js';
import { readConfig } from '../../src/config.js';
import { createExactVectorIndex } from '../../src/retrieval/exact-vector-index.js';
import { behavesLikeVectorIndex } from '../conformance/vector-index.js';
import { folderWith } from '../fixtures/folders.js';

const EAST = Float32Array.of(1, 0);
const COMPASS: Float32Array = Float32Array.of(1, 0, 0, 1, 0.8, 0.6, -1, 0);

/** A store that keeps rows in memory between openings, as a server would; counts what is written. */
const MODULE = `
import { VectorStore } from '@langchain/core/vectorstores';
const places = new Map();
export const state = { written: 0, down: false, opened: [] };
class Memory extends VectorStore {
  constructor(rows) { super({}, {}); this.rows = rows; }
  _vectorstoreType() { return 'memory'; }
  async addVectors(vectors, documents) {
    if (state.down) throw new Error('away');
    vectors.forEach((vector, row) => this.rows.push({ vector, document: documents[row] }));
    state.written += vectors.length;
  }
  async addDocuments() {}
  async similaritySearchVectorWithScore(query, limit) {
    if (state.down) throw new Error('away');
    const near = (vector) => vector.reduce((sum, value, slot) => sum + value * query[slot], 0);
    return this.rows.map(({ vector, document }) => [document, near(vector)]).sort((a, b) => b[1] - a[1]).slice(0, limit);
  }
}
export default ({ version, dimension }) => {
  state.opened.push(version + '/' + dimension);
  if (!places.has(version)) places.set(version, []);
  return new Memory(places.get(version));
};
`;

interface State {
  written: number;
  down: boolean;
  readonly opened: readonly string[];
}

/** The module lies inside the project, so that it finds LangChain. */
async function place(source = MODULE) {
  const folder = join('data', 'test-stores', `${Date.now()}-${Math.random().toString(36).slice(2)}`);
  await mkdir(folder, { recursive: true });
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const module = join(folder, 'store.mjs');
  await writeFile(module, source);
  return module;
}

const stateOf = async (module: string): Promise<State> => (await import(join(process.cwd(), module))).state;

async function indexAt(module: string, vectors = COMPASS, dimension = 2, version = 'v1') {
  const said: string[] = [];
  const files = await folderWith({
    'vectors.f32': new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength),
  });
  const index = createStoreModuleIndex({
    module,
    version,
    dimension,
    vectorsFile: join(files, 'vectors.f32'),
    textOf: (unit) => `문단 ${unit}`,
    fallback: createExactVectorIndex(vectors, dimension),
    log: pino({ level: 'info' }, { write: (line: string) => said.push(line) }),
  });
  return { index, said };
}

/** Searched once, and then waited for until the store has taken over from the index's own vectors. */
async function filled(...place: Parameters<typeof indexAt>) {
  const [, , dimension = 2] = place;
  const { index, said } = await indexAt(...place);
  await index.search(new Float32Array(dimension).fill(1), 1);
  await expect.poll(() => said.join(), { timeout: 20_000 }).toContain('vector store ready');
  return index;
}

behavesLikeVectorIndex('a store of LangChain named by a setting', async (vectors, dimension) =>
  filled(await place(), vectors, dimension),
);

describe('a vector store of LangChain', () => {
  it('is told the version and filled once for it', async () => {
    const module = await place();
    await filled(module);
    await filled(module);
    await filled(module, COMPASS, 2, 'v2');
    const { written, opened } = await stateOf(module);
    expect(written).toBe(8);
    expect(opened).toEqual(['v1/2', 'v1/2', 'v2/2']);
  });

  it('is missed by nobody while it is away', async () => {
    const module = await place();
    const index = await filled(module);
    const state = await stateOf(module);
    state.down = true;
    expect((await index.search(EAST, 2)).map(({ unit }) => unit)).toEqual([0, 2]);
  });

  it('stands behind the index’s own vectors until it is full', async () => {
    const module = await place();
    (await stateOf(module)).down = true;
    expect((await (await indexAt(module)).index.search(EAST, 2)).map(({ unit }) => unit)).toEqual([0, 2]);
  });

  it.each([
    ['that is not there', undefined, '읽을 수 없습니다'],
    ['without a default export', 'export const store = 1;', '기본 함수'],
    ['that opens something else', 'export default () => ({ hello: 1 });', '벡터 저장소를 주지 않습니다'],
  ])('cannot be opened by a module %s', async (_name, source, problem) => {
    const module = source === undefined ? 'data/none.mjs' : await place(source);
    await expect(openStoreModule(module, { version: 'v1', dimension: 2 })).rejects.toThrow(problem);
  });

  it('needs its module to be named', () => {
    expect(() => readConfig({ VECTOR_INDEX: 'langchain' })).toThrow('BOKJI_VECTOR_STORE');
    expect(readConfig({ VECTOR_INDEX: 'langchain', BOKJI_VECTOR_STORE: './store.mjs' }).vectorStore).toBe(
      './store.mjs',
    );
  });
});
