import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TRUST_FEATURES, type TrustFeatures, trustOf } from '../../src/answering/trust.js';

const features = fc.record(
  Object.fromEntries(TRUST_FEATURES.map((feature) => [feature, fc.double({ min: -4, max: 10, noNaN: true })])),
) as fc.Arbitrary<TrustFeatures>;

describe('the chance that a document answers', () => {
  it('lies between 0 and 1', () => {
    fc.assert(
      fc.property(features, (values) => {
        const chance = trustOf(values);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never grows because a noun of the question is missed', () => {
    fc.assert(
      fc.property(features, fc.double({ min: 0, max: 1, noNaN: true }), (values, more) => {
        const missed = { ...values, missedNoun: values.missedNoun + more };
        expect(trustOf(missed)).toBeLessThanOrEqual(trustOf(values));
      }),
    );
  });

  it('never falls because more of the question stands in one sentence', () => {
    fc.assert(
      fc.property(features, fc.double({ min: 0, max: 1, noNaN: true }), (values, more) => {
        const more1 = { ...values, inOneLine: values.inOneLine + more };
        expect(trustOf(more1)).toBeGreaterThanOrEqual(trustOf(values));
      }),
    );
  });
});
