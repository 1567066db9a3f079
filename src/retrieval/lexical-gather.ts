/**
 * Gather: units of weighted fields → their terms in order and how often each unit holds which, as flat arrays. A unit
 * that an earlier index has counted already is taken over from there by its row, so that its text is not cut again.
 *
 * The same units give the same arrays, whichever of them were taken over.
 */
import type { WeightedField } from '../core/ports.js';
import { indexTermsOf } from '../korean/tokens.js';
import { HEADER_WORDS, hashOf, layoutOf } from './lexical-layout.js';

/** A unit's fields, or the row it has in the earlier index. */
export type Unit = readonly WeightedField[] | number;

/** An earlier index with what it was laid out from. */
export interface EarlierWords {
  /** The saved form. */
  readonly index: Uint8Array;
  readonly counts: Counted;
}

/** Postings in the order of units; the terms of a unit stand in no order. */
export interface Counted {
  /** First posting of each unit, and the end. */
  readonly starts: Uint32Array;
  readonly lengths: Float64Array;
  /** Numbers of terms in their sorted order. */
  readonly termIds: Uint32Array;
  readonly frequencies: Float32Array;
}

export interface Gathered extends Counted {
  /** How many units hold each term. */
  readonly holders: Uint32Array;
  readonly letterCount: number;
  /** Writes a term's letters; gives their end. */
  write(id: number, letters: Uint16Array, at: number): number;
}

export function gather(units: Iterable<Unit>, earlier?: EarlierWords): Gathered {
  const known = earlier && openTerms(earlier.index);
  const before = known?.count ?? 0;
  const fresh = new Map<string, number>();
  const freshTerms: string[] = [];
  const knownHolders = new Uint32Array(before);
  const freshHolders: number[] = [];
  const starts: number[] = [0];
  const lengths: number[] = [];
  let termIds = new Uint32Array(Math.max(1024, (earlier?.counts.termIds.length ?? 0) * 1.1));
  let frequencies = new Float32Array(termIds.length);
  let count = 0;
  const reserve = (more: number): void => {
    if (count + more <= termIds.length) return;
    const size = Math.max(count + more, termIds.length * 2);
    const [ids, weights] = [termIds, frequencies];
    termIds = new Uint32Array(size);
    termIds.set(ids);
    frequencies = new Float32Array(size);
    frequencies.set(weights);
  };
  const idOf = (term: string): number => {
    const met = fresh.get(term) ?? known?.idOf(term);
    if (met !== undefined) return met;
    const id = before + freshTerms.length;
    fresh.set(term, id);
    freshTerms.push(term);
    freshHolders.push(0);
    return id;
  };

  for (const unit of units) {
    if (typeof unit === 'number') takeOver(unit);
    else countAnew(unit);
    starts.push(count);
  }
  return inOrder();

  function takeOver(row: number): void {
    const counts = earlier?.counts;
    const [start, end] = [counts?.starts[row], counts?.starts[row + 1]];
    if (!counts || start === undefined || end === undefined) throw new RangeError(`no earlier unit ${row}`);
    reserve(end - start);
    termIds.set(counts.termIds.subarray(start, end), count);
    frequencies.set(counts.frequencies.subarray(start, end), count);
    for (let at = start; at < end; at += 1) {
      const id = counts.termIds[at] as number;
      knownHolders[id] = (knownHolders[id] as number) + 1;
    }
    count += end - start;
    lengths.push(counts.lengths[row] ?? 0);
  }

  function countAnew(fields: readonly WeightedField[]): void {
    const own = new Map<number, number>();
    let length = 0;
    for (const { text, weight } of fields) {
      if (weight === 0) continue;
      for (const term of indexTermsOf(text)) {
        const id = idOf(term);
        own.set(id, (own.get(id) ?? 0) + weight);
        length += weight;
      }
    }
    reserve(own.size);
    for (const [id, frequency] of own) {
      termIds[count] = id;
      frequencies[count] = frequency;
      if (id < before) knownHolders[id] = (knownHolders[id] as number) + 1;
      else freshHolders[id - before] = (freshHolders[id - before] ?? 0) + 1;
      count += 1;
    }
    lengths.push(length);
  }

  /** Terms that no unit holds any more fall away; new ones go where they belong among the sorted. */
  function inOrder(): Gathered {
    const order = freshTerms.map((_term, index) => index).sort((x, y) => compare(freshTerms[x], freshTerms[y]));
    const placeOf = new Uint32Array(before + freshTerms.length);
    const metOf = new Uint32Array(before + freshTerms.length);
    let places = 0;
    const place = (met: number): void => {
      placeOf[met] = places;
      metOf[places] = met;
      places += 1;
    };
    let next = 0;
    for (const index of order) {
      const until = known?.lowerBound(freshTerms[index] ?? '') ?? 0;
      for (; next < until; next += 1) if (knownHolders[next] !== 0) place(next);
      place(before + index);
    }
    for (; next < before; next += 1) if (knownHolders[next] !== 0) place(next);

    const holders = new Uint32Array(places);
    let letterCount = 0;
    for (let id = 0; id < places; id += 1) {
      const met = metOf[id] as number;
      holders[id] = met < before ? (knownHolders[met] as number) : (freshHolders[met - before] ?? 0);
      letterCount += met < before ? (known?.lengthOf(met) ?? 0) : (freshTerms[met - before]?.length ?? 0);
    }
    for (let at = 0; at < count; at += 1) termIds[at] = placeOf[termIds[at] as number] as number;
    return {
      starts: Uint32Array.from(starts),
      lengths: Float64Array.from(lengths),
      termIds: termIds.subarray(0, count),
      frequencies: frequencies.subarray(0, count),
      holders,
      letterCount,
      write(id, letters, at) {
        const met = metOf[id] as number;
        if (known && met < before) return known.copy(met, letters, at);
        const term = freshTerms[met - before] ?? '';
        for (let letter = 0; letter < term.length; letter += 1) letters[at + letter] = term.charCodeAt(letter);
        return at + term.length;
      },
    };
  }
}

