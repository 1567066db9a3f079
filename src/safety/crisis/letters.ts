/**
 * Letters: a person's words → the hashed groups of two to four letters in them with their weights, of one length for
 * every text. What the ear (`ear.ts`) hears by, and what its training (`tools/safety`) counts.
 */
export const SLOTS = 1 << 15;
const GROUP_MIN = 2;
const GROUP_MAX = 4;
/** The length of every text's weights, so that a long story is no louder than a short cry. */
const LENGTH = 4;

export interface Letters {
  readonly slots: Int32Array;
  readonly weights: Float64Array;
}

/** `text` in one spelling (`spellings.ts`). */
export function lettersOf(text: string): Letters {
  const read = ` ${text.replace(/\s+/g, ' ').trim()} `;
  const counts = new Map<number, number>();
  for (let size = GROUP_MIN; size <= GROUP_MAX; size += 1)
    for (let at = 0; at + size <= read.length; at += 1) {
      const slot = hashOf(read, at, size);
      counts.set(slot, (counts.get(slot) ?? 0) + 1);
    }
  let square = 0;
  for (const count of counts.values()) square += count * count;
  const scale = square === 0 ? 0 : LENGTH / Math.sqrt(square);
  const slots = Int32Array.from(counts.keys());
  const weights = Float64Array.from(counts.values(), (count) => count * scale);
  return { slots, weights };
}

/** FNV-1a over the letters and their number. */
function hashOf(text: string, at: number, size: number): number {
  let hash = 2_166_136_261 ^ size;
  hash = Math.imul(hash, 16_777_619);
  for (let offset = 0; offset < size; offset += 1) {
    hash ^= text.charCodeAt(at + offset);
    hash = Math.imul(hash, 16_777_619);
  }
  return (hash >>> 0) % SLOTS;
}
