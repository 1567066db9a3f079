/** Groups of letters and the tables learnt over them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows, writeRows } from '../../src/korean/letter-rows.js';
import { groupsOf } from '../../src/korean/letters.js';

const SLOTS = 64;
const lengthOf = (weights: Float64Array): number => Math.sqrt(weights.reduce((sum, weight) => sum + weight ** 2, 0));

describe('groups of letters', () => {
  it('have one length, however long the text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2 }), (text) => {
        expect(lengthOf(groupsOf(text, SLOTS).weights)).toBeCloseTo(4);
      }),
    );
  });

  it('are none where there are not two letters', () => {
    expect(groupsOf('가', SLOTS).slots).toHaveLength(0);
  });

  it('weigh the same however often they stand', () => {
    const { weights } = groupsOf('가나가나다', 1 << 15);
    expect(new Set(weights).size).toBe(1);
  });
});

describe('a table of letter rows', () => {
  it('sums what was written, as near as a byte can say it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: SLOTS, maxLength: SLOTS }),
        (row) => {
          const letters = groupsOf('서류는 무엇을 가져가나요', SLOTS);
          const values = Float64Array.from(row);
          const [sum = 0] = readRows(writeRows([{ values, bias: 0.5 }], SLOTS), 1, SLOTS)(letters);
          const exact = letters.slots.reduce(
            (all, slot, at) => all + (values[slot] ?? 0) * (letters.weights[at] ?? 0),
            0.5,
          );
          expect(sum).toBeCloseTo(exact, 0);
        },
      ),
    );
  });

  it('is refused where its length is wrong', () => {
    expect(() => readRows(new Uint8Array(10), 1, SLOTS)).toThrow('letter rows');
  });
});
