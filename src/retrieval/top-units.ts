/**
 * The best few of many: units and scores come in, the highest `limit` stay. Units must come in rising order, so that
 * of equal scores the lower unit stays and runs repeat exactly.
 */
import type { ScoredUnit } from '../core/ports.js';

export interface TopUnits {
  /** What a score must exceed to be kept. */
  least(): number;
  add(unit: number, score: number): void;
  /** Best first; equal scores in the order of units. Ends the collection. */
  take(): ScoredUnit[];
}

export function createTopUnits(limit: number): TopUnits {
  const size = Math.max(0, Math.floor(limit));
  // A binary heap in flat arrays whose root is the weakest entry: the lowest score, and of equals the highest unit.
  const scores: number[] = [];
  const units: number[] = [];
  let count = 0;

  const isWeaker = (score: number, unit: number, at: number): boolean => {
    const other = scores[at] as number;
    return score < other || (score === other && unit > (units[at] as number));
  };
  const put = (at: number, score: number, unit: number): void => {
    scores[at] = score;
    units[at] = unit;
  };

  function rise(score: number, unit: number): void {
    let at = count;
    count += 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isWeaker(score, unit, above)) break;
      put(at, scores[above] as number, units[above] as number);
      at = above;
    }
    put(at, score, unit);
  }

  function sink(score: number, unit: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      const right = child + 1;
      if (right < count && isWeaker(scores[right] as number, units[right] as number, child)) child = right;
      if (isWeaker(score, unit, child)) break;
      put(at, scores[child] as number, units[child] as number);
      at = child;
    }
    put(at, score, unit);
  }

  return {
    least: () =>
      size === 0 ? Number.POSITIVE_INFINITY : count < size ? Number.NEGATIVE_INFINITY : (scores[0] as number),
    add(unit, score) {
      if (count < size) rise(score, unit);
      else sink(score, unit);
    },
    take: () =>
      units
        .map((unit, at) => ({ unit, score: scores[at] as number }))
        .sort((a, b) => b.score - a.score || a.unit - b.unit),
  };
}
