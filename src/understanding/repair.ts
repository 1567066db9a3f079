/**
 * Repair: words that nothing knows → the names and words they were meant for. Keys typed in the wrong language
 * ("rlchdusrma"), initial consonants alone (ㄱㅊㅇㄱ), and letters that were doubled, dropped, replaced or swapped
 * ("기초욘금", "긴급복찌").
 *
 * In: a text. Out: for each word that was mended, what it may have meant, and the text with the surest readings in
 * place. Words that stand anywhere in the index are left alone: a repair adds and never replaces what is known.
 */

import { fromKoreanKeys, fromLatinKeys, initialsOf, isInitials, lettersOf } from '../korean/jamo.js';
import { squeeze } from '../korean/normalise.js';
import { stemOf, wordsOf } from '../korean/tokens.js';

export interface Repair {
  /** The word as it was written. */
  readonly word: string;
  /** What it may have meant, likeliest first, all equally near. */
  readonly meant: readonly string[];
  /** How sure the reading is, 0–1: whole for a slip of the keyboard's language, less for each letter that differs. */
  readonly certainty: number;
}

export interface Repaired {
  readonly repairs: readonly Repair[];
  /** The text with each repaired word read as its first meaning. */
  readonly text: string;
}

export type Repairer = (text: string) => Repaired;

export interface RepairVocabulary {
  /** Titles and aliases: what initial consonants may stand for. */
  readonly names: readonly string[];
  /** Further words that may have been meant, as of the glossary. */
  readonly words: readonly string[];
  /** Whether a word stands in the index, in any form. */
  readonly isKnown: (word: string) => boolean;
}

const SYLLABLES_MIN = 2;
/** Words so short are too like each other to guess at ("주식" is no slip for 자식), unless a syllable gives them away. */
const SHORT_SYLLABLES_MAX = 2;
/** Letters that may differ: one up to here, beyond it two. */
const SHORT_LETTERS_MAX = 9;
const LETTERS_MIN = 5;
const MEANINGS_MAX = 4;
/** Two initials may begin a dozen names; they must be the whole of one. */
const INITIALS_PREFIX_MIN = 3;

export function createRepairer({ names, words, isKnown }: RepairVocabulary): Repairer {
  // Built when the first unknown word comes: most questions have none.
  let lexicon: Lexicon | undefined;
  const lexiconOf = (): Lexicon => {
    // What no record speaks of cannot be found, whatever was meant.
    lexicon ??= createLexicon(names, words.flatMap(wordsOf).filter(isKnown));
    return lexicon;
  };

  function repairOf(word: string, written: string): Repair | undefined {
    if (isInitials(word)) {
      const meant = lexiconOf().byInitials(word);
      if (meant.length > 0) return { word, meant, certainty: 1 };
    }
    if (isKnown(word)) return undefined;
    const latin = fromKoreanKeys(word);
    if (latin !== undefined && lexiconOf().holds(latin)) return { word, meant: [latin], certainty: 1 };
    // Case matters on the keyboard only where a shifted key has a letter of its own.
    for (const keys of [written, word]) {
      const typed = fromLatinKeys(keys);
      if (typed === undefined) continue;
      if (isKnown(typed)) return { word, meant: [typed], certainty: 1 };
      const near = lexiconOf().near(typed);
      if (near) return { word, meant: near.meant, certainty: near.certainty };
    }
    if (!/^[가-힣]+$/.test(word) || word.length < SYLLABLES_MIN) return undefined;
    const stem = stemOf(word);
    if (stem.length <= SHORT_SYLLABLES_MAX && lexiconOf().hasAllSyllables(stem)) return undefined;
    const near = lexiconOf().near(word);
    return near ? { word, ...near } : undefined;
  }

  return (text) => {
    const repairs: Repair[] = [];
    const mended = text.normalize('NFC').replace(/[\p{L}\p{N}]+/gu, (written) => {
      const [word = written] = wordsOf(written);
      const repair = repairOf(word, written);
      if (!repair) return written;
      repairs.push(repair);
      return repair.meant[0] ?? written;
    });
    return { repairs, text: mended };
  };
}

interface Lexicon {
  holds(word: string): boolean;
  /** Each syllable of the word stands in some word here: nothing about it looks like a slip. */
  hasAllSyllables(word: string): boolean;
  byInitials(initials: string): string[];
  near(word: string): Pick<Repair, 'meant' | 'certainty'> | undefined;
}

interface Entry {
  readonly word: string;
  readonly letters: string;
}

