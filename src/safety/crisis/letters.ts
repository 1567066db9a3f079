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

/** `text` in one spelling (`spellings.ts`); `rareness` has a number for every slot. */
export function lettersOf(text: string, rareness: ArrayLike<number>): Letters {
  const blocks = groupsOf(text).map((counts, sort) => weighed(counts, rareness, LENGTHS[sort] ?? 1));
  const size = blocks.reduce((sum, { slots }) => sum + slots.length, 0);
  const slots = new Int32Array(size);
  const weights = new Float64Array(size);
  let at = 0;
  for (const block of blocks) {
    slots.set(block.slots, at);
    weights.set(block.weights, at);
    at += block.slots.length;
  }
  return { slots, weights };
}

/** How often each slot is met: groups in a row, beginnings of words, pairs of beginnings, concepts. */
export function groupsOf(text: string): readonly ReadonlyMap<number, number>[] {
  const read = ` ${text.replace(/\s+/g, ' ').trim()} `;
  const rows = new Map<number, number>();
  const beginnings = new Map<number, number>();
  const pairs = new Map<number, number>();
  for (let size = GROUP_MIN; size <= GROUP_MAX; size += 1)
    for (let at = 0; at + size <= read.length; at += 1) count(rows, slotOf(read.slice(at, at + size), size));
  const words = read.trim().split(' ');
  words.forEach((word, at) => {
    for (let size = 1; size <= Math.min(BEGINNING_MAX, word.length); size += 1)
      count(beginnings, slotOf(word.slice(0, size), BEGINNING + size));
    const begins = word.slice(0, PAIRED_LETTERS);
    for (const other of words.slice(at + 1, at + 1 + PAIR_WORDS_MAX))
      count(pairs, slotOf(`${begins} ${other.slice(0, PAIRED_LETTERS)}`, PAIR));
  });
  const concepts = new Map<number, number>();
  const places = conceptsIn(read);
  places.forEach((place, at) => {
    count(concepts, slotOf(String(place), CONCEPT));
    for (const other of places.slice(at + 1)) count(concepts, slotOf(`${place} ${other}`, CONCEPT));
  });
  return [rows, beginnings, pairs, concepts];
}

function count(counts: Map<number, number>, slot: number): void {
  counts.set(slot, (counts.get(slot) ?? 0) + 1);
}

function weighed(counts: ReadonlyMap<number, number>, rareness: ArrayLike<number>, length: number): Letters {
  const slots = Int32Array.from(counts.keys());
  const weights = new Float64Array(slots.length);
  let square = 0;
  slots.forEach((slot, place) => {
    // What is said four times is not four times as telling.
    const weight = (1 + Math.log(counts.get(slot) ?? 1)) * (rareness[slot] ?? 0);
    weights[place] = weight;
    square += weight * weight;
  });
  const scale = square === 0 ? 0 : length / Math.sqrt(square);
  for (let place = 0; place < weights.length; place += 1) weights[place] = (weights[place] ?? 0) * scale;
  return { slots, weights };
}

/** FNV-1a over the letters and the sort of group. */
function slotOf(letters: string, sort: number): number {
  let hash = Math.imul(2_166_136_261 ^ sort, 16_777_619);
  for (let at = 0; at < letters.length; at += 1) {
    hash ^= letters.charCodeAt(at);
    hash = Math.imul(hash, 16_777_619);
  }
  hash ^= hash >>> 15;
  return (hash >>> 0) % SLOTS;
}
