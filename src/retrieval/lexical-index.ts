/**
 * BM25 search over the saved form itself: opening builds and copies nothing, not even a term table.
 *
 * In: saved bytes (`lexical-build.ts`). Out: units by weighted terms, best first. Declines with `RangeError` on bytes
 * that are not a word index or are cut short. Every posting holds its term's whole BM25 contribution in one byte, as
 * a share of the term's highest, so that a search only adds; then the best are taken (`best-units.ts`).
 */
import type { LexicalIndex, OtherWays, WeightedTerm } from '../core/ports.js';
import { bestUnits } from './best-units.js';
import { HEADER_WORDS, hashOf, layoutOf, MAGIC } from './lexical-layout.js';

/**
 * Of the rarity of a word that stands nowhere, so much must a term be worth (weight × rarity) to be looked up: what is
 * worth less stands nearly everywhere, and a third of all postings are its.
 */
const WORTH_MIN = 0.035;

/** The saved form → a searchable index. Throws `RangeError` on bytes that are not one. */
export function openLexicalIndex(bytes: Uint8Array): LexicalIndex {
  // Typed-array views need an aligned start; a file read whole has one, a slice may not and is copied.
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  if (byteLength < HEADER_WORDS * 4) throw new RangeError('lexical index is truncated');
  const [magic, unitCount = 0, termCount = 0, postingCount = 0, slotCount = 0, letterCount = 0, k1Thousandths = 0] =
    new Uint32Array(buffer, byteOffset, HEADER_WORDS);
  if (magic !== MAGIC) throw new RangeError('not a lexical index');
  const layout = layoutOf({ unitCount, termCount, postingCount, slotCount, letterCount });
  if (layout.size !== byteLength) throw new RangeError('lexical index is truncated, or damaged');
  const idf = new Float32Array(buffer, byteOffset + layout.idf, termCount);
  const scales = new Float32Array(buffer, byteOffset + layout.scales, termCount);
  const offsets = new Uint32Array(buffer, byteOffset + layout.offsets, termCount + 1);
  const letterStarts = new Uint32Array(buffer, byteOffset + layout.letterStarts, termCount + 1);
  const slots = new Uint32Array(buffer, byteOffset + layout.slots, slotCount);
  const units = layout.isNarrow
    ? new Uint16Array(buffer, byteOffset + layout.units, postingCount)
    : new Uint32Array(buffer, byteOffset + layout.units, postingCount);
  const letters = new Uint16Array(buffer, byteOffset + layout.letters, letterCount);
  const impacts = new Uint8Array(buffer, byteOffset + layout.impacts, postingCount);
  const ceiling = k1Thousandths / 1000 + 1; // no term can score more than idf × (k1 + 1)
  const unknownIdf = Math.log(1 + (unitCount + 0.5) / 0.5);
  const worthMin = WORTH_MIN * unknownIdf;
  const totals = new Float32Array(unitCount);
  /** The best of the ways to say one thing, and the way that is looked at; all 0 between. */
  const best = new Float32Array(unitCount);
  const now = new Float32Array(unitCount);

  function holds(id: number, term: string): boolean {
    const start = letterStarts[id] ?? 0;
    if ((letterStarts[id + 1] ?? 0) - start !== term.length) return false;
    for (let at = 0; at < term.length; at += 1) if (letters[start + at] !== term.charCodeAt(at)) return false;
    return true;
  }

  function idOf(term: string): number | undefined {
    if (slotCount === 0) return undefined;
    for (let slot = hashOf(term) & (slotCount - 1); ; slot = (slot + 1) & (slotCount - 1)) {
      const entry = slots[slot] ?? 0;
      if (entry === 0) return undefined;
      if (holds(entry - 1, term)) return entry - 1;
    }
  }

  /** Adds each term's share to the units that hold it; gives the highest sum that any unit could reach. */
  function accumulate(query: readonly WeightedTerm[], otherWays: readonly OtherWays[]): number {
    let reachable = 0;
    const places = new Map(otherWays.flatMap(({ said }, place) => said.map((term) => [term, place] as const)));
    const own: Met[][] = otherWays.map(() => []);
    for (const { term, weight } of query) {
      const id = idOf(term);
      reachable += weight * (id === undefined ? unknownIdf : (idf[id] ?? 0)) * ceiling;
      if (id === undefined || weight * (idf[id] ?? 0) < worthMin) continue;
      const place = places.get(term);
      if (place === undefined) add(totals, { id, weight });
      else own[place]?.push({ id, weight });
    }
    otherWays.forEach(({ ways }, place) => {
      addBest([own[place] ?? [], ...ways.map(met)]);
    });
    return reachable;
  }

  function met(terms: readonly WeightedTerm[]): Met[] {
    return terms.flatMap(({ term, weight }) => {
      const id = idOf(term);
      return id === undefined || weight * (idf[id] ?? 0) < worthMin ? [] : [{ id, weight }];
    });
  }

  function add(sums: Float32Array, { id, weight }: Met): void {
    const factor = weight * (idf[id] ?? 0) * (scales[id] ?? 0);
    const end = offsets[id + 1] ?? 0;
    // Two like loops, so that the engine sees one kind of array in each.
    if (units instanceof Uint16Array) addNarrow(sums, units, impacts, offsets[id] ?? 0, end, factor);
    else addWide(sums, units, impacts, offsets[id] ?? 0, end, factor);
  }

  /** Adds to each unit what its best way gives. */
  function addBest(ways: readonly (readonly Met[])[]): void {
    const [only] = ways.filter((terms) => terms.length > 0);
    if (only && ways.every((terms) => terms === only || terms.length === 0)) {
      for (const term of only) add(totals, term);
      return;
    }
    for (const terms of ways) {
      for (const term of terms) add(now, term);
      for (const { id } of terms) raise(best, now, units, offsets[id] ?? 0, offsets[id + 1] ?? 0);
    }
    for (const terms of ways)
      for (const { id } of terms) pour(totals, best, units, offsets[id] ?? 0, offsets[id + 1] ?? 0);
  }

  const searchParts: LexicalIndex['searchParts'] = (query, parts, otherWays = []) => {
    const reachable = accumulate(query, otherWays);
    const found = parts.map(({ limit, accepts }) => bestUnits(totals, limit, accepts, reachable));
    totals.fill(0);
    return found;
  };

  return {
    size: unitCount,
    weightOf(term) {
      const id = idOf(term);
      return id === undefined ? 0 : (idf[id] ?? 0);
    },
    search: (query, limit, accepts, otherWays) => searchParts(query, [{ limit, accepts }], otherWays)[0] ?? [],
    searchParts,
  };
}

