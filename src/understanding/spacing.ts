/**
 * Spacing: a run of syllables written without its spaces → the same with spaces where words begin. Pairs of syllables
 * find it either way; but only words tell what is asked from what is asked about ("받을 수 있나요").
 *
 * In: a text, and how common a stem is where we search. Out: the text, long runs cut into the words that together are
 * likeliest; a run that is a word itself, or of which most would stay unknown, is left whole.
 */
import { stemOf } from '../korean/tokens.js';
import { askingShareOf } from './asking.js';

export type Spacer = (text: string) => string;

/** Shorter runs are words, or two of them that pairs of syllables hold together. */
const RUN_MIN = 8;
/** A run that is longer is nothing a person types. */
const RUN_MAX = 200;
const WORD_MAX = 8;
/** Costs stand for negative logarithms of likelihood: each word, and each syllable that belongs to none. */
const WORD_COST = 4;
const UNKNOWN_COST = 7;
const SINGLE_COST = 5;
const SINGLES = new Set('수것거게건걸좀더다안못왜몇뭐때집돈애'.split(''));
const UNKNOWN_SHARE_MAX = 0.4;

/** `rarityOf` is a stem's inverse document frequency, 0 for one that stands nowhere. */
export function createSpacer(rarityOf: (stem: string) => number): Spacer {
  const costOf = (word: string): number | undefined => {
    if (word.length === 1) return SINGLES.has(word) ? SINGLE_COST : undefined;
    const stem = stemOf(word);
    const share = askingShareOf(`=${stem}`);
    const rarity = share > 0 ? -Math.log(share) : rarityOf(stem);
    return rarity > 0 ? WORD_COST + rarity : undefined;
  };
  return (text) =>
    text.replace(/[가-힣]+/g, (run) => (run.length < RUN_MIN || run.length > RUN_MAX ? run : cut(run, costOf)));
}

function cut(run: string, costOf: (word: string) => number | undefined): string {
  if (rareWhole(run, costOf)) return run;
  // The cheapest way to each place, and the word that ends there.
  const costs = [0];
  const lengths = [0];
  const isKnown = [true];
  for (let end = 1; end <= run.length; end += 1) {
    let best = (costs[end - 1] ?? 0) + UNKNOWN_COST;
    let length = 1;
    let known = false;
    for (let size = 1; size <= Math.min(WORD_MAX, end); size += 1) {
      const cost = costOf(run.slice(end - size, end));
      if (cost === undefined) continue;
      const total = (costs[end - size] ?? 0) + cost;
      if (total < best) [best, length, known] = [total, size, true];
    }
    costs.push(best);
    lengths.push(length);
    isKnown.push(known);
  }
  const words: string[] = [];
  let unknown = 0;
  for (let end = run.length; end > 0; end -= lengths[end] ?? 1) {
    const word = run.slice(end - (lengths[end] ?? 1), end);
    const following = words[0];
    if (isKnown[end]) words.unshift(word);
    else {
      unknown += 1;
      // Syllables that belong to no word stay with what follows them, as the start of it.
      if (following !== undefined && isKnown[end + 1] === false) words[0] = word + following;
      else words.unshift(word);
    }
  }
  return unknown / run.length > UNKNOWN_SHARE_MAX ? run : words.join(' ');
}

function rareWhole(run: string, costOf: (word: string) => number | undefined): boolean {
  return run.length <= 2 * WORD_MAX && costOf(run) !== undefined;
}
