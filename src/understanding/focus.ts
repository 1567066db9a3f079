/**
 * Focus: what about a programme is asked. "얼마예요" → amount, "서류는요" → documents, "어디서 신청해요" → apply.
 * A question may ask several things; none named means the person wants to know what it is.
 */
export const FOCUSES = [
  'amount',
  'eligibility',
  'apply',
  'documents',
  'deadline',
  'date',
  'hours',
  'contact',
  'department',
  'place',
  'count',
  'benefit',
  'list',
] as const;
export type Focus = (typeof FOCUSES)[number];

const PATTERNS: Readonly<Record<Focus, RegExp>> = {
  amount:
    /얼마|얼만|금액|액수|몇\s*(?:만\s*)?(?:원|프로|퍼센트|%)|한도|상한|하한|단가|비용|요금|가격|본인\s*부담|돈\s*(?:이|을)?\s*(?:드나|들어|드는|내나|내야|내요|내는)|공짜|무료(?:인|예|로|야|죠|\s*인)|유료|제가\s*내|지원금액|지원액|연회비|이용료|얼마나\s*(?:나|주|받)/,
  eligibility:
    /자격|대상|조건|기준|누가|누구|해당(?:되|돼|하|이)|받을\s*수\s*있(?:나|어|는\s*(?:지|건|거))|될까|되나요|가능한가|몇\s*살|나이|소득|재산|저도|들\s*수\s*있|다닐\s*수|탈\s*수|인정(?:을)?\s*받|나올까|받을까|줄까|되죠|되는지|못\s*받(?:아|나|는|죠|지)/,
  apply: /신청|어떻게\s*(?:받|하|해|신청)|만들|접수|절차|방법|가입|등록하|어디(?:서|에서|로)|어디다/,
  documents: /서류|증명서|준비물|구비|뭐\s*(?:가져|들고|챙겨|떼)|확인서|진단서|필요한\s*(?:것|거|게)/,
  deadline:
    /언제\s*까지|기한|마감|기간|며칠\s*(?:안|이내|까지)|몇\s*(?:개월|달|일|년)\s*(?:안|이내|까지)|신청\s*(?:시기|일)|집중\s*신청|유효|(?:지금|아직|이제)(?:이라)?도?[^,.?]{0,6}\s*(?:신청|가입|접수|모집|안\s*늦|되|돼|받나|가능)|늦(?:었|지\s*않|은\s*(?:건|거))|(?:신청|접수)(?:을|를)?\s*(?:못\s*했|놓)|안\s*쓰면|남은\s*(?:돈|포인트|금액)|소멸|(?:기한|기간|때)(?:을|를|이)?\s*(?:놓쳤|지났|지나)/,
  date: /언제|몇\s*(?:월|년|일)|시작(?:했|하|은|일)|시행|개관|열었|연\s*게|문\s*(?:여|연|열)|생긴|모집/,
  hours:
    /몇\s*시(?:까지|부터|에|간)|(?:일요일|토요일|주말|공휴일|휴일|밤|저녁|새벽)에?도?\s*(?:여나|여는|열어|하나|해요|하는|되나|문)|여나요|여는\s*날|운영\s*시간|영업|휴관|휴무|쉬는\s*날|무슨\s*요일|여는\s*시간|열어요/,
  contact:
    /전화(?!\s*(?:요금|비|세|기\s|값))|연락처|문의|번호(?!판)|어디(?:다|에|로)?\s*(?:물어|문의|연락|전화|알아)|상담\s*전화/,
  department: /부서|주관|담당|어느\s*과/,
  place: /어디어디|어느\s*(?:동네|지역|동|역)|어디에?\s*(?:있|짓|위치|생)|위치|주소|장소|몇\s*층|찾아가/,
  count:
    /며칠|몇\s*달|얼마\s*동안|얼마나\s*오래|몇\s*(?:명|곳|군데|개|회|번|시간|일|분야|과제|살|주|등급|가지|대|학년|기|장|매|점)/,
  benefit:
    /뭐(?:를|가|라도)?\s*(?:받나|받아|받는|주나|줘|주는|주죠|주시|나와|나오|해\s*(?:주|줘)|지원|도와)|뭘\s*(?:받|주|줘|지원|해|도와)|무엇을\s*(?:받|주|지원|해|도)|무슨\s*(?:도움|지원|혜택|일을|서비스)|어떤\s*(?:도움|걸|것을|일을|지원을|서비스를)|(?:지원|서비스|사업|활동)\s*내용|빌려|대신\s*해|대\s*주(?:나|는)|도와\s*주(?:나|는\s*(?:거|건|게))|(?:돈|거)\s*(?:있나|있어|주나|줘)/,
  list: /전부|모두|모든|다\s*(?:알려|알고|보여|적어|말해|보고)|싹\s*다|종류|종류별|어떤\s*(?:게|것|거|것들|제도|지원|혜택|정책|서비스)들?\s*(?:이|가|은|는|을|를)?\s*(?:있|받|해당)|뭐\s*(?:받을|있|가\s*있|뭐)|뭐가\s*있|뭘\s*받|무엇(?:이|을|을\s*받을)?\s*(?:있|받)|(?<!(?:조건|서류|기준|자격|방법|대상|차이|내용|뜻|절차)(?:이|가|은|는|란|이란)?\s*)뭐예요$|목록|한눈에|한\s*번에\s*(?:보|알려|모아|정리|다|볼)|정책들|것들|이것저것|여러\s*가지|정리\s*(?:해|좀)|(?:제도|지원|혜택|정책|통장|적금|급여|번호|전화|서비스|요금|할인)들|수\s*있는\s*(?:거|것|게|제도|지원|혜택|도움|복지)(?:들|를|을|이|가)?\s*(?:뭐|있|좀|다|알려|정리|모아|궁금)|만한\s*(?:거|것|게)|혜택/,
};

