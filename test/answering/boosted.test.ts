import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Boosted, chanceOf, readBoosted } from '../../src/answering/boosted.js';
import { boost } from '../../tools/declining/boost.js';

const STUMP: Boosted = { names: ['words', 'held'], trees: [[[1, 0.5, 1, 2], [-2], [3]]] };
const folder = mkdtempSync(join(tmpdir(), 'bokji-boosted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a table of trees', () => {
  it('goes left where a value is not above the split, and adds up what the leaves say', () => {
    expect(chanceOf(STUMP, [9, 0.5])).toBeCloseTo(1 / (1 + Math.exp(2)));
    expect(chanceOf(STUMP, [9, 0.6])).toBeCloseTo(1 / (1 + Math.exp(-3)));
  });

  it('gives a chance whatever the numbers are', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true })), (values) => {
        const chance = chanceOf(STUMP, values);
        expect(chance > 0 && chance < 1).toBe(true);
      }),
    );
  });

  it('is refused where it was made for other signs', () => {
    const path = join(folder, 'table.json');
    writeFileSync(path, JSON.stringify(STUMP));
    expect(readBoosted(path, ['words', 'held'])).toEqual(STUMP);
    expect(() => readBoosted(path, ['held', 'words'])).toThrow('표를 다시 만드세요');
  });
});

describe('boosting', () => {
  // Yes where one number is high and the other low: no sum of weights can say that.
  const rows = Array.from({ length: 400 }, (_, at) => {
    const values = [(at % 20) / 20, Math.floor(at / 20) / 20];
    return { values, yes: (values[0] ?? 0) > 0.5 !== (values[1] ?? 0) > 0.5, weight: 1 };
  });
  const growth = { trees: 60, depth: 3, rate: 0.2 };

  it('learns what only two signs together tell', () => {
    const table = boost(rows, ['one', 'other'], growth);
    const right = rows.filter(({ values, yes }) => chanceOf(table, values) > 0.5 === yes).length;
    expect(right / rows.length).toBeGreaterThan(0.95);
  });

  it('gives the same table each time', () => {
    expect(boost(rows, ['one', 'other'], growth)).toEqual(boost(rows, ['one', 'other'], growth));
  });
});
