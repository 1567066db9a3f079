/** Which n-grams get a row: those that stand in most texts, programmes counting more than law text. */
import { ngramsOf } from '../../src/retrieval/ngrams.js';

export interface Vocabulary {
  /** Ascending. */
  readonly hashes: Int32Array;
  /** Inverse document frequency per row. */
  readonly idf: Float32Array;
}

export function chooseVocabulary(
  texts: Iterable<{ readonly text: string; readonly weight: number }>,
  rows: number,
): Vocabulary {
  const frequencies = new Map<number, number>();
  let all = 0;
  for (const { text, weight } of texts) {
    all += weight;
    for (const hash of new Set(ngramsOf(text))) frequencies.set(hash, (frequencies.get(hash) ?? 0) + weight);
  }
  const chosen = [...frequencies]
    .sort(([hashA, a], [hashB, b]) => b - a || hashA - hashB)
    .slice(0, rows)
    .sort(([a], [b]) => a - b);
  return {
    hashes: Int32Array.from(chosen, ([hash]) => hash),
    idf: Float32Array.from(chosen, ([, frequency]) => Math.log((all + 1) / (frequency + 0.5))),
  };
}