/** The sorted terms of a saved index. It was proved whole before. */
function openTerms(bytes: Uint8Array) {
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const [, unitCount = 0, count = 0, postingCount = 0, slotCount = 0, letterCount = 0] = new Uint32Array(
    buffer,
    byteOffset,
    HEADER_WORDS,
  );
  const layout = layoutOf({ unitCount, termCount: count, postingCount, slotCount, letterCount });
  const letterStarts = new Uint32Array(buffer, byteOffset + layout.letterStarts, count + 1);
  const slots = new Uint32Array(buffer, byteOffset + layout.slots, slotCount);
  const letters = new Uint16Array(buffer, byteOffset + layout.letters, letterCount);
  const termAt = (id: number): string =>
    String.fromCharCode(...letters.subarray(letterStarts[id], letterStarts[id + 1]));
  return {
    count,
    /** Gives the end of what was copied. */
    copy(id: number, into: Uint16Array, to: number): number {
      const [start, end] = [letterStarts[id] as number, letterStarts[id + 1] as number];
      for (let at = start; at < end; at += 1) into[to + at - start] = letters[at] as number;
      return to + end - start;
    },
    lengthOf: (id: number): number => (letterStarts[id + 1] ?? 0) - (letterStarts[id] ?? 0),
    idOf(term: string): number | undefined {
      if (slotCount === 0) return undefined;
      for (let slot = hashOf(term) & (slotCount - 1); ; slot = (slot + 1) & (slotCount - 1)) {
        const entry = slots[slot] ?? 0;
        if (entry === 0) return undefined;
        if (termAt(entry - 1) === term) return entry - 1;
      }
    },
    /** The first term that does not stand before this one. */
    lowerBound(term: string): number {
      let [low, high] = [0, count];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (termAt(middle) < term) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
