/**
 * Nearest neighbours by comparing with every vector: exact, and faster than a graph when few units are eligible.
 * Stands in where the native hnswlib addon cannot be loaded.
 */
import type { VectorIndex } from '../core/ports.js';
import { createTopUnits } from './top-units.js';

/** Row-major vectors of unit length. */
export function createExactVectorIndex(vectors: Float32Array, dimension: number): VectorIndex {
  const size = dimension === 0 ? 0 : vectors.length / dimension;
  return {
    size,
    search(query, limit, accepts) {
      const top = createTopUnits(limit);
      for (let unit = 0; unit < size; unit += 1) {
        if (accepts && !accepts(unit)) continue;
        let score = 0;
        for (let slot = 0, at = unit * dimension; slot < dimension; slot += 1, at += 1) {
          score += (vectors[at] ?? 0) * (query[slot] ?? 0);
        }
        if (score > top.least()) top.add(unit, score);
      }
      return top.take();
    },
  };
}
