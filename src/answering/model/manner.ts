/** Manner: in which language and how plainly the person wants the answer, seen from their words. */

const HANGUL = /\p{Script=Hangul}/gu;
const LETTER = /\p{L}/gu;
const SIMPLER =
  /쉬운\s*(?:말|우리말|한국어|단어|글)|쉽게\s*(?:설명|말|알려|풀|써|적|이야기)|알아듣기\s*쉽|어려운\s*말\s*(?:말고|빼고|없이)|초등학생도/;

/** Less than a third of the letters are Korean: the person writes in another language. */
export function isForeign(text: string): boolean {
  const letters = text.match(LETTER)?.length ?? 0;
  const hangul = text.match(HANGUL)?.length ?? 0;
  return letters >= 2 && hangul / letters < 1 / 3;
}

export function wantsSimpler(text: string): boolean {
  return SIMPLER.test(text);
}
