/**
 * Gather: units of weighted fields → how long each unit is, and the postings of those whose text was read, by term. A
 * unit that an earlier index has counted already is given by its row there, so that its text is not cut again; its
 * postings are taken over later, term by term (`lexical-merge.ts`).
 *
 * Declines with `RangeError` on a row that the earlier index does not have, or one that is given twice.
 */
import type { WeightedField } from '../core/ports.js';
import { indexTermsOf } from '../korean/tokens.js';
import { createLevels, type Levels } from './lexical-levels.js';

/** A unit's fields, or the row it has in the earlier index. */
export type Unit = readonly WeightedField[] | number;

export interface Gathered {
  readonly lengths: Float64Array;
  /** For each row of the earlier index the unit that it is now, or -1 where it is gone. */
  readonly unitNow: Int32Array;
  readonly fresh: Postings;
}

/** Postings by term, and within a term in the order of units. */
export interface Postings {
  /** Sorted. */
  readonly terms: readonly string[];
  /** First posting of each term, and the end. */
  readonly starts: Uint32Array;
  readonly units: Uint32Array;
  readonly levels: Levels;
  readonly levelOf: Uint16Array;
}

/** `earlierLengths` has an entry for each unit of the earlier index. */
export function gather(units: Iterable<Unit>, earlierLengths: Float64Array): Gathered {
  const unitNow = new Int32Array(earlierLengths.length).fill(-1);
  const lengths: number[] = [];
  const counter = createCounter();
  for (const unit of units) {
    const place = lengths.length;
    if (typeof unit !== 'number') {
      lengths.push(counter.count(place, unit));
      continue;
    }
    const length = earlierLengths[unit];
    if (length === undefined) throw new RangeError(`no earlier unit ${unit}`);
    if (unitNow[unit] !== -1) throw new RangeError(`earlier unit ${unit} is given twice`);
    unitNow[unit] = place;
    lengths.push(length);
  }
  return { lengths: Float64Array.from(lengths), unitNow, fresh: counter.postings() };
}

const FIRST_SIZE = 1024;

/** Counts in flat arrays, unit by unit, and sorts by term in the end: millions of postings weigh what they are. */
function createCounter() {
  const ids = new Map<string, number>();
  const terms: string[] = [];
  const holders: number[] = [];
  /** Which unit was counted, and where its postings end. */
  const counted: { readonly unit: number; readonly end: number }[] = [];
  let termIds = new Uint32Array(FIRST_SIZE);
  const levels = createLevels();
  let levelOf = new Uint16Array(FIRST_SIZE);
  let size = 0;

  function reserve(more: number): void {
    if (size + more <= termIds.length) return;
    const [oldIds, oldLevels] = [termIds, levelOf];
    const room = Math.max(size + more, Math.ceil(termIds.length * 1.5));
    termIds = new Uint32Array(room);
    termIds.set(oldIds);
    levelOf = new Uint16Array(room);
    levelOf.set(oldLevels);
  }

  function idOf(term: string): number {
    const met = ids.get(term);
    if (met !== undefined) return met;
    ids.set(term, terms.length);
    terms.push(term);
    holders.push(0);
    return terms.length - 1;
  }

  return {
    /** Gives the unit's length. */
    count(unit: number, fields: readonly WeightedField[]): number {
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
        termIds[size] = id;
        // As a frequency is kept: what is worked out from it must not depend on whether it was.
        levelOf[size] = levels.place(Math.fround(frequency));
        holders[id] = (holders[id] ?? 0) + 1;
        size += 1;
      }
      counted.push({ unit, end: size });
      return length;
    },

    postings(): Postings {
      const order = Uint32Array.from(terms.keys()).sort((x, y) => compare(terms[x], terms[y]));
      const starts = new Uint32Array(terms.length + 1);
      const next = new Uint32Array(terms.length);
      order.forEach((id, place) => {
        const start = starts[place] as number;
        next[id] = start;
        starts[place + 1] = start + (holders[id] ?? 0);
      });
      const units = new Uint32Array(size);
      const sorted = new Uint16Array(size);
      let at = 0;
      for (const { unit, end } of counted)
        for (; at < end; at += 1) {
          const id = termIds[at] as number;
          const to = next[id] as number;
          next[id] = to + 1;
          units[to] = unit;
          sorted[to] = levelOf[at] as number;
        }
      return { terms: Array.from(order, (id) => terms[id] ?? ''), starts, units, levels, levelOf: sorted };
    },
  };
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