function createLexicon(names: readonly string[], words: readonly string[]): Lexicon {
  const entries = new Map<string, Entry>();
  const nameInitials: { name: string; initials: string }[] = [];
  const add = (word: string): void => {
    if (word.length >= SYLLABLES_MIN && !entries.has(word)) entries.set(word, { word, letters: lettersOf(word) });
  };
  for (const name of new Set(names.map((name) => name.replace(/\([^)]*\)/g, '').trim()))) {
    const whole = squeeze(name);
    nameInitials.push({ name, initials: initialsOf(whole) });
    add(whole);
    for (const word of wordsOf(name)) add(word);
  }
  for (const word of words) add(word);
  const all = [...entries.values()].filter(({ letters }) => letters.length >= LETTERS_MIN);
  // A near word shares one of its halves' first letters: words are looked for by what they begin or go on with.
  const byStart = new Map<string, Entry[]>();
  for (const entry of all) {
    for (const key of new Set(keysOf(entry.letters))) {
      const begun = byStart.get(key);
      if (begun) begun.push(entry);
      else byStart.set(key, [entry]);
    }
  }
  nameInitials.sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1));

  const syllables = new Set([...entries.keys()].flatMap((word) => [...word]));

  return {
    holds: (word) => entries.has(word),
    hasAllSyllables: (word) => [...word].every((syllable) => syllables.has(syllable)),
    byInitials(initials) {
      const whole = nameInitials.filter((entry) => entry.initials === initials);
      const found =
        whole.length > 0 || initials.length < INITIALS_PREFIX_MIN
          ? whole
          : nameInitials.filter((entry) => entry.initials.startsWith(initials));
      return [...new Set(found.map(({ name }) => name))].slice(0, MEANINGS_MAX);
    },
    near(word) {
      const letters = lettersOf(word);
      if (letters.length < LETTERS_MIN) return undefined;
      const stem = stemOf(word);
      const tried = new Set<Entry>();
      let best: string[] = [];
      let least = Number.POSITIVE_INFINITY;
      let longest = 0;
      for (const key of keysOf(letters)) {
        for (const entry of byStart.get(key) ?? []) {
          if (tried.has(entry)) continue;
          tried.add(entry);
          const most = entry.letters.length > SHORT_LETTERS_MAX ? 2 : 1;
          if (!hasEndingLike(word, stem, entry.word)) continue;
          const distance = distanceToStart(entry.letters, letters, Math.min(most, least));
          if (distance === undefined) continue;
          // Of words equally near the longer one explains more of what was written.
          const explains = entry.letters.length;
          if (distance < least || (distance === least && explains > longest)) {
            best = [entry.word];
            least = distance;
            longest = explains;
          } else if (distance === least && explains === longest) best.push(entry.word);
        }
      }
      if (best.length === 0 || best.length > MEANINGS_MAX) return undefined;
      return { meant: best, certainty: 1 - (2 * least) / Math.max(longest, 1) };
    },
  };
}

/** Three letters from the start and from each of the next places: one slip leaves one of them whole. */
function keysOf(letters: string): string[] {
  const keys: string[] = [];
  for (const start of [0, 3, 6]) if (start + 3 <= letters.length) keys.push(letters.slice(start, start + 3));
  for (const start of [1, 2, 4, 5]) if (start + 3 <= letters.length) keys.push(letters.slice(start, start + 3));
  return keys;
}

/** What is left of the written word may be a particle or ending, not half another word. */
function hasEndingLike(written: string, stem: string, meant: string): boolean {
  return stem.length <= meant.length + 1 && written.length >= meant.length - 1;
}

/**
 * Letters to change so that `meant` stands at the start of `written` (a swap of neighbours counts one; what follows
 * in `written` is free), or undefined beyond `most`.
 */
export function distanceToStart(meant: string, written: string, most: number): number | undefined {
  const width = Math.min(written.length, meant.length + most);
  // What is too short to be it needs no comparing.
  if (meant.length - width > most) return undefined;
  // Three rows that stay: a word is compared with hundreds, and rows made anew took longer than the comparing.
  if (rows[0].length <= width) rows = [new Int32Array(width + 1), new Int32Array(width + 1), new Int32Array(width + 1)];
  let [beforeLast, last, now] = rows;
  for (let column = 0; column <= width; column += 1) last[column] = column;
  for (let row = 1; row <= meant.length; row += 1) {
    now[0] = row;
    let least = row;
    const letter = meant.charCodeAt(row - 1);
    const before = row > 1 ? meant.charCodeAt(row - 2) : -1;
    for (let column = 1; column <= width; column += 1) {
      const other = written.charCodeAt(column - 1);
      let cost = Math.min(
        (last[column - 1] as number) + (letter === other ? 0 : 1),
        (last[column] as number) + 1,
        (now[column - 1] as number) + 1,
      );
      if (column > 1 && before === other && letter === written.charCodeAt(column - 2))
        cost = Math.min(cost, (beforeLast[column - 2] as number) + 1);
      now[column] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return undefined;
    [beforeLast, last, now] = [last, now, beforeLast];
  }
  let distance = Number.POSITIVE_INFINITY;
  for (let column = 0; column <= width; column += 1) distance = Math.min(distance, last[column] as number);
  return distance <= most ? distance : undefined;
}

let rows: [Int32Array, Int32Array, Int32Array] = [new Int32Array(32), new Int32Array(32), new Int32Array(32)];
