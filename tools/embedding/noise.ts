/** What people's fingers do to a question: spaces left out, one letter of a syllable mistaken. */
import type { Random } from './random.js';

const SYLLABLES = { first: 0xac00, last: 0xd7a3, vowels: 21, tails: 28 } as const;
const UNSPACED_SHARE = 0.15;
const MISTYPED_SHARE = 0.15;

export function withNoise(text: string, random: Random): string {
  const spaced = random.next() < UNSPACED_SHARE ? text.replaceAll(' ', '') : text;
  return random.next() < MISTYPED_SHARE ? mistype(spaced, random) : spaced;
}

function mistype(text: string, random: Random): string {
  const at = random.below(text.length);
  const code = text.charCodeAt(at);
  if (code < SYLLABLES.first || code > SYLLABLES.last) return text;
  const tail = (code - SYLLABLES.first) % SYLLABLES.tails;
  const vowel = Math.floor((code - SYLLABLES.first) / SYLLABLES.tails) % SYLLABLES.vowels;
  const changed =
    random.next() < 0.5
      ? code - tail + random.below(SYLLABLES.tails)
      : code + (random.below(SYLLABLES.vowels) - vowel) * SYLLABLES.tails;
  return `${text.slice(0, at)}${String.fromCharCode(changed)}${text.slice(at + 1)}`;
}
