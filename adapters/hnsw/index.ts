/**
 * The embedded dense index: hnswlib-node behind the `VectorIndex` port.
 *
 * In: row-major unit vectors (from the saved version). Out: nearest neighbours by cosine. The graph is read from the
 * version's own file; `ef` is set after every load because the library does not save it. A selective filter is
 * answered exactly: with few eligible units the graph walks long (`bench/filters.ts`).
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type HnswLibrary from 'hnswlib-node';
import type { ScoredUnit, UnitFilter, VectorIndex } from '../../src/core/ports.js';
import { createExactVectorIndex } from '../../src/retrieval/exact-vector-index.js';

/**
 * The native addon, or undefined where it was never compiled (no C++ compiler at install). Answering then compares
 * with every vector, which is exact and fast enough for tens of thousands of passages.
 */
const library = loadLibrary();

function loadLibrary(): typeof HnswLibrary | undefined {
  try {
    return createRequire(import.meta.url)('hnswlib-node');
  } catch {
    return undefined;
  }
}

const GRAPH = { m: 16, efConstruction: 200, efSearch: 100, seed: 20261124 } as const;
/** What the graph file holds when there was no addon to write one. */
const WITHOUT_GRAPH = 'exact';
/**
 * Comparing with every eligible vector costs by their number, the graph by one over their share: they meet where the
 * share's square times the size is this. Measured at 20,000 vectors, 13 % (bench/README.md).
 */
const MEETING_POINT = 345;

/** Builds the graph and writes it to `path`. Vectors must be finite and of unit length. */
export function writeHnswGraph(path: string, vectors: Float32Array, dimension: number): void {
  const size = vectors.length / dimension;
  if (!library) {
    writeFileSync(path, WITHOUT_GRAPH);
    return;
  }
  const graph = new library.HierarchicalNSW('ip', dimension);
  graph.initIndex({
    maxElements: Math.max(size, 1),
    m: GRAPH.m,
    efConstruction: GRAPH.efConstruction,
    randomSeed: GRAPH.seed,
  });
  for (let unit = 0; unit < size; unit += 1) {
    const row = Array.from(vectors.subarray(unit * dimension, (unit + 1) * dimension));
    if (!row.every(Number.isFinite)) throw new RangeError(`vector ${unit} is not finite`);
    graph.addPoint(row, unit);
  }
  graph.writeIndexSync(path);
}

/** Opens a written graph; throws when the file is damaged or does not hold `size` vectors. */
export function openHnswIndex(
  path: string,
  vectors: Float32Array,
  dimension: number,
  meetingPoint = MEETING_POINT,
): VectorIndex {
  const exact = createExactVectorIndex(vectors, dimension);
  if (!library || isWithoutGraph(path)) return exact;
  const graph = new library.HierarchicalNSW('ip', dimension);
  graph.readIndexSync(path);
  graph.setEf(GRAPH.efSearch);
  const size = graph.getCurrentCount();
  if (size !== exact.size) throw new RangeError(`graph holds ${size} vectors, expected ${exact.size}`);
  return {
    size,
    search(vector, limit, accepts) {
      if (size === 0 || limit <= 0) return [];
      if (accepts && isSelective(size, accepts, meetingPoint)) return exact.search(vector, limit, accepts);
      const count = Math.min(limit, size);
      const found = graph.searchKnn(Array.from(vector), count, accepts);
      const hits: ScoredUnit[] = found.neighbors.map((unit, rank) => ({
        unit,
        score: 1 - (found.distances[rank] ?? 1),
      }));
      return hits.sort((a, b) => b.score - a.score || a.unit - b.unit);
    },
  };
}

function isWithoutGraph(path: string): boolean {
  return statSync(path).size === WITHOUT_GRAPH.length && readFileSync(path, 'utf8') === WITHOUT_GRAPH;
}

function isSelective(size: number, accepts: UnitFilter, meetingPoint: number): boolean {
  const step = Math.max(1, Math.floor(size / 200));
  let seen = 0;
  let eligible = 0;
  for (let unit = 0; unit < size; unit += step) {
    seen += 1;
    if (accepts(unit)) eligible += 1;
  }
  return (eligible / seen) ** 2 * size < meetingPoint;
}
