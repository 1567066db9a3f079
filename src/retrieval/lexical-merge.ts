/**
 * Merge: an earlier word index and the postings of what was read anew → the terms of the new index in order, and the
 * postings of each. Terms and postings are read and written one after the other, in the order in which they lie: millions
 * of them would otherwise be looked up all over memory.
 *
 * The same units give the same index, whichever of them were taken over.
 */
import {
  type EarlierPostings,
  type EarlierWords,
  openPostings,
  type Target,
  type UnitArray,
} from './lexical-earlier.js';
import type { Gathered, Postings } from './lexical-gather.js';
import { createLevels, type Levels } from './lexical-levels.js';

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
  /**
   * Copies the postings of the terms from `place` on that no unit holds which came or went, whole, with their shares;
   * gives the first term that is not among them.
   */
  copyUntouched(place: number, target: Target, at: number): number;
}

const NONE = -1;

export function merge({ unitNow, fresh }: Gathered, earlier?: EarlierWords): Merged {
  const known = earlier && openPostings(earlier);
  const kept = known ? known.holdersOf(unitNow) : new Uint32Array(0);
  const order = orderOf(unitNow);
  const { knownOf, freshOf, count } = inOrder(known, kept, fresh);

  const holders = new Uint32Array(count);
  let letterCount = 0;
  for (let place = 0; place < count; place += 1) {
    const [old, own] = [knownOf[place] as number, freshOf[place] as number];
    holders[place] = (kept[old] ?? 0) + ((fresh.starts[own + 1] ?? 0) - (fresh.starts[own] ?? 0));
    letterCount += own === NONE ? (known?.lengthOf(old) ?? 0) : (fresh.terms[own]?.length ?? 0);
  }
  // From nothing, the fresh ones are all there are, and stand in their places already.
  const levels = known ? createLevels(earlier?.counts.levels) : fresh.levels;
  const levelOf = known ? new Uint16Array(holders.reduce((sum, holding) => sum + holding, 0)) : fresh.levelOf;
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
    copyUntouched(place, target, at) {
      if (!known || order === 'mixed') return place;
      const first = knownOf[place] as number;
      const isUntouched = (next: number): boolean => {
        const old = first + next - place;
        return next < count && freshOf[next] === NONE && knownOf[next] === old && kept[old] === known.holdingOf(old);
      };
      let end = place;
      while (isUntouched(end)) end += 1;
      if (end > place)
        known.copyTerms(first, end - place, order === 'moved' ? unitNow : undefined, target, place, levelOf, at);
      return end;
    },
  };
}

/** Whether the units that stay have kept their numbers, or at least their order. */
function orderOf(unitNow: Int32Array): 'same' | 'moved' | 'mixed' {
  let order: 'same' | 'moved' = 'same';
  let last = -1;
  for (let unit = 0; unit < unitNow.length; unit += 1) {
    const now = unitNow[unit] as number;
    if (now < 0) continue;
    if (now < last) return 'mixed';
    if (now !== unit) order = 'moved';
    last = now;
  }
  return order;
}

/** Sorted terms with the place of each among the known and among the fresh. A known one that nobody holds is left out. */
function inOrder(known: EarlierPostings | undefined, kept: Uint32Array, fresh: Postings) {
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
      levelOf[to] = levels.place(fresh.levels.values[fresh.levelOf[from] as number] as number);
      from -= 1;
    }
  }
}
