/**
 * Merge: an earlier word index and the postings of what was read anew → the terms of the new index in order, and the
 * postings of each. Terms and postings are read and written one after the other, in the order in which they lie: millions
 * of them would otherwise be looked up all over memory.
 *
 * The same units give the same index, whichever of them were taken over.
 */
import type { Gathered, Postings } from './lexical-gather.js';
import { HEADER_WORDS, layoutOf } from './lexical-layout.js';

/** What a word index is laid out from and does not hold itself; by it a later index takes over units that stay. */
export interface Counted {
  /** Of each unit. */
  readonly lengths: Float64Array;
  /** Frequencies that occur; there are few, so that a posting names its own in two bytes. */
  readonly levels: Float32Array;
  /** Of each posting, in the order of the index. */
  readonly levelOf: Uint16Array;
}

/** An earlier index in its saved form, proved whole before, with what it was laid out from. */
export interface EarlierWords {
  readonly index: Uint8Array;
  readonly counts: Counted;
}

type UnitArray = Uint16Array | Uint32Array;

export interface Merged {
  /** How many units hold each term. */
  readonly holders: Uint32Array;
  readonly letterCount: number;
  readonly levels: Levels;
  /** Of each posting, written with the postings. */
  readonly levelOf: Uint16Array;
  /** Writes a term's letters; gives their end. */
  writeTerm(place: number, letters: Uint16Array, at: number): number;
  /** Writes a term's postings in the order of units, from `at` on. */
  writePostings(place: number, units: UnitArray, at: number): void;
}

const NONE = -1;

export function merge({ unitNow, fresh }: Gathered, earlier?: EarlierWords): Merged {
  const known = earlier && openPostings(earlier);
  const kept = known ? known.holdersOf(unitNow) : new Uint32Array(0);
  const { knownOf, freshOf, count } = inOrder(known, kept, fresh);

  const holders = new Uint32Array(count);
  let letterCount = 0;
  for (let place = 0; place < count; place += 1) {
    const [old, own] = [knownOf[place] as number, freshOf[place] as number];
    holders[place] = (kept[old] ?? 0) + ((fresh.starts[own + 1] ?? 0) - (fresh.starts[own] ?? 0));
    letterCount += own === NONE ? (known?.lengthOf(old) ?? 0) : (fresh.terms[own]?.length ?? 0);
  }
  const levels = createLevels(earlier?.counts.levels);
  const levelOf = new Uint16Array(holders.reduce((sum, holding) => sum + holding, 0));
  return {
    holders,
    letterCount,
    levels,
    levelOf,
    writeTerm(place, letters, at) {
      const own = freshOf[place] as number;
      if (own === NONE) return known ? known.copyTerm(knownOf[place] as number, letters, at) : at;
      const term = fresh.terms[own] ?? '';
      for (let letter = 0; letter < term.length; letter += 1) letters[at + letter] = term.charCodeAt(letter);
      return at + term.length;
    },
    writePostings(place, units, at) {
      const [old, own] = [knownOf[place] as number, freshOf[place] as number];
      const end = old === NONE || !known ? at : known.copyPostings(old, unitNow, units, levelOf, at);
      if (own !== NONE) addFresh(fresh, own, levels, units, levelOf, at, end);
    },
  };
}

export interface Levels {
  /** Exact, as a frequency is kept. */
  readonly values: readonly number[];
  /** Where a frequency stands among the values. */
  place(frequency: number): number;
}

const LEVELS_MAX = 0x1_0000;