/** A term that the index holds. */
interface Met {
  readonly id: number;
  readonly weight: number;
}

/** Where `now` is more than `best`, that is the best from here on; `now` is 0 again. */
function raise(best: Float32Array, now: Float32Array, units: Units, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    const unit = units[at] as number;
    const score = now[unit] as number;
    if (score > (best[unit] as number)) best[unit] = score;
    now[unit] = 0;
  }
}

/** Adds what stands in `from` to `totals`; `from` is 0 again. */
function pour(totals: Float32Array, from: Float32Array, units: Units, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    const unit = units[at] as number;
    totals[unit] = (totals[unit] as number) + (from[unit] as number);
    from[unit] = 0;
  }
}

type Units = Uint16Array | Uint32Array;

function addNarrow(
  totals: Float32Array,
  units: Uint16Array,
  impacts: Uint8Array,
  start: number,
  end: number,
  factor: number,
): void {
  for (let at = start; at < end; at += 1) {
    const unit = units[at] as number;
    totals[unit] = (totals[unit] as number) + factor * (impacts[at] as number);
  }
}

function addWide(
  totals: Float32Array,
  units: Uint32Array,
  impacts: Uint8Array,
  start: number,
  end: number,
  factor: number,
): void {
  for (let at = start; at < end; at += 1) {
    const unit = units[at] as number;
    totals[unit] = (totals[unit] as number) + factor * (impacts[at] as number);
  }
}
