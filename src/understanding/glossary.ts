/**
 * Glossary: the official words behind a citizen's phrase. A phrase matches when each of its words begins a word of
 * the text, in order and close together: `월세 밀려` matches "월세가 두 달 밀려서"; `월세 밀리` does not.
 */

import type { Glossary } from '../knowledge/support.js';
import { wordsOf } from '../korean/tokens.js';

export interface GlossaryMatch {
  readonly phrase: string;
  readonly mean: readonly string[];
  readonly themes: readonly string[];
  readonly lifeStages: readonly string[];
}

/** At most this many words may stand between two words of a phrase. */
const GAP_MAX = 3;

export function createGlossary(entries: Glossary): (text: string) => readonly GlossaryMatch[] {
  const phrases = entries.flatMap((entry) =>
    entry.say.map((phrase) => ({
      stems: wordsOf(phrase),
      match: { phrase, mean: entry.mean, themes: entry.themes ?? [], lifeStages: entry.lifeStages ?? [] },
    })),
  );
  return (text) => {
    const words = wordsOf(text);
    const run = words.join('');
    return phrases.filter(({ stems }) => stands(stems, words) || standsUnspaced(stems, run)).map(({ match }) => match);
  };
}

function stands(stems: readonly string[], words: readonly string[]): boolean {
  const [first, ...rest] = stems;
  if (first === undefined) return false;
  return words.some((word, start) => {
    if (!word.startsWith(first)) return false;
    let at = start;
    return rest.every((stem) => {
      const next = words.findIndex(
        (candidate, index) => index > at && index <= at + 1 + GAP_MAX && candidate.startsWith(stem),
      );
      if (next < 0) return false;
      at = next;
      return true;
    });
  });
}

// Without spaces only longer phrases are telling enough to be looked for inside the run of syllables.
function standsUnspaced(stems: readonly string[], run: string): boolean {
  const phrase = stems.join('');
  return phrase.length >= 4 && run.includes(phrase);
}
