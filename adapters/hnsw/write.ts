/**
 * Write the graph of a version: all its vectors → a file, by the least work that serves. Where few rows came or went, the
 * earlier graph's file is taken as it is and only its labels are written; where more did, its points are patched; else
 * it is built from nothing.
 */
import { copyFileSync, linkSync } from 'node:fs';
import {
  GONE,
  type Graph,
  isHeld,
  isWithoutGraph,
  LACKING_SHARE_MAX,
  LEFT,
  library,
  readLabels,
  vectorAt,
  writeLabels,
  writeWithoutGraph,
} from './graph-file.js';

const GRAPH = { m: 16, efConstruction: 200, seed: 20261124 } as const;

/** A graph that was written before, and where each of its rows stands now; -1 where it is gone. */
export interface EarlierGraph {
  readonly path: string;
  readonly rowNow: Int32Array;
}

/** From so many rows on that are new or gone, a graph built from nothing is better, and hardly slower. */
const PATCHED_SHARE_MAX = 0.2;

/**
 * Writes the graph to `path`, and beside it its labels. Vectors must be finite and of unit length. `taken` says that the
 * file is the earlier one's.
 */
export function writeHnswGraph(
  path: string,
  vectors: Float32Array,
  dimension: number,
  earlier?: EarlierGraph,
): 'written' | 'taken' {
  const size = vectors.length / dimension;
  if (!library) {
    writeWithoutGraph(path);
    return 'written';
  }
  const before = earlier && !isWithoutGraph(earlier.path) ? moved(earlier, size) : undefined;
  const isPatched = before !== undefined && before.lacking.length + before.dead <= size * PATCHED_SHARE_MAX;
  if (isPatched && before.lacking.length <= size * LACKING_SHARE_MAX) {
    // Checked as those are that a graph takes in.
    for (const row of before.lacking) vectorAt(vectors, dimension, row);
    writeLabels(path, before.rows);
    linkOrCopy(before.path, path);
    return 'taken';
  }
  const graph = new library.HierarchicalNSW('ip', dimension);
  const rows = isPatched ? patched(graph, before, vectors, dimension) : built(graph, vectors, dimension);
  graph.writeIndexSync(path);
  writeLabels(path, rows);
  return 'written';
}

interface Moved {
  readonly path: string;
  /** Of each label. */
  readonly rows: Uint32Array;
  /** Rows that have no label. */
  readonly lacking: readonly number[];
  /** Labels without a row. */
  readonly dead: number;
}

function moved({ path, rowNow }: EarlierGraph, size: number): Moved {
  const isPlaced = new Uint8Array(size);
  const rows = readLabels(path);
  for (let label = 0; label < rows.length; label += 1) {
    const row = rows[label] as number;
    if (!isHeld(row)) continue;
    const now = rowNow[row] ?? -1;
    if (isPlaced[now] === 1) throw new RangeError(`row ${now} has two points in the graph`);
    rows[label] = now < 0 ? LEFT : now;
    if (now >= 0) isPlaced[now] = 1;
  }
  const lacking: number[] = [];
  for (let row = isPlaced.indexOf(0); row >= 0; row = isPlaced.indexOf(0, row + 1)) lacking.push(row);
  return { path, rows, lacking, dead: rows.length + lacking.length - size };
}

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

/** Its own points keep their labels, whatever row they have. */
function patched(graph: Graph, { path, rows, lacking }: Moved, vectors: Float32Array, dimension: number): Uint32Array {
  graph.readIndexSync(path);
  graph.resizeIndex(rows.length + lacking.length);
  rows.forEach((row, label) => {
    if (row === LEFT) graph.markDelete(label);
  });
  lacking.forEach((row, index) => {
    graph.addPoint(vectorAt(vectors, dimension, row), rows.length + index);
  });
  return Uint32Array.from([...rows.map((row) => (row === LEFT ? GONE : row)), ...lacking]);
}

/** One file under two names: files of a version are never written again. Copied where a disk knows no such names. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
