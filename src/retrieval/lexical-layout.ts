/**
 * The saved form of a word index, little endian: a header, then arrays from the widest to the narrowest kind, so that
 * each stands aligned and is searched where it lies. What the builder writes and the reader opens is told here once.
 */

export const MAGIC = 0x424b4c33; // "BKL3"
/** Magic, units, terms, postings, hash slots, letters of all terms, k1 in thousandths, and one spare. */
export const HEADER_WORDS = 8;
/** The highest share a posting can hold. */
export const IMPACT_MAX = 255;

const NARROW_UNITS_MAX = 0x1_0000;

export interface Counts {
  readonly unitCount: number;
  readonly termCount: number;
  readonly postingCount: number;
  /** A power of two, or 0. */
  readonly slotCount: number;
  readonly letterCount: number;
}

/** Where each array starts, in bytes, and how long the whole is. */
export interface Layout {
  readonly idf: number;
  readonly scales: number;
  readonly offsets: number;
  readonly letterStarts: number;
  readonly slots: number;
  readonly units: number;
  readonly letters: number;
  readonly impacts: number;
  readonly size: number;
  /** Unit numbers fit into two bytes. */
  readonly isNarrow: boolean;
}

export function layoutOf({ unitCount, termCount, postingCount, slotCount, letterCount }: Counts): Layout {
  const isNarrow = unitCount <= NARROW_UNITS_MAX;
  const idf = HEADER_WORDS * 4;
  const scales = idf + termCount * 4;
  const offsets = scales + termCount * 4;
  const letterStarts = offsets + (termCount + 1) * 4;
  const slots = letterStarts + (termCount + 1) * 4;
  const units = slots + slotCount * 4;
  const letters = units + postingCount * (isNarrow ? 2 : 4);
  const impacts = letters + letterCount * 2;
  return {
    idf,
    scales,
    offsets,
    letterStarts,
    slots,
    units,
    letters,
    impacts,
    size: impacts + postingCount,
    isNarrow,
  };
}

/** FNV-1a over UTF-16 code units. */
export function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < term.length; at += 1) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193);
  // The low bits alone choose the slot: fold the high ones in.
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** The same of a term that lies as letters. */
export function hashOfLetters(letters: Uint16Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (letters[at] as number), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Half-empty, so that a look-up that fails ends soon. */
export function slotCountFor(termCount: number): number {
  if (termCount === 0) return 0;
  let slots = 4;
  while (slots < termCount * 2) slots *= 2;
  return slots;
}
