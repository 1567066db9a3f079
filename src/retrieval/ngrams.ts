/**
 * Letter n-grams of a text as 32-bit numbers: what the embedding table is looked up by, in training and in answering.
 *
 * Two and three characters in a row across spaces, and each word without its particle. Spaces and punctuation do not
 * count except for where a word ends. A change here makes every trained table worthless: raise `NGRAMS_VERSION`.
 */
import { stemOf, wordsOf } from '../korean/tokens.js';

export const NGRAMS_VERSION = 1;
const SIZES = [2, 3] as const;
const STEM_MIN = 2;

/** With repetitions, in no particular order. Signed 32-bit numbers. */
export function ngramsOf(text: string): number[] {
  const words = wordsOf(text);
  const hashes: number[] = [];
  for (const word of words) {
    const stem = stemOf(word);
    if (stem.length >= STEM_MIN) hashes.push(hashOf(`=${stem}`));
  }
  const run = words.join('');
  for (const size of SIZES) {
    for (let at = 0; at + size <= run.length; at += 1) hashes.push(hashOf(run, at, at + size));
  }
  return hashes;
}

/** FNV-1a over UTF-16 units of `text` from `start` to `end`. */
export function hashOf(text: string, start = 0, end = text.length): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash;
}
