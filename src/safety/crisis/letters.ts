/**
 * Letters: a person's words → the groups of letters (`src/korean/letters.ts`) that the ear (`ear.ts`) hears by, and
 * that its training (`tools/safety`) counts.
 */
import { groupsOf, type Letters } from '../../korean/letters.js';

export type { Letters };
export const SLOTS = 1 << 15;

/** `text` in one spelling (`spellings.ts`). */
export function lettersOf(text: string): Letters {
  return groupsOf(` ${text.replace(/\s+/g, ' ').trim()} `, SLOTS, true);
}
