/**
 * Synonyms: the words offices write for what was said. In: the words of a text. Out: for each word that has some, the
 * word and what else may stand for it in a document; nothing where none is known.
 *
 * They are another way to say the same and no more: for a document the best way counts (`WeightedTerm.choice`), so that
 * one that holds both gains nothing over one that holds the person's own word.
 */
import { SYNONYM_WORDS } from './synonym-words.js';

export interface Synonym {
  /** As it was said, with its particles. */
  readonly word: string;
  readonly meant: readonly string[];
}

interface Entry {
  readonly words: readonly string[];
  readonly size: number;
  readonly meant: readonly string[];
}

const START = 2;
const entries = SYNONYM_WORDS.flatMap(([said, meant]) =>
  said.split(', ').map((phrase): Entry => ({ words: phrase.split(' '), size: phrase.length, meant: meant.split(' ') })),
);
const byStart = new Map<string, Entry[]>();
for (const entry of entries) {
  const start = (entry.words[0] ?? '').slice(0, START);
  byStart.set(start, [...(byStart.get(start) ?? []), entry]);
}
// The longest saying that stands there is meant: "보험료" and not "보험".
for (const list of byStart.values()) list.sort((a, b) => b.size - a.size);

/** `nouns` are the words of one syllable that name something; other such words are none. */
export function synonymsIn(words: readonly string[], nouns: ReadonlySet<string>): Synonym[] {
  return words.flatMap((word, at) => {
    const entry = entryAt(words, at, word.slice(0, START)) ?? (nouns.has(word[0] ?? '') ? nounOf(word) : undefined);
    return entry ? [{ word, meant: entry.meant }] : [];
  });
}

function entryAt(words: readonly string[], at: number, start: string): Entry | undefined {
  return byStart.get(start)?.find((entry) => entry.words.every((own, next) => words[at + next]?.startsWith(own)));
}

/** "암에", "빚이": a noun of one syllable with its particle. */
function nounOf(word: string): Entry | undefined {
  return byStart.get(word.slice(0, 1))?.find(({ words }) => words.length === 1);
}
