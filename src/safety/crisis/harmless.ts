/**
 * Words that look like danger and are not: exaggeration, injections and rain that one "gets hit" by, and questions
 * about hotlines, courses, benefits and what follows a death.
 */

import type { CrisisKind } from './kinds.js';

const FEELING =
  '(?:배고파|배고파서|배불러|더워|더워서|추워|추워서|힘들어|힘들어서|바빠|바빠서|졸려|웃겨|귀찮아|심심해|궁금해|좋아|아파|아파서|보고s*싶어|터져|피곤해|답답해|짜증\\s*나|무거워|지겨워|쪄|매워|미워|예뻐|귀여워|외로워|속상해|어려워|급해|아까워|부러워|창피해|무서워|가려워|쑤셔|뻐근해|목말라|시끄러워)';

export const HARMLESS: readonly RegExp[] = [
  new RegExp(
    `${FEELING}\\s*(?:진짜\\s*|정말\\s*)?죽(?:겠|을\\s*(?:것|거)\\s*같|는\\s*줄|을\\s*지경|을\\s*맛|을\\s*뻔)(?!다는|다고)[가-힣]*`,
    'g',
  ),
  /죽을\s*(?:만큼|정도로|지경|맛|둥\s*살\s*둥|힘을\s*다)[가-힣]*(?:\s*(?:바쁘|바빠|맛있|좋|힘들|아프)[가-힣]*)?|죽여\s*(?:주|줘)(?:네|요|는)|죽이는\s*(?:맛|경치)|죽(?:도록|자고)\s*(?:일|고생|뛰)|기가\s*죽|풀이?\s*죽|죽는\s*소리|죽는\s*줄\s*알|호박죽|팥죽|전복죽|죽을?\s*(?:끓|쑤)/g,
  // 맞다 is also said of injections, rain, balls, prizes, and of what is right.
  /(?:주사|백신|접종|예방주사|영양제|링거|수액|대상포진|독감|폐렴구균|침|필러|도장|점수)[가-힣]?\s*(?:을|를)?\s*맞[가-힣]*|(?:공|비|눈|바람|상|벼락|번개|도둑|나이|조건|기준|자격|시간|입맛|적성|눈높이|사정|형편)(?:에|을|를|이|가)?\s*맞[가-힣]*|맞[가-힣]*\s*(?:있는\s*)?(?:백신|주사|접종)|(?:게|것이|거|거가|걸로|것으로|이게|그게|말이)\s*맞[가-힣]*|앞두고\s*맞|맞(?:벌이|춤|춰|은편)[가-힣]*/g,
  // The matter as such, asked about by name: nobody is said to be hurt.
  /(?:노인|어르신|아동|장애인|동물)\s*학대(?=\s*(?:가해자|예방|사업|사례|발생|관련|범죄|전력|피해자\s*지원|정의|유형|처벌|판정))|학교\s*(?:내\s*)?폭력(?:을|의|에)?\s*(?:을\s*)?(?:예방|겪은|대책|관련|피해\s*(?:학생|지원))|(?:왕따|따돌림|괴롭힘)\s*(?:문제|예방|상담)|때려\s*(?:잡|치우|칠|맞춰)[가-힣]*/g,
  // What is denied, wished in play, done in a game or for one's weight.
  /(?<![가-힣])안\s*때(?:려|리)[가-힣]*|때려\s*주고\s*싶[가-힣]*|(?:배그|게임|번지\s*점프?|보스|레포츠)[^.?!]{0,20}(?:죽|뛰어내)[가-힣]*/g,
  /(?:랑|하고|과|와)\s*(?:잘\s*)?안\s*맞[가-힣]*|자기\s*(?:머리|얼굴|몸)(?:을|를)?\s*때리[가-힣]*|제목(?:이|은)?\s*['"‘“「][^'"’”」]{1,40}['"’”」]/g,
  /(?:다이어트|검사|검진|채혈|금식|감량)[^.?!]{0,20}굶[가-힣]*|굶[가-힣]*[^.?!]{0,12}(?:킬로|kg|뺐|다이어트|검사)/g,
  /(?:매|회초리)를\s*(?:드셨다는|들던)\s*옛날|끝내주[가-힣]*|자해\s*공갈[가-힣\s]*|한강\s*(?:공원|근처|변)|유서\s*깊은|번개탄(?=[^.?!]{0,15}(?:쿠폰|바우처|보일러|고기|캠핑))/g,
];

