import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestUnits } from '../../src/retrieval/best-units.js';

/** The same by sorting everything. */
const sorted = (scores: Float32Array, limit: number, accepts: (unit: number) => boolean = () => true) =>
  [...scores]
    .map((score, unit) => ({ unit, score }))
    .filter(({ unit, score }) => score > 0 && accepts(unit))
    .sort((a, b) => b.score - a.score || a.unit - b.unit)
    .slice(0, limit);

const someScores = (size: { readonly minLength?: number; readonly maxLength: number }) =>
  fc.array(fc.oneof(fc.constant(0), fc.constant(0.25), fc.float({ min: 0, max: 9, noNaN: true })), size);

describe('the best units', () => {
  it('are those that sorting everything puts first', () => {
    fc.assert(
      fc.property(someScores({ maxLength: 400 }), fc.nat(120), (values, limit) => {
        const scores = Float32Array.from(values);
        expect(bestUnits(scores, limit)).toEqual(sorted(scores, limit));
      }),
    );
  });

  it('are as many as a filter leaves', () => {
    fc.assert(
      fc.property(someScores({ maxLength: 400 }), fc.nat(120), fc.integer({ min: 1, max: 9 }), (values, limit, nth) => {
        const scores = Float32Array.from(values);
        const accepts = (unit: number) => unit % nth === 0;
        expect(bestUnits(scores, limit, accepts)).toEqual(sorted(scores, limit, accepts));
      }),
    );
  });

  it('of a large index are the same though only a sample is counted', () => {
    const scores = Float32Array.from({ length: 20_000 }, (_unused, unit) => ((unit * 7919) % 10_007) / 100);
    const odd = (unit: number) => unit % 50 === 1;
    for (const limit of [1, 100, 300, 20_000]) {
      expect(bestUnits(scores, limit)).toEqual(sorted(scores, limit));
      expect(bestUnits(scores, limit, odd)).toEqual(sorted(scores, limit, odd));
    }
  });
});
