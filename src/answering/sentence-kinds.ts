/**
 * Sentence kinds: what sort of sentence a claim is, by its own words: advice, a limit, an exception, what is closed, what
 * is still to come. In: the words of a claim (or of a question). Out: yes or no.
 *
 * An answer asks this of the same sentences some ten times, so what the patterns say of a text is kept.
 */
import { figuresOf } from '../korean/figures.js';
import { remembered } from './remembered.js';

const TEXTS_MAX = 8_192;

/** A sentence that only sends on ("담당 부서에 확인하세요"): told with an answer, never as one. */
export const isAdvice = remembered((text): boolean => {
  if (!/(?:확인하세요|확인해야 합니다|문의하세요|문의해야 합니다)\.$/.test(text)) return false;
  // "40일 전부터 신청하며, 정확한 기간은 보건소에 확인하세요": what stands before the advice may be the answer.
  const before = /^(.*(?:며|고|지만|으나|으니|니))(?:,| ) ?/u.exec(text)?.[1] ?? '';
  return !CLOSED.test(text) && figuresOf(before).every(({ kind }) => kind === 'phone');
}, TEXTS_MAX);

const CLOSED = /(?:접수|신청|모집|가입)(?:가|이|은|는)? (?:이미 )?(?:끝났|마감|종료)|마감(?:됐|되었|했)습니다/;

/** Nobody can apply at present: it travels with whatever else is told of the programme. */
export const isClosed = remembered((text): boolean => CLOSED.test(text), TEXTS_MAX);

/** Sources that tell different things of the same: both are told, and where to ask. */
export const isDisagreement = remembered(
  (text): boolean =>
    /서로 (?:다르|맞지)|(?:자료|안내)(?:에 따라|마다)[^.]*(?:다르|다릅니다)|(?:으로|라고|로) 적은 자료도 있/.test(text),
  TEXTS_MAX,
);

const EXCLUSION =
  /제외|다만|예외|받을 수 없|받지 못|쓸 수 없|할 수 없|안 됩니다|대상이 아|중복|함께 받|같이 받|한 가지만|하나만/;
const LIMIT =
  /이하|미만|초과|이내|까지만|한해|한정|한도|이어야|여야|있어야|없어야|기한이 지나|지나면|넘으면|넘는|감액|줄어|깎|충족|주소를 두|주민등록을|거주|계속 살|이상 살|(?:부터|먼저) (?:받|가|신청|등록|거)[가-힣]*야 합니다|(?:소득|재산|자산)[^.]{0,20}(?:기준|조건|따라)/;

/** Limits that must travel with what they limit. */
export const isCondition = remembered((text): boolean => EXCLUSION.test(text) || LIMIT.test(text), TEXTS_MAX);

/** Who or what is left out: the limit that hurts most when it is not told. */
export const isException = remembered(
  (text): boolean => EXCLUSION.test(text) && !/중복(?:해서|하여)?\s*(?:받을|지원|가능)|함께 받을 수 있/.test(text),
  TEXTS_MAX,
);

/** "소득 기준이 없습니다", "따로 신청하지 않습니다": it leaves nobody out. */
const ASKS_NOTHING =
  /(?:기준|제한|조건|부담|부담금|이용료|요금|비용|서류|기한|한도)(?:이|가|은|는|도|을|를)? (?:따로 )?(?:없|보지 않|받지 않|내지 않)|(?:따로|별도로) (?:신청|내|준비)[가-힣]* ?(?:않|없)/;

/** "월 20만원이며, 집행권원의 금액을 넘지 않습니다": an amount, and then its limit. */
const TELLS_FIRST = /\d[\d,]*만?\s?원(?:이며|씩이며|을 (?:드리|지원하|지급하)며|이고), /;

/** A sentence about those who are left out and nothing else: never the first one told. */
export const isMereException = remembered(
  (text): boolean =>
    /^다만|제외|대상이 아|예외/.test(text) ||
    (/(?:없습니다|않습니다|아닙니다|못합니다)\.$/.test(text) &&
      !/해야 하/.test(text) &&
      !ASKS_NOTHING.test(text) &&
      !TELLS_FIRST.test(text)),
  TEXTS_MAX,
);

/** The question is itself about what is left out, or about two things at once. */
export function asksForException(query: string): boolean {
  return /제외|예외|중복|같이|함께|동시|안\s*되|못\s*받|받으면서|받고\s*있|타고\s*있|받아도|타도|있어도|말고도|깎|줄어|줄이|(?:급여|연금|수당)만\s*(?:받|수급|타)/.test(
    query,
  );
}

/** What is to come ("2027년부터", "예정"): never the first thing told of what runs today. */
export const isLaterPlan = remembered(
  (text): boolean => /(?<!출산 ?)예정|계획|검토|추진하고 있|추진 중/.test(text),
  TEXTS_MAX,
);
