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
/** Without spaces only longer phrases are telling enough to be looked for inside the run of syllables. */
const UNSPACED_MIN = 4;

export function createGlossary(entries: Glossary): (text: string) => readonly GlossaryMatch[] {
  const phrases = entries.flatMap((entry) =>
    entry.say.map((phrase): Phrase => {
      const stems = wordsOf(phrase);
      return {
        stems,
        run: stems.join(''),
        match: { phrase, mean: entry.mean, themes: entry.themes ?? [], lifeStages: entry.lifeStages ?? [] },
      };
    }),
  );
  // Only phrases whose first word begins one of the text are looked at: a few of some thousand.
  const byFirst = rowsBy(phrases, ({ stems: [first = ''] }) => first);
  const longestFirst = Math.max(0, ...phrases.map(({ stems: [first = ''] }) => first.length));
  const byRunStart = rowsBy(phrases, ({ run }) => (run.length >= UNSPACED_MIN ? run.slice(0, UNSPACED_MIN) : ''));
  return (text) => {
    const words = wordsOf(text);
    const run = words.join('');
    const found = new Set<number>();
    words.forEach((word, start) => {
      for (let size = 1; size <= Math.min(word.length, longestFirst); size += 1)
        for (const row of byFirst.get(word.slice(0, size)) ?? [])
          if (restStands(phrases[row]?.stems ?? [], words, start)) found.add(row);
    });
    for (let at = 0; at + UNSPACED_MIN <= run.length; at += 1)
      for (const row of byRunStart.get(run.slice(at, at + UNSPACED_MIN)) ?? [])
        if (run.startsWith(phrases[row]?.run ?? '', at)) found.add(row);
    return [...found].sort((a, b) => a - b).flatMap((row) => phrases[row]?.match ?? []);
  };
}

interface Phrase {
  readonly stems: readonly string[];
  /** The stems without spaces. */
  readonly run: string;
  readonly match: GlossaryMatch;
}

/** Rows of the phrases by a key; an empty key is none. */
function rowsBy(phrases: readonly Phrase[], keyOf: (phrase: Phrase) => string): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  phrases.forEach((phrase, row) => {
    const key = keyOf(phrase);
    if (key === '') return;
    const list = rows.get(key);
    if (list) list.push(row);
    else rows.set(key, [row]);
  });
  return rows;
}

/** Each stem after the first begins one of the next words after the one before it. */
function restStands(stems: readonly string[], words: readonly string[], start: number): boolean {
  let at = start;
  for (let place = 1; place < stems.length; place += 1) {
    const stem = stems[place] ?? '';
    let next = at + 1;
    while (next <= at + 1 + GAP_MAX && words[next]?.startsWith(stem) === false) next += 1;
    if (next > at + 1 + GAP_MAX || next >= words.length) return false;
    at = next;
  }
  return true;
}
