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
import { ASKING, HAPPENING, IN_SO_MANY_WORDS, OVER } from './harmless.js';
import { CRISES, type CrisisKind } from './kinds.js';
import { kindsTold, type Told } from './kinds-told.js';
import { type Letters, lettersOf, SLOTS } from './letters.js';

export const EAR_TABLE = 'danger-letters.bin';
/** Row 0 is danger, then the kinds in their order. */
const SUM_ROWS = 1 + CRISES.length;
/** The kinds hear as well with half the slots. */
const KIND_SLOTS = SLOTS / 2;
const THRESHOLDS = 2;
/** Head, as 32-bit floats: the thresholds, then a bias and a scale for each row of sums. */
const HEAD_FLOATS = THRESHOLDS + 2 * SUM_ROWS;
/** How rare each slot is, danger, then the kinds, a byte for each number. */
const TABLE_BYTES = HEAD_FLOATS * 4 + 2 * SLOTS + CRISES.length * KIND_SLOTS;
/** A greeting or a single word is too little to judge by. */
const LETTERS_MIN = 4;
const ENOUGH = new RegExp(`(?:[\\p{L}\\p{N}][^\\p{L}\\p{N}]*){${LETTERS_MIN}}`, 'u');
const PART_LETTERS_MIN = 10;
/** What a text is worth: the whole, its loudest sentence, and its last, in which it is told how all came out. */
const SHARES = { whole: 0.6, loudest: 0.2, last: 0.2 };
/** One sentence alone must be this much louder: danger may be one sentence of a long and calm story. */
const ALONE_HANDICAP = 0.6;
/** So far below a worry no sign of danger beside a question counts. */
const UNLIKE_DISTANCE = 0.25;
/** What a rule says brings a crisis nearer: hardly in a story, in which much is told that is no sign, almost surely in a cry. */
const RULE_WORTH = { inFewWords: 1.2, inStory: 0.2, ofWhatHappens: 0.3, inSoManyWords: 9 };
const FEW_WORDS_LETTERS = 25;
/** Who asks for something is answered too, unless the danger is loud: such a crisis must be surer. */
const ASKED_HANDICAP = 0.35;

export interface Heard {
  readonly level: 'crisis' | 'worry' | 'calm';
  /** Whether it is a crisis where a rule says so. */
  readonly bearsOut: boolean;
  /** So far from danger that no sign of it beside a question counts. */
  readonly unlike: boolean;
  readonly score: number;
  /** The likeliest first, one for each line that may well be the right one, whatever the level. */
  told(byRule?: readonly CrisisKind[]): Told;
}

export interface Ear {
  /** Undefined where there is too little to judge by. `text` in one spelling. */
  hear(text: string): Heard | undefined;
}

/** What training writes and `createEar` reads. */
export interface EarParts {
  readonly worryAbove: number;
  readonly crisisAbove: number;
  readonly rareness: Float64Array;
  readonly rows: readonly { readonly values: Float64Array; readonly bias: number }[];
}

/** Throws where the bytes are no table of this shape. */
export function createEar(bytes: Uint8Array): Ear {
  if (bytes.length !== TABLE_BYTES) throw new Error('not a table of the ear');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = (at: number): number => view.getFloat32(at * 4, true);
  const [worryAbove, crisisAbove] = [head(0), head(1)];
  const values = new Int8Array(bytes.buffer, bytes.byteOffset + HEAD_FLOATS * 4, TABLE_BYTES - HEAD_FLOATS * 4);
  // Not scaled: the weights of a text are brought to one length anyway.
  const rareness = values.subarray(0, SLOTS);
  const sumOf = ({ slots, weights }: Letters, row: number): number => {
    const from = SLOTS + (row === 0 ? 0 : SLOTS + (row - 1) * KIND_SLOTS);
    const mask = (row === 0 ? SLOTS : KIND_SLOTS) - 1;
    let sum = 0;
    for (let at = 0; at < slots.length; at += 1)
      sum += (weights[at] ?? 0) * (values[from + ((slots[at] ?? 0) & mask)] ?? 0);
    return head(THRESHOLDS + 2 * row) + head(THRESHOLDS + 1 + 2 * row) * sum;
  };
  return {
    hear(text) {
      if (!ENOUGH.test(text)) return undefined;
      const letters = lettersOf(text, rareness);
      const score = scoreOf(text, (part) => sumOf(part === text ? letters : lettersOf(part, rareness), 0));
      const surplus = score - handicapOf(text) - crisisAbove;
      return {
        level: surplus > 0 ? 'crisis' : score > worryAbove ? 'worry' : 'calm',
        bearsOut: surplus + ruleWorthIn(text) > 0,
        unlike: score < worryAbove - UNLIKE_DISTANCE,
        score,
        // Fourteen sums, which nobody looks at where all is calm.
        told(byRule) {
          return kindsTold(
            CRISES.map((_kind, row) => sumOf(letters, row + 1)),
            byRule,
          );
        },
      };
    },
  };
}

export function handicapOf(text: string): number {
  return ASKING.test(text) && !HAPPENING.test(text) ? ASKED_HANDICAP : 0;
}

/** What a rule adds where it says crisis. */
export function ruleWorthIn(text: string): number {
  if (text.length < FEW_WORDS_LETTERS) return RULE_WORTH.inFewWords;
  if (OVER.test(text)) return RULE_WORTH.inStory;
  if (IN_SO_MANY_WORDS.test(text)) return RULE_WORTH.inSoManyWords;
  return RULE_WORTH.inStory + (HAPPENING.test(text) ? RULE_WORTH.ofWhatHappens : 0);
}

/** `sum` of the whole, weighed with the sums of its sentences. */
export function scoreOf(text: string, sum: (part: string) => number): number {
  const whole = sum(text);
  const parts = partsOf(text).map(sum);
  const last = parts.at(-1);
  if (last === undefined) return whole;
  const most = Math.max(whole, ...parts);
  const mixed = SHARES.whole * whole + SHARES.loudest * most + SHARES.last * last;
  return Math.max(mixed, most - ALONE_HANDICAP);
}

/** Sentences and what leads up to them; none where the text is one. */
export function partsOf(text: string): readonly string[] {
  return text
    .split(/[.?!\n]+|(?<=는데|지만|은데|인데)\s/)
    .map((part) => part.trim())
    .filter((part) => part.length >= PART_LETTERS_MIN && part !== text.trim());
}

/** The kinds hear by fewer slots than danger: two slots of danger are one of theirs. */
export function ofKinds({ slots, weights }: Letters): Letters {
  return { slots: slots.map((slot) => slot & (KIND_SLOTS - 1)), weights };
}

/** Numbers rounded to eight bits, with a scale for each row. */
export function writeEar({ worryAbove, crisisAbove, rareness, rows }: EarParts): Uint8Array {
  const head = new Float32Array(HEAD_FLOATS);
  const table = new Int8Array(TABLE_BYTES - HEAD_FLOATS * 4);
  const put = (values: Float64Array, from: number): number => {
    const most = values.reduce((so, value) => Math.max(so, Math.abs(value)), 0) || 1;
    values.forEach((value, slot) => {
      table[from + slot] = Math.round((value / most) * 127);
    });
    return most / 127;
  };
  head.set([worryAbove, crisisAbove]);
  put(rareness, 0);
  rows.forEach(({ values, bias }, row) => {
    const from = SLOTS + (row === 0 ? 0 : SLOTS + (row - 1) * KIND_SLOTS);
    head.set([bias, put(row === 0 ? values : values.subarray(0, KIND_SLOTS), from)], THRESHOLDS + 2 * row);
  });
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
