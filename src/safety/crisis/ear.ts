/**
 * The ear: words that no rule knows → whether they sound like danger, and like which. A linear sum over the letters,
 * trained by `tools/safety/train.ts` on the sets of the repository; its table ships in `models/`.
 *
 * It stands behind the rules, for what nobody wrote down: in a set that neither rules nor training had seen, the rules
 * heard 44 % and both together 64 % (SECURITY.md). Without its table it hears nothing, and the rules stand alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../../package-folder.js';
import { CRISES, type CrisisKind } from './kinds.js';
import { type Letters, lettersOf, SLOTS } from './letters.js';

export const EAR_TABLE = 'danger-letters.bin';
/** Head: threshold and bias of danger, then a bias and a scale for danger and each kind, as 32-bit floats. */
const HEAD_FLOATS = 1 + 2 * (1 + CRISES.length);

export interface Ear {
  /** The likeliest kind first, at most two; undefined where it sounds like no danger. */
  hear(text: string): readonly [CrisisKind, ...CrisisKind[]] | undefined;
}

/** Throws where the bytes are no table of this shape. */
export function createEar(bytes: Uint8Array): Ear {
  if (bytes.length !== HEAD_FLOATS * 4 + (1 + CRISES.length) * SLOTS) throw new Error('not a table of the ear');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const float = (at: number): number => view.getFloat32(at * 4, true);
  const threshold = float(0);
  const values = new Int8Array(bytes.buffer, bytes.byteOffset + HEAD_FLOATS * 4, (1 + CRISES.length) * SLOTS);
  /** Row 0 is danger, the others are the kinds in their order. */
  const sumOf = ({ slots, weights }: Letters, row: number): number => {
    let sum = 0;
    for (let at = 0; at < slots.length; at += 1)
      sum += (weights[at] ?? 0) * (values[row * SLOTS + (slots[at] ?? 0)] ?? 0);
    return float(1 + 2 * row) + float(2 + 2 * row) * sum;
  };
  return {
    hear(text) {
      // A greeting or a single word is too little to judge by.
      if ((text.match(/[\p{L}\p{N}]/gu) ?? []).length < LETTERS_MIN) return undefined;
      const letters = lettersOf(text);
      if (sumOf(letters, 0) <= threshold) return undefined;
      const ranked = CRISES.map((kind, row) => ({ kind, sum: sumOf(letters, row + 1) })).sort((a, b) => b.sum - a.sum);
      const [first, second] = ranked;
      if (!first || !second) return undefined;
      // A close second is told as well: two lines are better than the wrong one.
      return second.sum > first.sum - CLOSE ? [first.kind, second.kind] : [first.kind];
    },
  };
}

const CLOSE = 3;
const LETTERS_MIN = 9;

let shipped: Ear | undefined;

export function shippedEar(): Ear {
  shipped ??= readEar(join(PACKAGE_FOLDER, 'models', EAR_TABLE)) ?? { hear: () => undefined };
  return shipped;
}

/** Undefined where the table is missing or damaged; `bokji doctor` says so. */
export function readEar(path: string): Ear | undefined {
  try {
    return createEar(readFileSync(path));
  } catch {
    return undefined;
  }
}
