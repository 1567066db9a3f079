/**
 * Letters: a person's words → hashed groups of letters with their weights. What the ear (`ear.ts`) hears by, and what
 * its training (`tools/safety`) counts.
 *
 * Four sorts of groups, each sort of one length for every text, so that a long story is no louder than a short cry: two to
 * four letters in a row across spaces, how each word begins, how two words near each other begin, and the concepts
 * spoken of, alone and in pairs. A group that stands in many texts tells little; how little is learned (`rareness`).
 */
import type { Letters } from '../../korean/letters.js';
import { conceptsIn } from './concepts.js';

export const SLOTS = 1 << 16;
const GROUP_MIN = 2;
const GROUP_MAX = 4;
const BEGINNING_MAX = 3;
const PAIRED_LETTERS = 2;
/** Words this far apart still make a pair. */
const PAIR_WORDS_MAX = 5;
/** Apart from the sizes of groups, so that 죽 as a beginning and 죽 in a row share no slot. */
const BEGINNING = 16;
const PAIR = 32;
const CONCEPT = 48;
/** Of each sort, in the order of `groupsOf`; swept on a set kept away. */
const LENGTHS = [1, 1, 1, 0.7];

export type { Letters };

/** How little a slot tells, learned. */
export type Rareness = (slot: number) => number;

/** `text` in one spelling (`spellings.ts`). */
export function lettersOf(text: string, rareness: Rareness): Letters {
  const groups = groupsOf(text);
  const size = groups.reduce((sum, { slots }) => sum + slots.length, 0);
  const slots = new Int32Array(size);
  const weights = new Float64Array(size);
  let at = 0;
  groups.forEach((group, sort) => {
    slots.set(group.slots, at);
    weigh(group, rareness, LENGTHS[sort] ?? 1, weights.subarray(at));
    at += group.slots.length;
  });
  return { slots, weights };
}

/** Slots in the order in which they were first met, and how often each was. */
export interface Counted {
  readonly slots: readonly number[];
  readonly counts: readonly number[];
}

/** Groups in a row, beginnings of words, pairs of beginnings, concepts. */
export function groupsOf(text: string): readonly Counted[] {
  const read = ` ${text.replace(/\s+/g, ' ').trim()} `;
  const words = read.trim().split(' ');
  return [
    countedBy((count) => {
      for (let size = GROUP_MIN; size <= GROUP_MAX; size += 1)
        for (let at = 0; at + size <= read.length; at += 1) count(slotOf(read, at, size, size));
    }),
    countedBy((count) => {
      for (const word of words)
        for (let size = 1; size <= Math.min(BEGINNING_MAX, word.length); size += 1)
          count(slotOf(word, 0, size, BEGINNING + size));
    }),
    countedBy((count) => {
      const begins = words.map((word) => word.slice(0, PAIRED_LETTERS));
      begins.forEach((begin, at) => {
        for (const other of begins.slice(at + 1, at + 1 + PAIR_WORDS_MAX)) count(slotOfAll(`${begin} ${other}`, PAIR));
      });
    }),
    countedBy((count) => {
      const places = conceptsIn(read);
      places.forEach((place, at) => {
        count(slotOfAll(String(place), CONCEPT));
        for (const other of places.slice(at + 1)) count(slotOfAll(`${place} ${other}`, CONCEPT));
      });
    }),
  ];
}

/** How often each slot was met; all 0 between two texts. In place of a map, which took half the time of a hearing. */
const METS = new Uint16Array(SLOTS);
const METS_MAX = 0xffff;

function countedBy(countAll: (count: (slot: number) => void) => void): Counted {
  const slots: number[] = [];
  countAll((slot) => {
    const met = METS[slot] as number;
    if (met === 0) slots.push(slot);
    if (met < METS_MAX) METS[slot] = met + 1;
  });
  const counts = slots.map((slot) => METS[slot] as number);
  for (const slot of slots) METS[slot] = 0;
  return { slots, counts };
}

function weigh({ slots, counts }: Counted, rareness: Rareness, length: number, weights: Float64Array): void {
  let square = 0;
  for (let place = 0; place < slots.length; place += 1) {
    const count = counts[place] as number;
    // What is said four times is not four times as telling.
    const weight = (count === 1 ? 1 : 1 + Math.log(count)) * rareness(slots[place] as number);
    weights[place] = weight;
    square += weight * weight;
  }
  const scale = square === 0 ? 0 : length / Math.sqrt(square);
  for (let place = 0; place < slots.length; place += 1) weights[place] = (weights[place] as number) * scale;
}

/** FNV-1a over so many letters from a place, and the sort of group. */
function slotOf(text: string, from: number, size: number, sort: number): number {
  let hash = Math.imul(2_166_136_261 ^ sort, 16_777_619);
  for (let at = from; at < from + size; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 16_777_619);
  }
  hash ^= hash >>> 15;
  return (hash >>> 0) % SLOTS;
}

const slotOfAll = (letters: string, sort: number): number => slotOf(letters, 0, letters.length, sort);
