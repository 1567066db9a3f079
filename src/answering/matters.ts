/**
 * Matters: what some questions turn on whatever else they hold, and the words in which records speak of it: an age
 * ("몇 살부터 무료예요"), a share ("몇 프로 돌려줘요"), less money ("깎이나요"), means ("소득 제한 있나요"), one's own share
 * ("본인부담 뭐가 더 싸요"), or whether it is paid for the time before ("소급되나요").
 *
 * In: the question's words and claims that may lead. Out: those that speak of that matter; none where nothing of the kind
 * is asked or the record does not speak of it.
 */
import type { ScoredClaim } from './claims.js';

interface Matter {
  readonly asked: RegExp;
  readonly told: RegExp;
  /** Also where a record tells what to mind. */
  readonly isAnywhere?: boolean;
}

const MATTERS: readonly Matter[] = [
  { asked: /소급/, told: /소급|거슬러/, isAnywhere: true },
  {
    asked: /몇\s*(?:살|세(?!대))|나이(?:가|는|도)?\s*(?:제한|기준|어떻|얼마|상관|관계|조건|$)/,
    told: /\d\s?(?:세|개월)/,
  },
  { asked: /몇\s*(?:프로|퍼센트|%)/, told: /\d\s?%/ },
  {
    asked: /깎[이여인]|줄어\s?드|줄어[요들]|감액|덜\s*(?:받|나[오와])/,
    told: /감액|줄어|깎|뺀 금액[을만]|차액|\d% ?만/,
  },
  {
    asked: /(?:소득|재산|월급|수입)(?:도|은|을|이|만)?\s*(?:제한|기준|조건|보나|보는|봐요|따지|따져|상관|관계|심사)/,
    told: /(?:소득|재산|중위)[^.]*\d|\d[^.]*(?:소득|재산|중위)|(?:소득|재산)[^.]*(?:없|상관|관계|보지)/,
  },
  {
    asked: /본인\s*부담(?!금?\s*(?:상한|경감))|자부담|(?:제가|내가|본인이)\s*내/,
    told: /본인\s?부담|자부담|본인은|냅니다|부담하/,
  },
];

const UNTOLD: ReadonlySet<string> = new Set(['caution', 'documents', 'contact', 'press']);

export function onMatter(claims: readonly ScoredClaim[], question: string): readonly ScoredClaim[] {
  for (const { asked, told, isAnywhere } of MATTERS) {
    if (!asked.test(question)) continue;
    const speaking = claims.filter(
      ({ slug, claim: { text } }) => (isAnywhere === true || !UNTOLD.has(slug)) && told.test(text),
    );
    if (speaking.length > 0) return speaking;
  }
  return [];
}