export const ABOUT =
  /상담\s*프로그램|논문|대학원|(?:예방|방지)\s*(?:교육|상담사|센터|사업|캠페인|강의|정책|포스터|주간|의\s*날)|지킴이|양성\s*(?:과정|교육)|강사|상담(?:원|사|소)|자원\s*봉사|봉사|후원|공모전|채용|모집|포상금|일하고\s*싶|상담\s*전화는?\s*(?:몇|번호|뭐)|번호가?\s*(?:뭐|몇|어떻게)|어떤 (?:곳|데)|하는 일|신고(?:는|하면|하려면|의무|방법|\s*번호)|사망(?:\s*(?:신고|후|하면|일시금|자|한|해서))?|돌아가신|돌아가셔서|장례|유가족|유족|이용\s*기간|쉼터|피난처|몇\s*번|어디(?:로|에|다)\s*(?:신고|전화|연락)|신고를?\s*받|막는\s*교육|지원법|제도가|옛날\s*이야기/;

/** An act that is told as happening is danger, even in a question about where to turn. */
export const HAPPENING =
  /때려|때렸|때립|때리고|때리는|패요|맞고\s*(?:있|살|사|계)|맞았|칼(?!국수|슘)|위협|협박|죽고\s*싶|죽을\s*(?:래|생각|거)|살기\s*싫|지금\s*맞|자살하고|자살\s*생각|목을\s*졸|당하고\s*있|당했|굶고|굶었|끊겼|쫓겨났|따라가고\s*싶|따라\s*가고\s*싶|따라\s*죽|가둬|감금/;

/** Said of oneself in so many words: no doubt of the ear takes a rule away from it. */
export const IN_SO_MANY_WORDS =
  /(?:죽고|죽어\s*버리고|자살하고|사라지고|그만\s*살고)\s*싶(?:어(?!\s*(?:하|했|한))|습니다|네|음|다(?![가-힣])|은데|어질)|살기\s*싫(?:어(?!\s*(?:하|했|한))|습니다|네|음|다(?![가-힣]))|죽을래|죽을\s*(?:거예요|거에요|겁니다|생각입니다)|지금\s*(?:맞고|때리고|때려)/;

/** Words of a question about a service, of the past, of a joke: danger may be told beside them, but often is not. */
export const ASKING =
  /신청|서류|자격|대상|조건|접수|재계약|교육|강사|봉사|캠페인|채용|모집|포스터|자료|과제|통계|행사|연수|촬영|기증|공모|할인|지원|예전|작년|옛날|지금은|이젠|ㅋㅋ|ㅎㅎ|게임|영화|노래|드라마|어디|있나요|있어요\?|되나요|인가요|까요|궁금|알려\s*주|문의|필요/;

/** What is told is over, or was only seen. */
export const OVER =
  /(?:드라마|영화|소설|뉴스|기사|만화)에서|예전|옛날|작년|재작년|어릴\s*때|오래\s*전|지금은|이제는?\s*(?:혼자|괜찮|편히|잘)|이젠|나아졌|회복/;

/** Who asks how to report is shown the number first and then what the records say. */
export const REPORTING =
  /(?:신고|알리|알릴|제보|고발)[가-힣]*\s*(?:방법|법(?![가-힣])|절차|하려면|하려고|번호|전화|곳|데|어디|어떻게|받(?:나|아|습|는))|(?:학대|폭력)\s*전화|(?:어디(?:에|로|다)?|어떻게)\s*(?:신고|알려|알리|제보|고발)/;

/** What is reported by its name → the kind whose line stands first. */
export const REPORTED: readonly { readonly pattern: RegExp; readonly kind: CrisisKind }[] = [
  { pattern: /(?:노인|어르신|할머니|할아버지)[^.?!]{0,6}학대/, kind: 'elder-abuse' },
  { pattern: /장애인?[^.?!]{0,6}학대/, kind: 'disability-abuse' },
  { pattern: /(?:아동|아이|애|어린이)[^.?!]{0,6}학대/, kind: 'child-abuse' },
  { pattern: /성(?:폭력|폭행|추행|희롱)|몰카|불법\s*촬영|몸캠/, kind: 'sexual-violence' },
  { pattern: /가정\s*폭력|데이트\s*폭력/, kind: 'violence' },
  { pattern: /스토킹|스토커/, kind: 'stalking' },
  { pattern: /학교\s*폭력|학폭/, kind: 'school-violence' },
];

/** Staff ask what to do when somebody tells of danger: a question about duty, whatever words it repeats. */
export const DUTY =
  /민원인|의심\s*사례|연결\s*번호|응대\s*(?:순서|방법)|(?:전화|말|제보|신고)(?:를|을)?\s*(?:받았을|들었을)\s*때|(?:어디로|어디에|누구에게)\s*(?:먼저\s*)?연결(?:하죠|하나요|해야|합니까|하면)|(?:제보|가구)는\s*어디로|매뉴얼|대응\s*(?:절차|순서|요령)/;

/** The words without what only looks like danger. In: one spelling. */
export function withoutHarmless(text: string): string {
  return HARMLESS.reduce((rest, pattern) => rest.replace(pattern, ' '), text);
}
