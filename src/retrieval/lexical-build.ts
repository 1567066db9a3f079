/**
 * Build a word index: units of weighted fields → the saved form (`lexical-layout.ts`), the same bytes for the same
 * texts.
 *
 * Fields are folded into one term frequency by weight before the BM25 saturation (BM25F with one length). Postings
 * are gathered unit by unit in flat arrays (`lexical-gather.ts`) and sorted by term by counting, so that fifty thousand passages build
 * within a few hundred megabytes.
 */
import type { WeightedField } from '../core/ports.js';
import { type Counted, type EarlierWords, gather, type Unit } from './lexical-gather.js';
import { HEADER_WORDS, hashOfLetters, IMPACT_MAX, layoutOf, MAGIC, slotCountFor } from './lexical-layout.js';

/** Saturation `k1` and length normalisation `b`. Short passages like a low k1, whole documents a high one (bench/README.md). */
export interface Bm25 {
  readonly k1: number;
  readonly b: number;
}
export const PASSAGE_BM25: Bm25 = { k1: 0.9, b: 0.75 };
export const DOCUMENT_BM25: Bm25 = { k1: 1.2, b: 0.75 };

/** One entry per unit, each a list of weighted fields → the saved form. */
export function buildLexicalIndex(units: Iterable<readonly WeightedField[]>, bm25: Bm25): Uint8Array {
  return layOut(units, bm25).index;
}

/** The saved form, and the counts by which a later index takes over units that stay. */
export function layOut(
  units: Iterable<Unit>,
  { k1, b }: Bm25,
  earlier?: EarlierWords,
): { readonly index: Uint8Array; readonly counts: Counted } {
  const gathered = gather(units, earlier);
  const { holders, lengths, starts, termIds, frequencies } = gathered;
  const unitCount = lengths.length;
  const counts = {
    unitCount,
    termCount: holders.length,
    postingCount: termIds.length,
    slotCount: slotCountFor(holders.length),
    letterCount: gathered.letterCount,
  };
  const layout = layoutOf(counts);
  const bytes = new Uint8Array(layout.size);
  const { buffer } = bytes;
  const header = new Uint32Array(buffer, 0, HEADER_WORDS);
  header.set([MAGIC, counts.unitCount, counts.termCount, counts.postingCount, counts.slotCount, counts.letterCount]);
  header[6] = Math.round(k1 * 1000);
  writeTerms();

  const idf = new Float32Array(buffer, layout.idf, counts.termCount);
  const offsets = new Uint32Array(buffer, layout.offsets, counts.termCount + 1);
  for (let id = 0; id < counts.termCount; id += 1) {
    const holding = holders[id] ?? 0;
    idf[id] = Math.log(1 + (unitCount - holding + 0.5) / (holding + 0.5));
    offsets[id + 1] = (offsets[id] ?? 0) + holding;
  }
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(unitCount, 1) || 1;
  writePostings();
  return { index: bytes, counts: gathered };

  function writeTerms(): void {
    const letterStarts = new Uint32Array(buffer, layout.letterStarts, counts.termCount + 1);
    const letters = new Uint16Array(buffer, layout.letters, counts.letterCount);
    const slots = new Uint32Array(buffer, layout.slots, counts.slotCount);
    let at = 0;
    for (let id = 0; id < counts.termCount; id += 1) {
      const end = gathered.write(id, letters, at);
      letterStarts[id + 1] = end;
      let slot = hashOfLetters(letters, at, end) & (counts.slotCount - 1);
      at = end;
      while (slots[slot] !== 0) slot = (slot + 1) & (counts.slotCount - 1);
      slots[slot] = id + 1;
    }
  }

  /** A term's share in a unit is kept relative to its highest, which needs a pass of its own. */
  function writePostings(): void {
    const scales = new Float32Array(buffer, layout.scales, counts.termCount);
    const UnitArray = layout.isNarrow ? Uint16Array : Uint32Array;
    const written = new UnitArray(buffer, layout.units, counts.postingCount);
    const impacts = new Uint8Array(buffer, layout.impacts, counts.postingCount);
    const next = offsets.slice();
    // Two plain loops over all postings, millions of them: a call for each would cost more than its sum.
    for (let unit = 0; unit < unitCount; unit += 1) {
      const norm = k1 * (1 - b + (b * (lengths[unit] as number)) / meanLength);
      const end = starts[unit + 1] as number;
      for (let at = starts[unit] as number; at < end; at += 1) {
        const id = termIds[at] as number;
        const frequency = frequencies[at] as number;
        const share = (frequency * (k1 + 1)) / (frequency + norm);
        scales[id] = Math.max(scales[id] as number, ((idf[id] as number) * share) / IMPACT_MAX);
      }
    }
    for (let unit = 0; unit < unitCount; unit += 1) {
      const norm = k1 * (1 - b + (b * (lengths[unit] as number)) / meanLength);
      const end = starts[unit + 1] as number;
      for (let at = starts[unit] as number; at < end; at += 1) {
        const id = termIds[at] as number;
        const frequency = frequencies[at] as number;
        const share = (frequency * (k1 + 1)) / (frequency + norm);
        const to = next[id] as number;
        next[id] = to + 1;
        written[to] = unit;
        const impact = Math.round(((idf[id] as number) * share) / (scales[id] as number));
        impacts[to] = Math.max(1, Math.min(IMPACT_MAX, impact));
      }
    }
  }
}
