/**
 * Letters: a text → the hashed groups of two to four letters in it with their weights, of one length for every text.
 * What is asked is learnt over these (`src/understanding/hearing.ts`).
 *
 * In: a text in the spelling that its reader wants. Out: slots and weights; empty for an empty text.
 */
const GROUP_MIN = 2;
const GROUP_MAX = 4;
/** The length of every text's weights, so that a long story is no louder than a short cry. */
const LENGTH = 4;

export interface Letters {
  readonly slots: Int32Array;
  readonly weights: Float64Array;
}

/** 1 for a slot that the text at hand has met; all 0 between two texts. A set would take as long as all the rest. */
let met = new Uint8Array(0);

/** A group that stands twice weighs no more than one that stands once. */
export function groupsOf(text: string, slotCount: number): Letters {
  if (met.length < slotCount) met = new Uint8Array(slotCount);
  const found: number[] = [];
  for (let size = GROUP_MIN; size <= GROUP_MAX; size += 1)
    for (let at = 0; at + size <= text.length; at += 1) {
      const slot = hashOf(text, at, size) % slotCount;
      if (met[slot] === 0) found.push(slot);
      met[slot] = 1;
    }
  for (const slot of found) met[slot] = 0;
  const slots = Int32Array.from(found);
  return { slots, weights: new Float64Array(slots.length).fill(LENGTH / Math.sqrt(slots.length)) };
}

/** FNV-1a over the letters and their number. */
function hashOf(text: string, at: number, size: number): number {
  let hash = 2_166_136_261 ^ size;
  hash = Math.imul(hash, 16_777_619);
  for (let offset = 0; offset < size; offset += 1) {
    hash ^= text.charCodeAt(at + offset);
    hash = Math.imul(hash, 16_777_619);
  }
  return hash >>> 0;
}
