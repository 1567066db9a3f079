import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breachesOf, measure, parseThresholds, wilson } from '../../src/evaluation/measure.js';

describe('the interval', () => {
  it('is the one of the textbook', () => {
    const { low, high } = wilson(9, 10);
    expect(low).toBeCloseTo(0.596, 3);
    expect(high).toBeCloseTo(0.982, 3);
  });

  it('leaves room where no failure was seen in few cases', () => {
    expect(wilson(30, 30)).toMatchObject({ high: 1 });
    expect(wilson(30, 30).low).toBeLessThan(0.9);
  });

  it('holds the share it was made from, and narrows with more cases', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), (of, some) => {
        const hits = Math.min(some, of);
        const { low, high } = wilson(hits, of);
        const wider = wilson(hits, of);
        const narrower = wilson(hits * 10, of * 10);
        expect(low).toBeLessThanOrEqual(hits / of);
        expect(high).toBeGreaterThanOrEqual(hits / of);
        expect(narrower.high - narrower.low).toBeLessThan(wider.high - wider.low);
      }),
    );
  });
});

describe('thresholds', () => {
  const measures = [
    measure('right', 'right', 93, 100),
    measure('wrong-region', 'wrong region', 1, 50, { better: 'lower' }),
    measure('dated', 'dated', 0, 0),
  ];

  it('are the least where higher is better and the most where lower is better', () => {
    expect(breachesOf(measures, parseThresholds('right=0.93,wrong-region=0.02') ?? [])).toEqual([]);
    expect(breachesOf(measures, parseThresholds('right=0.94,wrong-region=0') ?? []).map(({ name }) => name)).toEqual([
      'right',
      'wrong-region',
    ]);
  });

  it('are not kept by a measure that had nothing to measure', () => {
    expect(breachesOf(measures, [{ name: 'dated', limit: 0 }])).toHaveLength(1);
  });

  it('are refused where they are not written as name and number', () => {
    expect(parseThresholds('right')).toBeUndefined();
    expect(parseThresholds('right=high')).toBeUndefined();
  });
});
