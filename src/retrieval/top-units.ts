/**
 * The best few of many: units and scores come in, the highest `limit` stay. Units must come in rising order, so that
 * of equal scores the lower unit stays and runs repeat exactly.
 */
import type { ScoredUnit } from '../core/ports.js';

export interface TopUnits {
  /** What a score must exceed to be kept. */
  least(): number;
  add(unit: number, score: number): void;
  /** Best first; equal scores in the order of units. */
  take(): ScoredUnit[];
}

export function createTopUnits(limit: number): TopUnits {
  const size = Math.max(0, Math.floor(limit));
  // A binary heap whose root is the weakest entry: the lowest score, and of equals the highest unit.
  const heap: ScoredUnit[] = [];
  const isWeaker = (a: ScoredUnit, b: ScoredUnit): boolean =>
    a.score < b.score || (a.score === b.score && a.unit > b.unit);

  function rise(entry: ScoredUnit): void {
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !isWeaker(entry, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
  }

  function sink(entry: ScoredUnit): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      let child = heap[below];
      if (child === undefined) break;
      const other = heap[below + 1];
      if (other !== undefined && isWeaker(other, child)) {
        below += 1;
        child = other;
      }
      if (!isWeaker(child, entry)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = entry;
  }

  return {
    least: () =>
      size === 0 ? Number.POSITIVE_INFINITY : heap.length < size ? Number.NEGATIVE_INFINITY : (heap[0]?.score ?? 0),
    add(unit, score) {
      if (heap.length < size) rise({ unit, score });
      else sink({ unit, score });
    },
    take: () => heap.sort((a, b) => b.score - a.score || a.unit - b.unit),
  };
}