function createLevels(known: Float32Array = new Float32Array(0)): Levels {
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

/** Sorted terms with the place of each among the known and among the fresh. A known one that nobody holds is left out. */
function inOrder(known: ReturnType<typeof openPostings> | undefined, kept: Uint32Array, fresh: Postings) {
  const most = kept.length + fresh.terms.length;
  const knownOf = new Int32Array(most);
  const freshOf = new Int32Array(most);
  let count = 0;
  const put = (old: number, own: number): void => {
    knownOf[count] = old;
    freshOf[count] = own;
    count += 1;
  };
  let next = 0;
  const putKnownBefore = (end: number): void => {
    for (; next < end; next += 1) if (kept[next] !== 0) put(next, NONE);
  };
  fresh.terms.forEach((term, own) => {
    const { at, isThere } = known?.placeOf(term) ?? { at: 0, isThere: false };
    putKnownBefore(at);
    put(isThere ? at : NONE, own);
    if (isThere) next = at + 1;
  });
  putKnownBefore(kept.length);
  return { knownOf, freshOf, count };
}

/** Merges a term's fresh postings from the back into those that lie from `at` to `end`. */
function addFresh(
  fresh: Postings,
  own: number,
  levels: Levels,
  units: UnitArray,
  levelOf: Uint16Array,
  at: number,
  end: number,
): void {
  const first = fresh.starts[own] as number;
  let from = (fresh.starts[own + 1] as number) - 1;
  let old = end - 1;
  let to = end + from - first;
  for (; from >= first; to -= 1) {
    const unit = fresh.units[from] as number;
    if (old >= at && (units[old] as number) > unit) {
      units[to] = units[old] as number;
      levelOf[to] = levelOf[old] as number;
      old -= 1;
    } else {
      units[to] = unit;
      levelOf[to] = levels.place(fresh.frequencies[from] as number);
      from -= 1;
    }
  }
}

/** The sorted terms and the postings of a saved index. */
function openPostings({ index, counts }: EarlierWords) {
  const { buffer, byteOffset } = index.byteOffset % 4 === 0 ? index : new Uint8Array(index);
  const [, unitCount = 0, termCount = 0, postingCount = 0, slotCount = 0, letterCount = 0] = new Uint32Array(
    buffer,
    byteOffset,
    HEADER_WORDS,
  );
  const layout = layoutOf({ unitCount, termCount, postingCount, slotCount, letterCount });
  const offsets = new Uint32Array(buffer, byteOffset + layout.offsets, termCount + 1);
  const letterStarts = new Uint32Array(buffer, byteOffset + layout.letterStarts, termCount + 1);
  const letters = new Uint16Array(buffer, byteOffset + layout.letters, letterCount);
  const unitsAt = byteOffset + layout.units;
  const units: UnitArray = layout.isNarrow
    ? new Uint16Array(buffer, unitsAt, postingCount)
    : new Uint32Array(buffer, unitsAt, postingCount);
  const termAt = (id: number): string =>
    String.fromCharCode(...letters.subarray(letterStarts[id], letterStarts[id + 1]));
  return {
    lengthOf: (id: number): number => (letterStarts[id + 1] ?? 0) - (letterStarts[id] ?? 0),
    /** How many units that stay hold each term. */
    holdersOf(unitNow: Int32Array): Uint32Array {
      const holders = new Uint32Array(termCount);
      for (let id = 0; id < termCount; id += 1) {
        const end = offsets[id + 1] as number;
        let count = 0;
        for (let at = offsets[id] as number; at < end; at += 1)
          if ((unitNow[units[at] as number] as number) >= 0) count += 1;
        holders[id] = count;
      }
      return holders;
    },
    /** Where a term stands, or would. */
    placeOf(term: string): { readonly at: number; readonly isThere: boolean } {
      let [low, high] = [0, termCount];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (termAt(middle) < term) low = middle + 1;
        else high = middle;
      }
      return { at: low, isThere: low < termCount && termAt(low) === term };
    },
    copyTerm(id: number, into: Uint16Array, to: number): number {
      const [start, end] = [letterStarts[id] as number, letterStarts[id + 1] as number];
      for (let at = start; at < end; at += 1) into[to + at - start] = letters[at] as number;
      return to + end - start;
    },
    /** Gives the end of what was written. */
    copyPostings(id: number, unitNow: Int32Array, into: UnitArray, levelOf: Uint16Array, start: number): number {
      const end = offsets[id + 1] as number;
      let to = start;
      let last = -1;
      let isInOrder = true;
      for (let at = offsets[id] as number; at < end; at += 1) {
        const unit = unitNow[units[at] as number] as number;
        if (unit < 0) continue;
        into[to] = unit;
        levelOf[to] = counts.levelOf[at] as number;
        if (unit < last) isInOrder = false;
        last = unit;
        to += 1;
      }
      if (!isInOrder) sortByUnit(into.subarray(start, to), levelOf.subarray(start, to));
      return to;
    },
  };
}

/** Where documents changed places, as files do that are renamed. */
function sortByUnit(units: UnitArray, levelOf: Uint16Array): void {
  const { length } = units;
  // A unit and its place in one number: exact, for there are never as many as 2^26 of either.
  const packed = Float64Array.from(units, (unit, place) => unit * length + place).sort();
  const before = levelOf.slice();
  packed.forEach((one, place) => {
    units[place] = Math.floor(one / length);
    levelOf[place] = before[one % length] as number;
  });
}
