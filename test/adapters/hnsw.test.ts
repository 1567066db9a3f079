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

describe('a graph that is patched', () => {
  const [count, dimension] = [400, 16];
  const before = randomUnitVectors(count, dimension, 5);
  const added = randomUnitVectors(10, dimension, 6);
  // Rows 0 to 9 go, the others move up, ten new ones follow; row 20 is a new vector in the old place.
  const after = new Float32Array(count * dimension);
  after.set(before.subarray(10 * dimension));
  after.set(added, (count - 10) * dimension);
  after.set(added.subarray(0, dimension), 20 * dimension);
  const rowNow = Int32Array.from({ length: count }, (_, row) => (row < 10 || row === 30 ? -1 : row - 10));

  async function patchedGraph() {
    const folder = await folderWith();
    writeHnswGraph(join(folder, 'before'), before, dimension);
    writeHnswGraph(join(folder, 'after'), after, dimension, { path: join(folder, 'before'), rowNow });
    return { folder, graph: openHnswIndex(join(folder, 'after'), after, dimension) };
  }

  it('finds every vector at the row where it stands now', async () => {
    const { graph } = await patchedGraph();
    const found = Array.from({ length: count }, (_, row) => row).filter((row) => {
      const [first] = graph.search(after.subarray(row * dimension, (row + 1) * dimension), 1);
      // One vector stands twice.
      return first !== undefined && (first.unit === row || [20, count - 10].includes(row));
    });
    expect([graph.size, found.length]).toEqual([count, count]);
  });

  it('finds none of those that are gone', async () => {
    const { graph } = await patchedGraph();
    const [gone] = graph.search(before.subarray(0, dimension), 1);
    expect(gone?.score).toBeLessThan(0.999);
  });

  it('narrows by rows as they are now', async () => {
    const { graph } = await patchedGraph();
    const query = after.subarray(100 * dimension, 101 * dimension);
    expect(graph.search(query, 1, (row) => row !== 100)[0]?.unit).not.toBe(100);
    expect(graph.search(query, 1, (row) => row >= 100)[0]?.unit).toBe(100);
  });

  it('may be patched again', async () => {
    const { folder } = await patchedGraph();
    const same = Int32Array.from({ length: count }, (_, row) => row);
    writeHnswGraph(join(folder, 'again'), after, dimension, { path: join(folder, 'after'), rowNow: same });
    const graph = openHnswIndex(join(folder, 'again'), after, dimension);
    expect(graph.search(after.subarray(100 * dimension, 101 * dimension), 1)[0]?.unit).toBe(100);
  });

  it('is refused without its labels', async () => {
    const { folder } = await patchedGraph();
    await truncate(join(folder, 'after.labels'), 8);
    expect(() => openHnswIndex(join(folder, 'after'), after, dimension)).toThrow();
  });
});
