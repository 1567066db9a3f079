/**
 * Premise: a figure that the person believes ("40만원으로 올랐다던데 맞죠?", "8세까지라면서요") against the record.
 *
 * In: the question and the claims. Out: the claim in which the record itself calls that figure old or wrong; or, by
 * `contradicts`, that the record tells other figures of the same kind and not this one. An income or an age told of
 * oneself ("월급이 300만원인데") is no premise.
 */

import type { Claim } from '../knowledge/schema.js';
import { type Figure, figuresOf } from '../korean/figures.js';

interface HasClaim {
  readonly claim: Claim;
}

const BELIEVES =
  /(?:이?라던데|이?라면서|이?라는데|이?라고\s*(?:하|들|해|나|쓰|적|봤)|다던데|다면서|다는데|다고\s*(?:하|들|해|나|봤)|맞(?:죠|지|나요|아요|습니까|는지|는가)|아닌가요|아니에요\?|아니죠|(?:이|거|는)죠\?|진짜|사실|진위|소문)/;
/** The record's own words for what is wrong or old. */
const CORRECTS =
  /지난 (?:정보|값|내용|자료)|예전 (?:내용|값)|이전 (?:해|값)|없는 내용|없어졌|(?:다른|별개의?) 제도|사실이 아|잘못/;

const COMPARED: ReadonlySet<Figure['kind']> = new Set(['money', 'percent', 'count']);
const figuresToCompare = (text: string): Figure[] =>
  figuresOf(text).filter(({ kind, value }) => COMPARED.has(kind) && (kind !== 'count' || /\D/.test(value)));

/** The claim in which the record itself sets right what was said; it holds the very figure that is believed. */
export function correctionFor<C extends HasClaim>(claims: readonly C[], question: string): C | undefined {
  const believed = figuresBelieved(question);
  if (believed.length === 0) return undefined;
  return claims.find(({ claim: { text } }) => {
    if (!CORRECTS.test(text)) return false;
    const held = figuresToCompare(text);
    return believed.some(({ value }) => held.some((figure) => figure.value === value));
  });
}

/** Money is believed that no claim tells, while others tell money: the answer begins with saying so. */
export function contradicts(claims: readonly HasClaim[], question: string): boolean {
  const believed = figuresBelieved(question).filter(({ kind }) => kind === 'money');
  if (believed.length === 0) return false;
  const told = claims.flatMap(({ claim: { text } }) => figuresOf(text).filter(({ kind }) => kind === 'money'));
  return told.length > 0 && !believed.some(({ value }) => told.some((figure) => figure.value === value));
}

/** What is told of oneself stands before "인데", "이고", "받는데" or after the words for income. */
const OF_ONESELF =
  /(?:월급|연봉|소득|수입|재산|보증금|집값|월세|벌이|저축|병원비|빚)(?:이|가|은|는|도|만)?\s*(?:월|한\s*달에?|약|총)?\s*$/;

function figuresBelieved(question: string): readonly Figure[] {
  if (!BELIEVES.test(question)) return [];
  return figuresToCompare(question).filter(({ text }) => {
    const at = question.indexOf(text);
    return at >= 0 && !OF_ONESELF.test(question.slice(0, at));
  });
}
