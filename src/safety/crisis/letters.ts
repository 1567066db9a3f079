/**
 * Letters: a person's words → hashed groups of letters with their weights. What the ear (`ear.ts`) hears by, and what
 * its training (`tools/safety`) counts.
 *
 * Four sorts of groups, each sort of one length for every text, so that a long story is no louder than a short cry:
 * three to six keys in a row across spaces (a syllable is two to four keys, so 먹었 and 먹어 share most of theirs, and
 * a slip of a finger costs one key), how each word begins, how two words near each other begin, and the concepts
 * spoken of, alone and in pairs. A group that stands in many texts tells little; how little is learned (`rareness`).
 */
import { lettersOf as keysOf } from '../../korean/jamo.js';
import type { Letters } from '../../korean/letters.js';
import { conceptsIn } from './concepts.js';

/** With a quarter of them, groups that share a slot cost four dangers in a hundred (`tools/safety/README.md`). */
export const SLOTS = 1 << 18;
const KEYS_MIN = 3;
const KEYS_MAX = 6;
const BEGINNING_MAX = 3;
const PAIRED_LETTERS = 2;
/** Words this far apart still make a pair. */
const PAIR_WORDS_MAX = 5;
/** What the hash of a group begins with, so that 죽 as a beginning and 죽 in a row share no slot. */
const SORT = { keys: 1, beginning: 16, pair: 32, concept: 48 };
/** Of each sort, in the order of `SORT`; swept on readings kept away. */
const LENGTHS = { keys: 2, beginnings: 1, pairs: 1, concepts: 0.7 };

export type { Letters };

/** `text` in one spelling (`spellings.ts`); `rareness` has a number for every slot. */
export function lettersOf(text: string, rareness: ArrayLike<number>): Letters {
  const read = ` ${text.replace(/\s+/g, ' ').trim()} `;
  const words = read.trim().split(' ');
  const found: number[] = [];
  const weights: number[] = [];
  const close = (from: number, length: number): void => weigh(found, weights, from, rareness, length);
  keysInRow(keysOf(read), found);
  close(0, LENGTHS.keys);
  let from = found.length;
  for (const word of words) beginningsOf(word, found);
  close(from, LENGTHS.beginnings);
  from = found.length;
  pairsOf(words, found);
  close(from, LENGTHS.pairs);
  from = found.length;
  conceptPairsOf(conceptsIn(read), found);
  close(from, LENGTHS.concepts);
  return { slots: Int32Array.from(found), weights: Float64Array.from(weights) };
}

function keysInRow(keys: string, found: number[]): void {
  for (let at = 0; at < keys.length; at += 1) {
    let hash = begin(SORT.keys);
    const end = Math.min(at + KEYS_MAX, keys.length);
    for (let next = at; next < end; next += 1) {
      hash = step(hash, keys.charCodeAt(next));
      if (next - at + 1 >= KEYS_MIN) found.push(slotOf(hash));
    }
  }
}

function beginningsOf(word: string, found: number[]): void {
  let hash = begin(SORT.beginning);
  for (let at = 0; at < Math.min(BEGINNING_MAX, word.length); at += 1) {
    hash = step(hash, word.charCodeAt(at));
    found.push(slotOf(hash));
  }
}

function pairsOf(words: readonly string[], found: number[]): void {
  words.forEach((word, at) => {
    const first = step(stepAll(begin(SORT.pair), word), SPACE);
    const end = Math.min(at + 1 + PAIR_WORDS_MAX, words.length);
    for (let other = at + 1; other < end; other += 1) found.push(slotOf(stepAll(first, words[other] ?? '')));
  });
}

function conceptPairsOf(places: readonly number[], found: number[]): void {
  places.forEach((place, at) => {
    const first = step(begin(SORT.concept), place);
    found.push(slotOf(first));
    for (const other of places.slice(at + 1)) found.push(slotOf(step(first, other)));
  });
}

/** How often a slot was met since the last `weigh`; all noughts between two calls, so that it is made once. */
const met = new Uint16Array(SLOTS);

/** The slots found since `from`, each once, and their weights brought to one length. */
function weigh(found: number[], weights: number[], from: number, rareness: ArrayLike<number>, length: number): void {
  let end = from;
  for (let at = from; at < found.length; at += 1) {
    const slot = found[at] ?? 0;
    if (met[slot] === 0) {
      found[end] = slot;
      end += 1;
    }
    met[slot] = (met[slot] ?? 0) + 1;
  }
  found.length = end;
  let square = 0;
  for (let at = from; at < end; at += 1) {
    const slot = found[at] ?? 0;
    const times = met[slot] ?? 1;
    met[slot] = 0;
    // What is said four times is not four times as telling.
    const weight = (times === 1 ? 1 : 1 + Math.log(times)) * (rareness[slot] ?? 0);
    weights.push(weight);
    square += weight * weight;
  }
  const scale = square === 0 ? 0 : length / Math.sqrt(square);
  for (let at = from; at < end; at += 1) weights[at] = (weights[at] ?? 0) * scale;
}

const SPACE = 32;
const PRIME = 16_777_619;
/** FNV-1a, letter by letter, so that a longer group goes on where the shorter one ended. */
const begin = (sort: number): number => Math.imul(2_166_136_261 ^ sort, PRIME);
const step = (hash: number, code: number): number => Math.imul(hash ^ code, PRIME);

function stepAll(hash: number, word: string): number {
  let so = hash;
  for (let at = 0; at < Math.min(PAIRED_LETTERS, word.length); at += 1) so = step(so, word.charCodeAt(at));
  return so;
}

const slotOf = (hash: number): number => ((hash ^ (hash >>> 15)) >>> 0) % SLOTS;
