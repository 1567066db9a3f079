/**
 * The files of a graph: hnswlib's own, and beside it its labels, which say for each point of the graph the row that its
 * vector has in this version. Rows that no label names are compared one by one by whoever opens the graph.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type HnswLibrary from 'hnswlib-node';

/**
 * The native addon, or undefined where it was never compiled (no C++ compiler at install). Answering then compares
 * with every vector, which is exact and fast enough for tens of thousands of passages.
 */
export const library = loadLibrary();

function loadLibrary(): typeof HnswLibrary | undefined {
  try {
    return createRequire(import.meta.url)('hnswlib-node');
  } catch {
    return undefined;
  }
}

export type Graph = InstanceType<typeof HnswLibrary.HierarchicalNSW>;

/** Labels of points whose row is gone: one is marked so in the graph's file, the other when the graph is opened. */
export const GONE = 0xffff_ffff;
export const LEFT = 0xffff_fffe;

/** Up to this share of all rows, comparing with those that a graph lacks costs a search little. */
export const LACKING_SHARE_MAX = 0.02;

export const isHeld = (row: number): boolean => row < LEFT;

export function readLabels(path: string): Uint32Array {
  const bytes = new Uint8Array(readFileSync(labelsPath(path)));
  if (bytes.byteLength % 4 !== 0) throw new RangeError('labels of the graph are cut short');
  return new Uint32Array(bytes.buffer, 0, bytes.byteLength / 4);
}

export function writeLabels(path: string, rows: Uint32Array): void {
  writeFileSync(labelsPath(path), new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
}

const labelsPath = (path: string): string => `${path}.labels`;

/** What the graph file holds when there was no addon to write one. */
const WITHOUT_GRAPH = 'exact';

export function writeWithoutGraph(path: string): void {
  writeFileSync(path, WITHOUT_GRAPH);
  writeLabels(path, new Uint32Array(0));
}

export function isWithoutGraph(path: string): boolean {
  return statSync(path).size === WITHOUT_GRAPH.length && readFileSync(path, 'utf8') === WITHOUT_GRAPH;
}

export function vectorAt(vectors: Float32Array, dimension: number, row: number): number[] {
  const vector = Array.from(vectors.subarray(row * dimension, (row + 1) * dimension));
  if (!vector.every(Number.isFinite)) throw new RangeError(`vector ${row} is not finite`);
  return vector;
}
