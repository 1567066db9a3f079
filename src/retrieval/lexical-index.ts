/**
 * BM25 over typed arrays. `buildLexicalIndex` computes every posting's score once; the saved arrays are searched as
 * they are, so loading builds nothing but the term table.
 *
 * Fields are folded into one term frequency by weight before the BM25 saturation (BM25F with one length).
 * Saved form, little endian: magic, counts, k1, then idf, offsets, units, scores, then the terms joined by newlines.
 */
import type { LexicalIndex, ScoredUnit, WeightedField } from '../core/ports.js';
import { termsOf } from '../korean/tokens.js';

/** Saturation `k1` and length normalisation `b`. Short passages like a low k1, whole documents a high one (bench/README.md). */
export interface Bm25 {
  readonly k1: number;
  readonly b: number;
}
export const PASSAGE_BM25: Bm25 = { k1: 0.9, b: 0.75 };
export const DOCUMENT_BM25: Bm25 = { k1: 3, b: 0.75 };

const MAGIC = 0x424b4c31; // "BKL1"
const HEADER_WORDS = 5;

/** One entry per unit, each a list of weighted fields → the saved form. */
export function buildLexicalIndex(units: readonly (readonly WeightedField[])[], { k1, b }: Bm25): Uint8Array {
  const postings = new Map<string, Map<number, number>>();
  const lengths = new Float64Array(units.length);
  units.forEach((fields, unit) => {
    for (const { text, weight } of fields) {
      if (weight === 0) continue;
      for (const term of termsOf(text)) {
        const list = postings.get(term) ?? new Map<number, number>();
        if (list.size === 0) postings.set(term, list);
        list.set(unit, (list.get(unit) ?? 0) + weight);
        lengths[unit] = (lengths[unit] ?? 0) + weight;
      }
    }
  });
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(units.length, 1) || 1;
  const terms = [...postings.keys()].sort();
  const postingCount = [...postings.values()].reduce((sum, list) => sum + list.size, 0);
  const arrays = allocate(terms.length, postingCount);
  let at = 0;
  terms.forEach((term, index) => {
    const list = postings.get(term) ?? new Map<number, number>();
    const idf = Math.log(1 + (units.length - list.size + 0.5) / (list.size + 0.5));
    arrays.idf[index] = idf;
    arrays.offsets[index] = at;
    for (const [unit, frequency] of list) {
      const norm = k1 * (1 - b + (b * (lengths[unit] ?? 0)) / meanLength);
      arrays.units[at] = unit;
      arrays.scores[at] = (idf * (frequency * (k1 + 1))) / (frequency + norm);
      at += 1;
    }
  });
  arrays.offsets[terms.length] = at;
  const header = new Uint32Array([MAGIC, units.length, terms.length, postingCount, Math.round(k1 * 1000)]);
  return Buffer.concat([
    asBytes(header),
    asBytes(arrays.idf),
    asBytes(arrays.offsets),
    asBytes(arrays.units),
    asBytes(arrays.scores),
    Buffer.from(terms.join('\n'), 'utf8'),
  ]);
}

/** The saved form → a searchable index. Throws `RangeError` on bytes that are not one. */
export function openLexicalIndex(bytes: Uint8Array): LexicalIndex {
  const aligned = new Uint8Array(bytes); // a copy starts at offset 0, as typed-array views need
  if (aligned.byteLength < HEADER_WORDS * 4) throw new RangeError('lexical index is truncated');
  const [magic, unitCount = 0, termCount = 0, postingCount = 0, k1Thousandths = 0] = new Uint32Array(
    aligned.buffer,
    0,
    HEADER_WORDS,
  );
  const textStart = 4 * (HEADER_WORDS + termCount + (termCount + 1) + postingCount * 2);
  if (magic !== MAGIC || textStart > aligned.byteLength) throw new RangeError('not a lexical index, or truncated');
  let start = HEADER_WORDS * 4;
  const idf = new Float32Array(aligned.buffer, start, termCount);
  start += termCount * 4;
  const offsets = new Uint32Array(aligned.buffer, start, termCount + 1);
  start += (termCount + 1) * 4;
  const units = new Uint32Array(aligned.buffer, start, postingCount);
  start += postingCount * 4;
  const scores = new Float32Array(aligned.buffer, start, postingCount);
  const text = Buffer.from(aligned.buffer, textStart).toString('utf8');
  const termIds = new Map(text === '' ? [] : text.split('\n').map((term, index) => [term, index]));
  if (termIds.size !== termCount) throw new RangeError('lexical index is damaged: its terms do not match its counts');
  const ceiling = k1Thousandths / 1000 + 1; // no term can score more than idf × (k1 + 1)
  const totals = new Float32Array(unitCount);

  return {
    size: unitCount,
    weightOf: (term) => {
      const id = termIds.get(term);
      return id === undefined ? 0 : (idf[id] ?? 0);
    },
    search(query, limit, accepts) {
      const touched: number[] = [];
      let reachable = 0;
      const unknownIdf = Math.log(1 + (unitCount + 0.5) / 0.5);
      for (const { term, weight } of query) {
        const id = termIds.get(term);
        reachable += weight * (id === undefined ? unknownIdf : (idf[id] ?? 0)) * ceiling;
        if (id === undefined) continue;
        const end = offsets[id + 1] ?? 0;
        for (let at = offsets[id] ?? 0; at < end; at += 1) {
          const unit = units[at] ?? 0;
          const before = totals[unit] ?? 0;
          if (before === 0) touched.push(unit);
          totals[unit] = before + weight * (scores[at] ?? 0);
        }
      }
      const hits: ScoredUnit[] = [];
      for (const unit of touched) {
        if (!accepts || accepts(unit)) hits.push({ unit, score: (totals[unit] ?? 0) / reachable });
        totals[unit] = 0;
      }
      return hits.sort((a, b) => b.score - a.score || a.unit - b.unit).slice(0, limit);
    },
  };
}

function allocate(termCount: number, postingCount: number) {
  return {
    idf: new Float32Array(termCount),
    offsets: new Uint32Array(termCount + 1),
    units: new Uint32Array(postingCount),
    scores: new Float32Array(postingCount),
  };
}

function asBytes(array: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
