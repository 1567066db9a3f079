/**
 * Build a word index: units of weighted fields → the saved form (`lexical-layout.ts`), the same bytes for the same
 * texts.
 *
 * Fields are folded into one term frequency by weight before the BM25 saturation (BM25F with one length). Postings
 * are gathered unit by unit in flat arrays and sorted by term by counting, so that fifty thousand passages build
 * within a few hundred megabytes.
 */
import type { WeightedField } from '../core/ports.js';
import { indexTermsOf } from '../korean/tokens.js';
import { HEADER_WORDS, hashOf, IMPACT_MAX, layoutOf, MAGIC, slotCountFor } from './lexical-layout.js';

/** Saturation `k1` and length normalisation `b`. Short passages like a low k1, whole documents a high one (bench/README.md). */
export interface Bm25 {
  readonly k1: number;
  readonly b: number;
}
export const PASSAGE_BM25: Bm25 = { k1: 0.9, b: 0.75 };
export const DOCUMENT_BM25: Bm25 = { k1: 1.2, b: 0.75 };

/** Postings in the order of units: the units of one term stand apart. */
interface Gathered {
  /** Terms in the order they were first met. */
  readonly terms: readonly string[];
  /** How many units hold each term. */
  readonly holders: readonly number[];
  readonly lengths: readonly number[];
  /** First posting of each unit, and the end. */
  readonly starts: readonly number[];
  readonly termIds: Uint32Array;
  readonly frequencies: Float32Array;
}

/** One entry per unit, each a list of weighted fields → the saved form. */
export function buildLexicalIndex(units: Iterable<readonly WeightedField[]>, { k1, b }: Bm25): Uint8Array {
  const gathered = gather(units);
  const { terms, holders, lengths } = gathered;
  const unitCount = lengths.length;
  const order = terms.map((_term, met) => met).sort((x, y) => compare(terms[x] ?? '', terms[y] ?? ''));
  const counts = {
    unitCount,
    termCount: terms.length,
    postingCount: gathered.starts[unitCount] ?? 0,
    slotCount: slotCountFor(terms.length),
    letterCount: terms.reduce((sum, term) => sum + term.length, 0),
  };
  const layout = layoutOf(counts);
  const bytes = new Uint8Array(layout.size);
  const { buffer } = bytes;
  const header = new Uint32Array(buffer, 0, HEADER_WORDS);
  header.set([MAGIC, counts.unitCount, counts.termCount, counts.postingCount, counts.slotCount, counts.letterCount]);
  header[6] = Math.round(k1 * 1000);
  writeTerms(
    buffer,
    order.map((met) => terms[met] ?? ''),
  );

  const idf = new Float32Array(buffer, layout.idf, counts.termCount);
  const offsets = new Uint32Array(buffer, layout.offsets, counts.termCount + 1);
  const placeOf = new Uint32Array(counts.termCount);
  order.forEach((met, id) => {
    const holding = holders[met] ?? 0;
    placeOf[met] = id;
    idf[id] = Math.log(1 + (unitCount - holding + 0.5) / (holding + 0.5));
    offsets[id + 1] = (offsets[id] ?? 0) + holding;
  });
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(unitCount, 1) || 1;
  const normOf = (unit: number): number => k1 * (1 - b + (b * (lengths[unit] ?? 0)) / meanLength);
  writePostings();
  return bytes;

  function writeTerms(target: ArrayBuffer, sorted: readonly string[]): void {
    const letterStarts = new Uint32Array(target, layout.letterStarts, counts.termCount + 1);
    const letters = new Uint16Array(target, layout.letters, counts.letterCount);
    const slots = new Uint32Array(target, layout.slots, counts.slotCount);
    let end = 0;
    sorted.forEach((term, id) => {
      for (let at = 0; at < term.length; at += 1) letters[end + at] = term.charCodeAt(at);
      end += term.length;
      letterStarts[id + 1] = end;
      let slot = hashOf(term) & (counts.slotCount - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (counts.slotCount - 1);
      slots[slot] = id + 1;
    });
  }

  /** A term's share in a unit is kept relative to its highest, which needs a pass of its own. */
  function writePostings(): void {
    const scales = new Float32Array(buffer, layout.scales, counts.termCount);
    const UnitArray = layout.isNarrow ? Uint16Array : Uint32Array;
    const written = new UnitArray(buffer, layout.units, counts.postingCount);
    const impacts = new Uint8Array(buffer, layout.impacts, counts.postingCount);
    const next = offsets.slice();
    forEachPosting((id, _unit, share) => {
      scales[id] = Math.max(scales[id] ?? 0, ((idf[id] ?? 0) * share) / IMPACT_MAX);
    });
    forEachPosting((id, unit, share) => {
      const at = next[id] ?? 0;
      next[id] = at + 1;
      written[at] = unit;
      impacts[at] = Math.max(1, Math.min(IMPACT_MAX, Math.round(((idf[id] ?? 0) * share) / (scales[id] ?? 1))));
    });
  }

  function forEachPosting(visit: (id: number, unit: number, share: number) => void): void {
    const { starts, termIds, frequencies } = gathered;
    for (let unit = 0; unit < unitCount; unit += 1) {
      const norm = normOf(unit);
      for (let at = starts[unit] ?? 0; at < (starts[unit + 1] ?? 0); at += 1) {
        const frequency = frequencies[at] ?? 0;
        visit(placeOf[termIds[at] ?? 0] ?? 0, unit, (frequency * (k1 + 1)) / (frequency + norm));
      }
    }
  }
}

function gather(units: Iterable<readonly WeightedField[]>): Gathered {
  const idOf = new Map<string, number>();
  const terms: string[] = [];
  const holders: number[] = [];
  const lengths: number[] = [];
  const starts = [0];
  let termIds = new Uint32Array(1024);
  let frequencies = new Float32Array(1024);
  let count = 0;
  for (const fields of units) {
    const own = new Map<number, number>();
    let length = 0;
    for (const { text, weight } of fields) {
      if (weight === 0) continue;
      for (const term of indexTermsOf(text)) {
        let id = idOf.get(term);
        if (id === undefined) {
          id = terms.length;
          idOf.set(term, id);
          terms.push(term);
          holders.push(0);
        }
        own.set(id, (own.get(id) ?? 0) + weight);
        length += weight;
      }
    }
    if (count + own.size > termIds.length) {
      const size = Math.max(count + own.size, termIds.length * 2);
      const [ids, weights] = [termIds, frequencies];
      termIds = new Uint32Array(size);
      termIds.set(ids);
      frequencies = new Float32Array(size);
      frequencies.set(weights);
    }
    for (const [id, frequency] of own) {
      termIds[count] = id;
      frequencies[count] = frequency;
      holders[id] = (holders[id] ?? 0) + 1;
      count += 1;
    }
    lengths.push(length);
    starts.push(count);
  }
  return { terms, holders, lengths, starts, termIds, frequencies };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
