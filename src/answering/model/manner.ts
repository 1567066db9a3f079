/** Manner: in which language and how plainly the person wants the answer, seen from their words. */
import { wishOf } from '../../understanding/wishes.js';

const HANGUL = /\p{Script=Hangul}/gu;
const LETTER = /\p{L}/gu;
/** Less than a third of the letters are Korean: the person writes in another language. */
export function isForeign(text: string): boolean {
  const letters = text.match(LETTER)?.length ?? 0;
  const hangul = text.match(HANGUL)?.length ?? 0;
  return letters >= 2 && hangul / letters < 1 / 3;
}

export function wantsSimpler(text: string): boolean {
  return wishOf(text).easy;
}