/** All the papers of one programme are no list of programmes. */
const ONE_LIST = /서류(?:를|는|들|가|도)?\s*(?:목록|종류|전부|모두|다\s|뭐|뭘)/;

/** How to apply, said outright; 신청 alone may only be what the deadline, the papers or the people are asked for. */
const HOW = /어떻게|절차|방법|접수|어디|하려면|(?:신청|가입)(?:은|도)(?:요|\s|\?|$)/;

/** How much one may earn or own: who gets it is asked, not how much. */
const MEANS =
  /(?:소득|재산|월급|연봉|수입|벌이|자산)(?:이|은|는|가|을|를|도)?\s*(?:[가-힣]{1,4}\s*)?(?:얼마|몇|어느\s*정도)|얼마나?\s*(?:이하|벌|버는|가지고|가진)/;

const ASKS_WHICH =
  /얼마|얼만|어디|언제|누가|누구|뭐|뭘|뭔|무엇|무슨|어떤|어떻|어떡|몇|며칠|어느|왜|서류|준비물|방법|절차|번호|알려|가르쳐|설명/;

/** It asks whether something is so ("압류방지통장으로 받아도 되나요"), not how much, where or when. */
export function asksWhether(text: string): boolean {
  return !ASKS_WHICH.test(text);
}

export function asksHow(text: string): boolean {
  return HOW.test(text);
}

export function asksMeans(text: string): boolean {
  return MEANS.test(text);
}

/** What is asked, in the order in which it is said. */
export function focusOf(text: string): Focus[] {
  const isOfMeans = asksMeans(text);
  const found = FOCUSES.filter((focus) => !(isOfMeans && focus === 'amount'))
    .map((focus) => ({ focus, at: text.search(PATTERNS[focus]) }))
    .filter(({ at }) => at >= 0);
  const asksElse = found.some(({ focus }) => focus !== 'apply' && focus !== 'list');
  return found
    .filter(({ focus }) => focus !== 'list' || !ONE_LIST.test(text))
    .filter(({ focus }) => focus !== 'apply' || !asksElse || HOW.test(text))
    .sort((a, b) => a.at - b.at)
    .map(({ focus }) => focus);
}

/** "받을 수 있나요", "되나요" only end a question; these words ask who gets it. */
const ASKS_WHO = /자격|대상|조건|기준|누가|누구|해당|몇\s*살|나이|소득|재산|인정/;

/**
 * The one aspect that a question turns on: Korean says it last ("신청하면 얼마 나와요" asks how much). An ending that
 * any question may bear does not count where something else is asked.
 */
export function headOf(focuses: readonly Focus[], text: string): Focus | undefined {
  const asked = focuses.filter((focus) => focus !== 'list');
  const others = asked.filter(
    (focus) =>
      !(focus === 'eligibility' && !ASKS_WHO.test(text)) &&
      !(asked.includes('deadline') && (focus === 'date' || focus === 'count')),
  );
  return others.at(-1) ?? asked.at(-1);
}

/** Beside the head of a question these are asked in words of their own, not by its ending. */
export function isOutright(focus: Focus, text: string): boolean {
  if (focus === 'eligibility') return /몇\s*살|누가|누구|자격|조건/.test(text);
  return focus === 'amount' || focus === 'documents' || focus === 'contact';
}

const CLAUSE_END = /[,?!.]\s*|그리고\s*|(?<=[가-힣](?:고|고요|이랑|랑|하고))\s+/;

/**
 * The aspects of a question that asks several things one after another ("얼마고, 서류는 뭐고, 어디서 신청해요"): those
 * of each clause. One group where it asks one thing, however many patterns that one thing matches.
 */
export function aspectsOf(text: string): (readonly Focus[])[] {
  return partsOf(text).map(({ focuses }) => focuses);
}

/** The same, each with the clause that says it. */
export function partsOf(text: string): { readonly clause: string; readonly focuses: readonly Focus[] }[] {
  const told: { clause: string; focuses: readonly Focus[] }[] = [];
  for (const clause of text.split(CLAUSE_END)) {
    const focuses: readonly Focus[] = focusOf(clause).filter((focus) => focus !== 'list');
    const isNew = !told.some((part) => part.focuses.some((focus) => focuses.includes(focus)));
    if (focuses.length > 0 && isNew) told.push({ clause, focuses });
  }
  return told;
}
