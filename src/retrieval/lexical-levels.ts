/**
 * Levels: the different frequencies that occur in a word index. There are few of them among millions of postings, so that
 * each posting names its own in two bytes.
 */

export interface Levels {
  /** Exact, as a frequency is kept. */
  readonly values: readonly number[];
  /** Where a frequency stands among the values. */
  place(frequency: number): number;
}

const LEVELS_MAX = 0x1_0000;

export function createLevels(known: Iterable<number> = []): Levels {
  const values = [...known];
  const places = new Map(values.map((value, place) => [value, place]));
  return {
    values,
    place(frequency) {
      const met = places.get(frequency);
      if (met !== undefined) return met;
      // So many different ones take texts of thousands of millions of words.
      if (values.length === LEVELS_MAX) throw new RangeError('too many different frequencies for a word index');
      places.set(frequency, values.length);
      return values.push(frequency) - 1;
    },
  };
}
