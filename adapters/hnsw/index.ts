/**
 * The embedded dense index: hnswlib-node behind the `VectorIndex` port.
 *
 * In: row-major unit vectors (from the saved version). Out: nearest neighbours by cosine. The graph is read from the
 * version's own file; `ef` is set after every load because the library does not save it. Rows that the graph does not
 * hold yet are compared one by one. A selective filter is answered exactly: with few eligible units the graph walks long
 * (`bench/filters.ts`).
 */
import type { ScoredUnit, UnitFilter, VectorIndex } from '../../src/core/ports.js';
import { createExactVectorIndex } from '../../src/retrieval/exact-vector-index.js';
import { type Graph, isHeld, isWithoutGraph, LACKING_SHARE_MAX, LEFT, library, readLabels } from './graph-file.js';

export { type EarlierGraph, writeHnswGraph } from './write.js';

const SEARCHED_POINTS = 100;
/**
 * Comparing with every eligible vector costs by their number, the graph by one over their share: they meet where the
 * share's square times the size is this. Measured at 20,000 vectors, 13 % (bench/README.md).
 */
const MEETING_POINT = 345;

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
  graph.setEf(SEARCHED_POINTS);
  const { size } = exact;
  const rows = readLabels(path);
  if (rows.length !== graph.getCurrentCount())
    throw new RangeError(`graph holds ${graph.getCurrentCount()} points, and labels ${rows.length}`);
  rows.forEach((row, label) => {
    if (row === LEFT) graph.markDelete(label);
  });
  const lacking = rowsWithout(rows, size);
  if (lacking.length > size * LACKING_SHARE_MAX)
    throw new RangeError(`graph lacks ${lacking.length} of ${size} vectors`);
  const held = size - lacking.length;
  const late = createExactVectorIndex(gathered(vectors, dimension, lacking), dimension);
  const lateRow = (unit: number): number => lacking[unit] ?? size;

  return {
    size,
    search(vector, limit, accepts) {
      if (size === 0 || limit <= 0) return [];
      if (accepts && isSelective(size, accepts, meetingPoint)) return exact.search(vector, limit, accepts);
      const hits = held === 0 ? [] : searchGraph(graph, rows, vector, Math.min(limit, held), accepts);
      if (lacking.length > 0)
        for (const { unit, score } of late.search(vector, limit, accepts && ((own) => accepts(lateRow(own)))))
          hits.push({ unit: lateRow(unit), score });
      return hits.sort((a, b) => b.score - a.score || a.unit - b.unit).slice(0, limit);
    },
  };
}

function searchGraph(
  graph: Graph,
  rows: Uint32Array,
  vector: Float32Array,
  count: number,
  accepts: UnitFilter | undefined,
): ScoredUnit[] {
  const rowOf = (label: number): number => rows[label] ?? LEFT;
  const found = graph.searchKnn(Array.from(vector), count, accepts && ((label) => accepts(rowOf(label))));
  return found.neighbors.map((label, rank) => ({ unit: rowOf(label), score: 1 - (found.distances[rank] ?? 1) }));
}

/** Throws where a label names a row that is not there, or one that has another label. */
function rowsWithout(rows: Uint32Array, size: number): readonly number[] {
  const isPlaced = new Uint8Array(size);
  for (const row of rows) {
    if (!isHeld(row)) continue;
    if (isPlaced[row] !== 0) throw new RangeError(`graph names row ${row}, which is not there or has another point`);
    isPlaced[row] = 1;
  }
  return [...isPlaced.keys()].filter((row) => isPlaced[row] === 0);
}

function gathered(vectors: Float32Array, dimension: number, rows: readonly number[]): Float32Array {
  const own = new Float32Array(rows.length * dimension);
  rows.forEach((row, at) => {
    own.set(vectors.subarray(row * dimension, (row + 1) * dimension), at * dimension);
  });
  return own;
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
