/**
 * Build a word index: units of weighted fields → the saved form (`lexical-layout.ts`), the same bytes for the same
 * texts.
 *
 * Fields are folded into one term frequency by weight before the BM25 saturation (BM25F with one length). Postings
 * of units that were read are gathered in flat arrays (`lexical-gather.ts`), those of units that stay are taken from the
 * earlier index (`lexical-merge.ts`), so that fifty thousand passages build within a few hundred megabytes. What a posting
 * holds depends on its unit and its term alone, not on how many units there are: of terms that no changed unit holds, the
 * bytes are copied.
 */
import type { WeightedField } from '../core/ports.js';
import type { Counted, EarlierWords } from './lexical-earlier.js';
import { gather, type Unit } from './lexical-gather.js';
import { HEADER_WORDS, hashOfLetters, IMPACT_MAX, layoutOf, MAGIC, slotCountFor } from './lexical-layout.js';
import { merge } from './lexical-merge.js';

/** Saturation `k1` and length normalisation `b`. Short passages like a low k1, whole documents a high one (bench/README.md). */
export interface Bm25 {
  readonly k1: number;
  readonly b: number;
}
export const PASSAGE_BM25: Bm25 = { k1: 0.9, b: 0.75 };
export const DOCUMENT_BM25: Bm25 = { k1: 1.2, b: 0.75 };
/** All questions of a document as one: the first that holds a word says nearly all. */
export const ASKED_BM25: Bm25 = { k1: 0.6, b: 0.6 };

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
  const gathered = gather(units, earlier?.counts.lengths ?? new Float64Array(0));
  const { lengths } = gathered;
  const merged = merge(gathered, earlier);
  const { holders, letterCount, levels, levelOf } = merged;
  const unitCount = lengths.length;
  const termCount = holders.length;
  const postingCount = levelOf.length;
  const slotCount = slotCountFor(termCount);
  const layout = layoutOf({ unitCount, termCount, postingCount, slotCount, letterCount });
  const bytes = new Uint8Array(layout.size);
  const { buffer } = bytes;
  const header = new Uint32Array(buffer, 0, HEADER_WORDS);
  header.set([MAGIC, unitCount, termCount, postingCount, slotCount, letterCount, Math.round(k1 * 1000)]);
  writeTerms();

  const idf = new Float32Array(buffer, layout.idf, termCount);
  const offsets = new Uint32Array(buffer, layout.offsets, termCount + 1);
  for (let id = 0; id < termCount; id += 1) {
    const holding = holders[id] ?? 0;
    idf[id] = Math.log(1 + (unitCount - holding + 0.5) / (holding + 0.5));
    offsets[id + 1] = (offsets[id] ?? 0) + holding;
  }
  const meanLength = meanLengthOf(lengths);
  writePostings(earlier !== undefined && meanLengthOf(earlier.counts.lengths) === meanLength);
  return { index: bytes, counts: { lengths, levels: Float32Array.from(levels.values), levelOf } };

  function writeTerms(): void {
    const letterStarts = new Uint32Array(buffer, layout.letterStarts, termCount + 1);
    const letters = new Uint16Array(buffer, layout.letters, letterCount);
    const slots = new Uint32Array(buffer, layout.slots, slotCount);
    let at = 0;
    for (let id = 0; id < termCount; id += 1) {
      const end = merged.writeTerm(id, letters, at);
      letterStarts[id + 1] = end;
      let slot = hashOfLetters(letters, at, end) & (slotCount - 1);
      at = end;
      while (slots[slot] !== 0) slot = (slot + 1) & (slotCount - 1);
      slots[slot] = id + 1;
    }
  }

  /** `mayCopy`: what was written of a unit still holds of it. */
  function writePostings(mayCopy: boolean): void {
    const scales = new Float32Array(buffer, layout.scales, termCount);
    const UnitArray = layout.isNarrow ? Uint16Array : Uint32Array;
    const written = new UnitArray(buffer, layout.units, postingCount);
    const impacts = new Uint8Array(buffer, layout.impacts, postingCount);
    const norms = lengths.map((length) => k1 * (1 - b + (b * length) / meanLength));
    const shares = new Float64Array(unitCount);
    const target = { units: written, impacts, scales };
    for (let id = 0; id < termCount; id += 1) {
      const copiedUntil = mayCopy ? merged.copyUntouched(id, target, offsets[id] as number) : id;
      if (copiedUntil > id) id = copiedUntil;
      if (id < termCount) writeTermPostings(id);
    }

    /** A term's share in a unit is kept relative to its highest, so it is gone through twice. */
    function writeTermPostings(id: number): void {
      const start = offsets[id] as number;
      const holding = holders[id] as number;
      merged.writePostings(id, written, start);
      let highest = 0;
      for (let at = 0; at < holding; at += 1) {
        const frequency = levels.values[levelOf[start + at] as number] as number;
        const norm = norms[written[start + at] as number] as number;
        const share = (frequency * (k1 + 1)) / (frequency + norm);
        shares[at] = share;
        if (share > highest) highest = share;
      }
      const scale = Math.fround(highest / IMPACT_MAX);
      scales[id] = scale;
      const perShare = 1 / scale;
      for (let at = 0; at < holding; at += 1) {
        // Rounded by cutting off: no share is below zero, and this loop goes over millions.
        const impact = ((shares[at] as number) * perShare + 0.5) | 0;
        impacts[start + at] = impact < 1 ? 1 : impact > IMPACT_MAX ? IMPACT_MAX : impact;
      }
    }
  }
}

/** Steps to the double of a length. */
const MEAN_STEPS = 64;

/**
 * Rounded to about one per cent, which moves no score that anyone could see: it would change with every document, and with
 * it every posting.
 */
function meanLengthOf(lengths: Float64Array): number {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(lengths.length, 1) || 1;
  return 2 ** (Math.round(Math.log2(mean) * MEAN_STEPS) / MEAN_STEPS);
}
