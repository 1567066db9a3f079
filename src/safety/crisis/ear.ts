/**
 * The ear: words that no rule knows → whether they sound like danger, how surely, and like which kind. A linear sum
 * over the letters, trained by `tools/safety/train.ts`; its table ships in `models/`.
 *
 * It stands behind the rules, for what nobody wrote down. Two levels: what sounds like danger gets the crisis reply;
 * what may be danger is a worry, answered as any question with a line to call before it (SECURITY.md has the scores).
 * Without its table it hears nothing, and the rules stand alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDER } from '../../package-folder.js';
import { ASKING, HAPPENING } from './harmless.js';
import { CRISES, type CrisisKind } from './kinds.js';
import { type Letters, lettersOf, SLOTS } from './letters.js';

export const EAR_TABLE = 'danger-letters.bin';
/** Row 0 is danger, then the kinds in their order; the last row is how rare each slot is. */
const SUM_ROWS = 1 + CRISES.length;
const THRESHOLDS = 3;
/** Head, as 32-bit floats: the thresholds, then a bias and a scale for each row of sums, the scale of rareness. */
const HEAD_FLOATS = THRESHOLDS + 2 * SUM_ROWS + 1;
/** A close second is told as well: two lines are better than the wrong one. */
const CLOSE = 0.6;
/** A greeting or a single word is too little to judge by. */
const LETTERS_MIN = 4;
const ENOUGH = new RegExp(`(?:[\\p{L}\\p{N}][^\\p{L}\\p{N}]*){${LETTERS_MIN}}`, 'u');
const PART_LETTERS_MIN = 10;
/** A sentence alone is judged more carefully than with what stands around it. */
const PART_HANDICAP = 0.15;

const FAR = 0.5;
/** Who asks for something is answered too, unless the danger is loud: such a crisis must be surer. */
const ASKED_HANDICAP = 0.35;

export interface Heard {
  readonly level: 'crisis' | 'worry' | 'calm';
  /** So unlike danger that a rule which says so may have misread. */
  readonly doubts: boolean;
  /** Farther still from danger. */
  readonly unlike: boolean;
  /** The likeliest first, at most two, whatever the level. */
  readonly kinds: readonly [CrisisKind, ...CrisisKind[]];
  readonly score: number;
}

export interface Ear {
  /** Undefined where there is too little to judge by. `text` in one spelling. */
  hear(text: string): Heard | undefined;
}

/** What training writes and `createEar` reads. */
export interface EarParts {
  readonly doubtBelow: number;
  readonly worryAbove: number;
  readonly crisisAbove: number;
  readonly rareness: Float64Array;
  readonly rows: readonly { readonly values: Float64Array; readonly bias: number }[];
}

/** Throws where the bytes are no table of this shape. */
export function createEar(bytes: Uint8Array): Ear {
  if (bytes.length !== HEAD_FLOATS * 4 + (SUM_ROWS + 1) * SLOTS) throw new Error('not a table of the ear');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = (at: number): number => view.getFloat32(at * 4, true);
  const [doubtBelow, worryAbove, crisisAbove] = [head(0), head(1), head(2)];
  const values = new Int8Array(bytes.buffer, bytes.byteOffset + HEAD_FLOATS * 4, (SUM_ROWS + 1) * SLOTS);
  const rarenessScale = head(HEAD_FLOATS - 1);
  const rareness = (slot: number): number => (values[SUM_ROWS * SLOTS + slot] ?? 0) * rarenessScale;
  const sumOf = ({ slots, weights }: Letters, row: number): number => {
    let sum = 0;
    for (let at = 0; at < slots.length; at += 1)
      sum += (weights[at] as number) * (values[row * SLOTS + (slots[at] as number)] as number);
    return head(THRESHOLDS + 2 * row) + head(THRESHOLDS + 1 + 2 * row) * sum;
  };
  return {
    hear(text) {
      if (!ENOUGH.test(text)) return undefined;
      const letters = lettersOf(text, rareness);
      const score = loudest(text, (part) => sumOf(part === text ? letters : lettersOf(part, rareness), 0));
      return {
        level: score - handicapOf(text) > crisisAbove ? 'crisis' : score > worryAbove ? 'worry' : 'calm',
        doubts: score < doubtBelow,
        unlike: score < worryAbove - FAR,
        // Thirteen sums, which nobody looks at where all is calm.
        get kinds() {
          return likeliest(CRISES.map((kind, row) => ({ kind, sum: sumOf(letters, row + 1) })));
        },
        score,
      };
    },
  };
}

function likeliest(sums: readonly { readonly kind: CrisisKind; readonly sum: number }[]): Heard['kinds'] {
  const [first, second] = [...sums].sort((a, b) => b.sum - a.sum);
  if (!first) throw new Error('an ear without kinds');
  return second && second.sum > first.sum - CLOSE ? [first.kind, second.kind] : [first.kind];
}

export function handicapOf(text: string): number {
  return ASKING.test(text) && !HAPPENING.test(text) ? ASKED_HANDICAP : 0;
}

/** The sum of the whole or of its loudest sentence: danger is often one sentence of a long and calm story. */
export function loudest(text: string, sum: (part: string) => number): number {
  return partsOf(text).reduce((most, part) => Math.max(most, sum(part) - PART_HANDICAP), sum(text));
}

/** Sentences and what leads up to them; none where the text is one. */
export function partsOf(text: string): readonly string[] {
  return text
    .split(/[.?!\n]+|(?<=는데|지만|은데|인데)\s/)
    .map((part) => part.trim())
    .filter((part) => part.length >= PART_LETTERS_MIN && part !== text.trim());
}

/** Numbers rounded to eight bits, with a scale for each row. */
export function writeEar({ doubtBelow, worryAbove, crisisAbove, rareness, rows }: EarParts): Uint8Array {
  const head = new Float32Array(HEAD_FLOATS);
  const table = new Int8Array((SUM_ROWS + 1) * SLOTS);
  const put = (values: Float64Array, row: number): number => {
    const most = values.reduce((so, value) => Math.max(so, Math.abs(value)), 0) || 1;
    values.forEach((value, slot) => {
      table[row * SLOTS + slot] = Math.round((value / most) * 127);
    });
    return most / 127;
  };
  head.set([doubtBelow, worryAbove, crisisAbove]);
  rows.forEach(({ values, bias }, row) => {
    head.set([bias, put(values, row)], THRESHOLDS + 2 * row);
  });
  head[HEAD_FLOATS - 1] = put(rareness, SUM_ROWS);
  return Buffer.concat([Buffer.from(head.buffer), Buffer.from(table.buffer)]);
}

const DEAF: Ear = { hear: () => undefined };
let shipped: Ear | undefined;

export function shippedEar(): Ear {
  shipped ??= readEar(join(PACKAGE_FOLDER, 'models', EAR_TABLE)) ?? DEAF;
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
