/**
 * Asked: what the patterns read of a question (`focus.ts`) and what is heard in it (`hearing.ts`), as one list. Papers, a
 * number or a time that is surely heard is asked although no pattern says it ("그거 하려면 뭐뭐 내면돼"); a figure that is
 * hardly heard was a word of something else ("본인부담 상한제 신청"), unless it was said outright.
 *
 * In: the focuses of the patterns, in the order in which they were said. Out: the same, mended; a list stays a list.
 */
import type { Focus } from './focus.js';
import { aspectOf, type Heard, likeliest } from './hearing.js';

const SURE = 0.85;
const HARDLY = 0.02;
/** Aspects whose patterns hold words that programmes are called by, and the words that ask for them and nothing else. */
const OUTRIGHT: Readonly<Partial<Record<Focus, RegExp>>> = {
  amount: /얼마|얼만|금액|액수|몇\s*(?:만\s*)?(?:원|프로|퍼센트|%)/,
  documents: /서류|준비물|구비/,
  contact: /전화\s*번호|연락처|어디(?:로|에|다)?\s*(?:전화|문의|물어)/,
  deadline: /언제\s*까지|기한|마감/,
  date: /언제|몇\s*(?:월|년|일)/,
  count: /몇\s*|며칠|얼마나/,
};
/** Where this is surely heard, one programme is asked about. */
const OF_ONE: ReadonlySet<Focus> = new Set<Focus>(['documents']);
const MAY_BE_ADDED: ReadonlySet<Focus> = new Set<Focus>(['documents', 'contact', 'deadline']);

export function askedOf(focuses: readonly Focus[], heard: Heard | undefined, text: string): readonly Focus[] {
  if (!heard) return focuses;
  const kept = focuses.filter((focus) => {
    const aspect = aspectOf(focus);
    const outright = OUTRIGHT[focus];
    return aspect === undefined || outright === undefined || heard[aspect] >= HARDLY || outright.test(text);
  });
  const surest = likeliest(heard);
  if (surest === 'what') return kept;
  // "뭐뭐 내면돼": words of a list that ask for the papers of one programme.
  if (heard[surest] >= SURE && OF_ONE.has(surest) && kept.includes('list'))
    return [...kept.filter((focus) => focus !== 'list' && focus !== surest), surest];
  const isNew = MAY_BE_ADDED.has(surest) && heard[surest] >= SURE && !kept.some((focus) => aspectOf(focus) === surest);
  return isNew ? [...kept, surest] : kept;
}
