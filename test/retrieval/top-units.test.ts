import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTopUnits } from '../../src/retrieval/top-units.js';

describe('the best few', () => {
  it('are those of a full sort', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 })), fc.nat(12), (scores, limit) => {
        const top = createTopUnits(limit);
        scores.forEach((score, unit) => {
          if (score > top.least()) top.add(unit, score);
        });
        const sorted = scores
          .map((score, unit) => ({ unit, score }))
          .sort((a, b) => b.score - a.score || a.unit - b.unit);
        expect(top.take()).toEqual(sorted.slice(0, limit));
      }),
    );
  });
});
