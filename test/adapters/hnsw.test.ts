import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHnswIndex, writeHnswGraph } from '../../adapters/hnsw/index.js';
import { createExactVectorIndex } from '../../src/retrieval/exact-vector-index.js';
import { behavesLikeVectorIndex } from '../conformance/vector-index.js';
import { folderWith } from '../fixtures/folders.js';
import { randomUnitVectors } from '../fixtures/random.js';

async function writtenGraph(vectors: Float32Array, dimension: number): Promise<string> {
  const path = join(await folderWith(), 'vectors.hnsw');
  writeHnswGraph(path, vectors, dimension);
  return path;
}

behavesLikeVectorIndex('hnsw, written and opened', async (vectors, dimension) =>
  openHnswIndex(await writtenGraph(vectors, dimension), vectors, dimension),
);

describe('a graph file', () => {
  const TWO = Float32Array.of(1, 0, 0, 1);

  it('is the same bytes for the same vectors', async () => {
    const [one, other] = [await writtenGraph(TWO, 2), await writtenGraph(TWO, 2)];
    expect(await readFile(one)).toEqual(await readFile(other));
  });

  it('is refused when it holds another number of vectors', async () => {
    const path = await writtenGraph(TWO, 2);
    expect(() => openHnswIndex(path, Float32Array.of(1, 0, 0, 1, -1, 0), 2)).toThrow(
      'graph holds 2 vectors, expected 3',
    );
  });

  it('is refused when it is cut short', async () => {
    const path = await writtenGraph(TWO, 2);
    await truncate(path, 40);
    expect(() => openHnswIndex(path, TWO, 2)).toThrow();
  });

  it('is refused when it is something else', async () => {
    const path = join(await folderWith(), 'vectors.hnsw');
    await writeFile(path, '그래프가 아닙니다'.repeat(50));
    expect(() => openHnswIndex(path, TWO, 2)).toThrow();
  });

  it('is not written from a vector that is no number', async () => {
    await expect(writtenGraph(Float32Array.of(1, 0, Number.NaN, 0), 2)).rejects.toThrow('vector 1 is not finite');
  });
});

it('finds at least 95 of 100 nearest neighbours among 3,000', async () => {
  const [count, dimension, queries] = [3_000, 64, 20];
  const vectors = randomUnitVectors(count, dimension, 3);
  const graph = openHnswIndex(await writtenGraph(vectors, dimension), vectors, dimension);
  const exact = createExactVectorIndex(vectors, dimension);
  const asked = randomUnitVectors(queries, dimension, 4);
  let found = 0;
  for (let row = 0; row < queries; row += 1) {
    const query = asked.subarray(row * dimension, (row + 1) * dimension);
    const truth = new Set(exact.search(query, 10).map(({ unit }) => unit));
    found += graph.search(query, 10).filter(({ unit }) => truth.has(unit)).length;
  }
  expect(found / (queries * 10)).toBeGreaterThanOrEqual(0.95);
});
