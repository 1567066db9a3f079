/**
 * An earlier word index, opened to be taken over: its terms in order, and the postings of each as the units that stay are
 * numbered now. In: the saved form, proved whole before, and what it was laid out from.
 */
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

export type UnitArray = Uint16Array | Uint32Array;

/** The arrays of the new index that postings are copied into. */
export interface Target {
  readonly units: UnitArray;
  readonly impacts: Uint8Array;
  readonly scales: Float32Array;
}

export type EarlierPostings = ReturnType<typeof openPostings>;

/** The sorted terms and the postings of a saved index. */
export function openPostings({ index, counts }: EarlierWords) {
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
  const impacts = new Uint8Array(buffer, byteOffset + layout.impacts, postingCount);
  const scales = new Float32Array(buffer, byteOffset + layout.scales, termCount);
  const termAt = (id: number): string =>
    String.fromCharCode(...letters.subarray(letterStarts[id], letterStarts[id + 1]));
  return {
    lengthOf: (id: number): number => (letterStarts[id + 1] ?? 0) - (letterStarts[id] ?? 0),
    holdingOf: (id: number): number => (offsets[id + 1] as number) - (offsets[id] as number),
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
    /** Terms that follow each other, with all their postings; `unitNow` only where units have other numbers now. */
    copyTerms(
      id: number,
      count: number,
      unitNow: Int32Array | undefined,
      target: Target,
      place: number,
      levelOf: Uint16Array,
      to: number,
    ): void {
      const [start, end] = [offsets[id] as number, offsets[id + count] as number];
      target.scales.set(scales.subarray(id, id + count), place);
      target.impacts.set(impacts.subarray(start, end), to);
      levelOf.set(counts.levelOf.subarray(start, end), to);
      if (unitNow === undefined) target.units.set(units.subarray(start, end), to);
      else
        for (let from = start; from < end; from += 1)
          target.units[to + from - start] = unitNow[units[from] as number] as number;
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
