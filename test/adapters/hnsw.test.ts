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
    expect(() => openHnswIndex(path, Float32Array.of(1, 0, 0, 1, -1, 0), 2)).toThrow('graph lacks 1 of 3 vectors');
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

describe.each([
  { name: 'taken as it is', moves: 4, how: 'taken' },
  { name: 'patched', moves: 10, how: 'written' },
])('an earlier graph that is $name', ({ moves, how }) => {
  const [count, dimension] = [400, 16];
  const before = randomUnitVectors(count, dimension, 5);
  const added = randomUnitVectors(moves, dimension, 6);
  // The first rows go, the others move up, as many new ones follow; row 20 is a new vector in the old place.
  const after = new Float32Array(count * dimension);
  after.set(before.subarray(moves * dimension));
  after.set(added, (count - moves) * dimension);
  after.set(added.subarray(0, dimension), 20 * dimension);
  const rowNow = Int32Array.from({ length: count }, (_, row) => (row < moves || row === 20 + moves ? -1 : row - moves));
  const rowsOf = (vectors: Float32Array, first: number, end: number) =>
    vectors.subarray(first * dimension, end * dimension);

  async function graphAfter() {
    const folder = await folderWith();
    writeHnswGraph(join(folder, 'before'), before, dimension);
    const made = writeHnswGraph(join(folder, 'after'), after, dimension, { path: join(folder, 'before'), rowNow });
    return { folder, made, graph: openHnswIndex(join(folder, 'after'), after, dimension) };
  }

  it('is told from the other kind', async () => {
    expect((await graphAfter()).made).toBe(how);
  });

  it('finds every vector at the row where it stands now', async () => {
    const { graph } = await graphAfter();
    const found = Array.from({ length: count }, (_, row) => row).filter((row) => {
      const [first] = graph.search(rowsOf(after, row, row + 1), 1);
      // One vector stands twice.
      return first !== undefined && (first.unit === row || [20, count - moves].includes(row));
    });
    expect([graph.size, found.length]).toEqual([count, count]);
  });

  it('finds none of those that are gone', async () => {
    const { graph } = await graphAfter();
    const [gone] = graph.search(rowsOf(before, 0, 1), 1);
    expect(gone?.score).toBeLessThan(0.999);
  });

  it('narrows by rows as they are now', async () => {
    const { graph } = await graphAfter();
    const query = rowsOf(after, 100, 101);
    expect(graph.search(query, 1, (row) => row !== 100)[0]?.unit).not.toBe(100);
    expect(graph.search(query, 1, (row) => row >= 100)[0]?.unit).toBe(100);
    const last = rowsOf(after, count - 1, count);
    expect(graph.search(last, 1, (row) => row !== count - 1)[0]?.unit).not.toBe(count - 1);
  });

  it('gives as many as are asked for, near ones of both kinds in order', async () => {
    const { graph } = await graphAfter();
    const query = rowsOf(added, 1, 2);
    const exact = createExactVectorIndex(after, dimension).search(query, 10);
    expect(graph.search(query, 10).map(({ unit }) => unit)).toEqual(exact.map(({ unit }) => unit));
  });

  it('serves time after time, until so many rows moved that it is written anew', async () => {
    const { folder } = await graphAfter();
    let [vectors, path] = [after, join(folder, 'after')];
    const ways = [];
    for (let round = 0; round < 5; round += 1) {
      const next = new Float32Array(vectors.length);
      next.set(rowsOf(vectors, 3, count));
      next.set(randomUnitVectors(3, dimension, 10 + round), (count - 3) * dimension);
      const moved = Int32Array.from({ length: count }, (_, row) => (row < 3 ? -1 : row - 3));
      const into = join(folder, `round-${round}`);
      ways.push(writeHnswGraph(into, next, dimension, { path, rowNow: moved }));
      [vectors, path] = [next, into];
      const graph = openHnswIndex(path, vectors, dimension);
      const found = [0, 100, count - 4, count - 1].map(
        (row) => graph.search(rowsOf(vectors, row, row + 1), 1)[0]?.unit,
      );
      expect(found).toEqual([0, 100, count - 4, count - 1]);
    }
    expect(new Set(ways)).toEqual(new Set(['taken', 'written']));
  });

  it('leaves the earlier one as it was', async () => {
    const { folder } = await graphAfter();
    const graph = openHnswIndex(join(folder, 'before'), before, dimension);
    expect(graph.search(rowsOf(before, 0, 1), 1)[0]?.unit).toBe(0);
  });

  it('is refused without its labels', async () => {
    const { folder } = await graphAfter();
    await truncate(join(folder, 'after.labels'), 8);
    expect(() => openHnswIndex(join(folder, 'after'), after, dimension)).toThrow();
  });

  it('refuses a new vector that is no number', async () => {
    const { folder } = await graphAfter();
    const broken = after.slice();
    broken[broken.length - 1] = Number.NaN;
    const earlier = { path: join(folder, 'before'), rowNow };
    expect(() => writeHnswGraph(join(folder, 'broken'), broken, dimension, earlier)).toThrow('is not finite');
  });
});
