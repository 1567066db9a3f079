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

/** A graph that was written before, and where each of its rows stands now; -1 where it is gone. */
export interface EarlierGraph {
  readonly path: string;
  readonly rowNow: Int32Array;
}

/** From so many new or gone rows on, a graph built from nothing is better, and hardly slower. */
const PATCHED_SHARE_MAX = 0.2;
const GONE = 0xffff_ffff;

/**
 * Writes the graph to `path`, and beside it which row each of its labels stands for. Vectors must be finite and of unit
 * length. An earlier graph of which most rows stay is patched: its own points keep their labels, whatever row they have.
 */
export function writeHnswGraph(path: string, vectors: Float32Array, dimension: number, earlier?: EarlierGraph): void {
  const size = vectors.length / dimension;
  if (!library) {
    writeFileSync(path, WITHOUT_GRAPH);
    writeFileSync(labelsPath(path), '');
    return;
  }
  const graph = new library.HierarchicalNSW('ip', dimension);
  const rows = (earlier && patched(graph, earlier, vectors, dimension)) ?? built(graph, vectors, dimension);
  if (rows.reduce((count, row) => (row === GONE ? count : count + 1), 0) !== size)
    throw new RangeError('graph does not hold every vector');
  graph.writeIndexSync(path);
  writeFileSync(labelsPath(path), new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
}

type Graph = InstanceType<typeof HnswLibrary.HierarchicalNSW>;

function built(graph: Graph, vectors: Float32Array, dimension: number): Uint32Array {
  const size = vectors.length / dimension;
  graph.initIndex({
    maxElements: Math.max(size, 1),
    m: GRAPH.m,
    efConstruction: GRAPH.efConstruction,
    randomSeed: GRAPH.seed,
  });
  for (let row = 0; row < size; row += 1) graph.addPoint(vectorAt(vectors, dimension, row), row);
  return Uint32Array.from({ length: size }, (_, row) => row);
}

/** Undefined where too much has changed, or the earlier graph was written without the addon. */
function patched(
  graph: Graph,
  { path, rowNow }: EarlierGraph,
  vectors: Float32Array,
  dimension: number,
): Uint32Array | undefined {
  if (isWithoutGraph(path)) return undefined;
  const size = vectors.length / dimension;
  const before = readLabels(path);
  const isPlaced = new Uint8Array(size);
  const rows = before.map((row) => {
    const now = row === GONE ? -1 : (rowNow[row] ?? -1);
    if (now >= 0) isPlaced[now] = 1;
    return now < 0 ? GONE : now;
  });
  const added = [...isPlaced.keys()].filter((row) => isPlaced[row] === 0);
  const dead = rows.reduce((count, row) => (row === GONE ? count + 1 : count), 0);
  if (added.length + dead > size * PATCHED_SHARE_MAX) return undefined;
  graph.readIndexSync(path);
  graph.resizeIndex(rows.length + added.length);
  rows.forEach((row, label) => {
    if (row === GONE && before[label] !== GONE) graph.markDelete(label);
  });
  added.forEach((row, index) => {
    graph.addPoint(vectorAt(vectors, dimension, row), rows.length + index);
  });
  return Uint32Array.from([...rows, ...added]);
}

function vectorAt(vectors: Float32Array, dimension: number, row: number): number[] {
  const vector = Array.from(vectors.subarray(row * dimension, (row + 1) * dimension));
  if (!vector.every(Number.isFinite)) throw new RangeError(`vector ${row} is not finite`);
  return vector;
}

const labelsPath = (path: string): string => `${path}.labels`;

function readLabels(path: string): Uint32Array {
  const bytes = new Uint8Array(readFileSync(labelsPath(path)));
  if (bytes.byteLength % 4 !== 0) throw new RangeError('labels of the graph are cut short');
  return new Uint32Array(bytes.buffer, 0, bytes.byteLength / 4);
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
  const rows = readLabels(path);
  const live = rows.reduce((count, row) => (row === GONE ? count : count + 1), 0);
  const { size } = exact;
  if (rows.length !== graph.getCurrentCount() || live !== size)
    throw new RangeError(`graph holds ${live} vectors, expected ${size}`);
  const rowOf = (label: number): number => rows[label] ?? GONE;
  return {
    size,
    search(vector, limit, accepts) {
      if (size === 0 || limit <= 0) return [];
      if (accepts && isSelective(size, accepts, meetingPoint)) return exact.search(vector, limit, accepts);
      const count = Math.min(limit, size);
      const found = graph.searchKnn(Array.from(vector), count, accepts && ((label) => accepts(rowOf(label))));
      const hits: ScoredUnit[] = found.neighbors.map((label, rank) => ({
        unit: rowOf(label),
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
