/**
 * Hearing: a person's words → how likely each aspect of a programme is what they ask for. Learnt from questions in
 * people's voices (`tools/asking/train.ts`), because nobody writes patterns for "돈은 월매나 준다요" and "서류 뭐냄".
 *
 * Of a voice that it was not trained on it hears the one aspect asked in 66–77 of 100, the patterns of `focus.ts` in
 * 51–60 (tools/asking/README.md). Words that say outright what is asked keep their force: whoever uses this asks the
 * patterns too. Without its table it hears nothing, and the patterns stand alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRows } from '../korean/letter-rows.js';
import { groupsOf, type Letters } from '../korean/letters.js';
import { PACKAGE_FOLDER } from '../package-folder.js';
import type { Focus } from './focus.js';

export const HEARING_TABLE = 'asked-letters.bin';
export const HEARING_SLOTS = 1 << 15;

/** `what`: whether there is such a thing, or what it is called. */
export const ASPECTS = [
  'what',
  'eligibility',
  'amount',
  'benefit',
  'apply',
  'documents',
  'deadline',
  'date',
  'place',
  'contact',
  'count',
] as const;
export type Aspect = (typeof ASPECTS)[number];

/** What a focus is called here; a list of programmes is no aspect of one. */
export function aspectOf(focus: Focus): Aspect | undefined {
  if (focus === 'list') return undefined;
  return focus === 'hours' ? 'date' : focus === 'department' ? 'contact' : focus;
}

/** Shares that sum to 1. */
export type Heard = Readonly<Record<Aspect, number>>;

export interface Hearing {
  /** Undefined where nothing was said, or nothing can be heard. */
  hear(text: string): Heard | undefined;
}

/** Numbers and marks of the end say nothing of what is asked; where the text begins and ends does. */
export function askedLetters(text: string): Letters {
  const bare = text
    .replace(/[\s?!.~ㅠㅜㅋㅎ]+$/u, '')
    .replace(/\d+/g, '0')
    .replace(/\s+/g, ' ')
    .trim();
  return groupsOf(` ${bare}$`, HEARING_SLOTS);
}

/** Throws where the bytes are no table of this shape. */
export function createHearing(bytes: Uint8Array): Hearing {
  const sumsOf = readRows(bytes, ASPECTS.length, HEARING_SLOTS);
  return {
    hear(text) {
      if (!/\p{L}{2}/u.test(text)) return undefined;
      return sharesOf(sumsOf(askedLetters(text)));
    },
  };
}

export function sharesOf(sums: readonly number[]): Heard {
  const most = Math.max(...sums);
  const masses = sums.map((sum) => Math.exp(sum - most));
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  return Object.fromEntries(ASPECTS.map((aspect, at) => [aspect, (masses[at] ?? 0) / all])) as Record<Aspect, number>;
}

/** One aspect and no other. */
export function surely(asked: Aspect): Heard {
  return Object.fromEntries(ASPECTS.map((aspect) => [aspect, Number(aspect === asked)])) as Record<Aspect, number>;
}

/** The likeliest one. */
export function likeliest(heard: Heard): Aspect {
  return ASPECTS.reduce((best, aspect) => (heard[aspect] > heard[best] ? aspect : best), ASPECTS[0]);
}

let shipped: Hearing | undefined;

export function shippedHearing(): Hearing {
  shipped ??= readHearing(join(PACKAGE_FOLDER, 'models', HEARING_TABLE)) ?? { hear: () => undefined };
  return shipped;
}

/** Undefined where the table is missing or damaged; `bokji doctor` says so. */
export function readHearing(path: string): Hearing | undefined {
  try {
    return createHearing(readFileSync(path));
  } catch {
    return undefined;
  }
}
