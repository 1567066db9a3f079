/**
 * Injection: words that order the assistant about instead of asking. Nothing of the order is followed.
 * A first set; questions that merely mention rules or roles are answered.
 */
const ORDERS = [
  /(?:이전|앞|위|지금까지)의?\s*(?:모든\s*)?(?:지시|명령|규칙|지침|프롬프트|설정)(?:은|는|을|를|사항)?[^.?!]{0,15}(?:무시|잊|버려|따르지)/,
  /(?:시스템|system)\s*(?:프롬프트|메시지|지시|prompt)/i,
  /(?:너|넌|당신)(?:는|은)?\s*이제(?:부터)?[^.?!]{0,30}(?:야|이다|역할|처럼|행동|대답)/,
  /(?:명령어?|지시사?항?|프롬프트|지침)[^.?!]{0,12}(?:모두|전부|다)\s*(?:무시|잊어|버려)/,
  /프롬프트(?:를|을|의)?\s*(?:내용)?[^.?!]{0,10}(?:출력|보여|말해|공개)/,
  /(?:disregard|forget)\s+(?:all\s+|any\s+)?(?:your\s+|the\s+)?(?:previous|prior|above|earlier|system)/i,
  /ignore\s+(?:all\s+|any\s+)?(?:previous|prior|above|earlier)/i,
  /(?:reveal|print|show|repeat)\s+(?:me\s+)?(?:your|the)\s+(?:system\s+)?(?:prompt|instructions)/i,
  /(?:개발자|관리자|디버그|탈옥|DAN)\s*모드(?:로|를|야)/i,
  /(?:출처|근거)\s*없이\s*(?:무조건|아무렇게나|지어)/,
  /(?:무조건|반드시)\s*(?:수급자로\s*)?(?:승인|선정)(?:해|시켜|됐다고)/,
];

export function isInstruction(text: string): boolean {
  return ORDERS.some((pattern) => pattern.test(text));
}
