/**
 * Parts: records tell the same thing for one part after another ("1종은 …", "2종은 …"; "여름", "겨울"), and a sentence
 * about another part than the one that was asked for answers nothing. Also what is asked of money: one's own share is
 * told by other sentences than the support, what one may own by others than what one may earn.
 *
 * In: a question's words, a sentence's. Out: how many of the parts that the question names the sentence is about, and
 * how many it passes over for others of their kind; the same for what is asked of money, time and persons.
 */

/** Of each set the question may name one part; a sentence that names only others of the set is about those. */
const SETS: readonly (readonly RegExp[])[] = [
  [/단독|혼자|독거|1인/, /부부|둘\s*다|둘이/],
  [/1종/, /2종/],
  [/Ⅰ|(?<!\d)1\s?유형|(?<=계좌\s?)1/, /Ⅱ|(?<!\d)2\s?유형|(?<=계좌\s?)2/],
  [/첫째|첫애|첫아이/, /둘째/, /셋째/, /넷째/, /다섯째/],
  [/쌍둥이|쌍태|다태|쌍생/, /삼태|세쌍둥이/, /한 명을|단태/],
  [/경증|심하지 않은/, /중증|심한/],
  [/초등/, /중학|중등/, /고등/, /대학/],
  [/취학 전|미취학/, /취학 후/],
  [/국공립/, /사립|민간/],
  [/외래|통원/, /입원/, /약국|약값|약제/],
  [/재가|집에서/, /시설|요양원|입소/],
  [/여름/, /겨울|동절기/],
  [/대도시/, /중소도시/, /농어촌|시골/],
  [/임차|세 들|세입|월세/, /자가|자기\s*집|집수리|고쳐|수선/],
  [/일반형/, /우대형/],
  [/신선배아/, /동결배아/, /인공수정/],
  [/기본보육/, /24시간/, /야간/],
  [/생계·의료|생계급여|의료급여/, /주거·교육|주거급여|교육급여/, /차상위/],
  [/틀니/, /임플란트/],
  [/0세|돌\s*(?:안|전)|갓난/, /1세/, /2세/],
];

interface Facet {
  readonly asked: RegExp;
  readonly told: RegExp;
}

/** What a question may be about beyond the sort of value it wants. */
const FACETS: readonly Facet[] = [
  {
    asked:
      /제\s*돈|내\s*돈|제가\s*(?:얼마|몇|내)|저희가\s*(?:얼마|몇|내)|자부담|본인\s*부담|부담(?:해|하|금|률)|내야|내나요|내요|내는\s*돈/,
    told: /부담|내고|내며|내야|냅니다|내는|이용료|무료|면제|요금|수강료|연회비/,
  },
  { asked: /재산|땅|부동산/, told: /재산|자산|주택|과세표준/ },
  { asked: /소득|월급|연봉|벌(?:면|어|이)|수입/, told: /소득|총급여|보험료|매출|중위|수급|차상위|벌/ },
  { asked: /자동차|(?<![가-힣])차(?:가|는|도|를|\s)/, told: /자동차|차량/ },
  { asked: /몇\s*살|나이/, told: /세|살|나이|연령|년생|출생/ },
  { asked: /(?:신청|접수|넣어|청구)/, told: /신청|접수|청구|모집|제출/ },
  { asked: /써야|쓸\s*수|사용|다\s*쓰|안\s*쓰|없어지|남은/, told: /써야|쓸|쓰|사용|사라/ },
  { asked: /언제[^?]{0,12}(?:들어|입금)|지급일|며칠날|받는\s*날/, told: /지급|입금|들어|드리며|계좌/ },
  { asked: /끊|중지|못\s*받게/, told: /중지|끊|제외|잃|못/ },
  { asked: /소급|거슬러|지난달/, told: /소급|거슬러|이전|결정일/ },
  { asked: /외국|해외|나라\s*밖/, told: /해외|외국|국외/ },
  { asked: /저축|넣(?:을|는|나|어야)|납입|붓/, told: /저축|넣|납입|적립/ },
  { asked: /얹어|더해|보태|매칭|맞춰/, told: /더해|맞춰|매칭|기여|적립|지원/ },
  { asked: /깎(?:고|아|이|여)|줄어|감액/, told: /감액|깎|줄|빼|할인|감면|감경|경감/ },
  { asked: /살\s*수|살아요|거주|머물|있을\s*수/, told: /살 수|거주|머물|머무|동안|까지/ },
  { asked: /빌리|빌려|대여|갖다|반납/, told: /빌려|대여|반납|연체/ },
  { asked: /어디(?:에)?\s*쓰|마음대로|아무\s*데/, told: /쓸 수|용도|제한 없이|쓰/ },
];

/** What a question names, read once. */
export interface PartsWanted {
  readonly sets: readonly { readonly own: readonly RegExp[]; readonly others: readonly RegExp[] }[];
  readonly facets: readonly RegExp[];
}

export interface PartsTold {
  readonly same: number;
  readonly other: number;
  readonly facets: number;
  readonly noFacets: number;
}

export function partsWanted(question: string): PartsWanted {
  return {
    sets: SETS.flatMap((set) => {
      const own = set.filter((part) => part.test(question));
      return own.length === 0 ? [] : [{ own, others: set.filter((part) => !own.includes(part)) }];
    }),
    facets: FACETS.flatMap(({ asked, told }) => (asked.test(question) ? [told] : [])),
  };
}

export function partsTold({ sets, facets: wanted }: PartsWanted, sentence: string): PartsTold {
  const holds = (part: RegExp): boolean => part.test(sentence);
  const same = sets.filter(({ own }) => own.some(holds)).length;
  const other = sets.filter(({ own, others }) => !own.some(holds) && others.some(holds)).length;
  const facets = wanted.filter(holds).length;
  return { same, other, facets, noFacets: wanted.length - facets };
}

/** Names of the parts that a text speaks of: two texts about other parts of one set are about other cases. */
export function partsIn(text: string): readonly string[] {
  return SETS.flatMap((set, at) => set.flatMap((part, index) => (part.test(text) ? [`${at}.${index}`] : [])));
}
