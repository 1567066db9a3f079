/**
 * Crisis: signs of danger to life or safety, by rule over the normalised words, before any retrieval.
 *
 * A first set: plain and common indirect forms, first and third person. Asking *about* a hotline, a course or a
 * benefit is a question like any other, and everyday exaggeration ("배고파 죽겠네") is no danger.
 */
export type Crisis = 'suicide' | 'violence' | 'child-abuse' | 'elder-abuse' | 'disability-abuse' | 'livelihood';

const EXAGGERATED =
  /(?:배고파|배불러|더워|추워|힘들어|바빠|졸려|웃겨|귀찮아|심심해|궁금해|좋아|아파|보고 싶어|피곤해)\s*죽(?:겠|을 것 같)|죽을 만큼 (?:바쁘|바빠|맛있|좋)|죽여\s*(?:주|줘)(?:네|요)/g;
// 맞다 is also said of injections, rain and balls.
const HARMLESS_HIT =
  /(?:(?:주사|백신|접종|영양제|링거|수액|대상포진|독감|폐렴구균)[가-힣]?|(?:공|비|나이|조건|기준|자격|시간|입맛)(?:에|을|를))\s*맞[가-힣]*|맞[가-힣]*\s*(?:있는\s*)?(?:백신|주사|접종)/g;
const ABOUT =
  /상담\s*프로그램|예방\s*(?:교육|상담사|센터|사업|캠페인|강의|정책)|상담\s*전화는?\s*(?:몇|번호|뭐)|번호가?\s*(?:뭐|몇|어떻게)|어떤 (?:곳|데)|하는 일|신고(?:는|하면|하려면|의무|방법)|사망\s*신고|장례|유가족|이용\s*기간|쉼터|피난처|몇\s*번|어디(?:로|에|다)\s*(?:신고|전화|연락)/;

const RULES: readonly { readonly crisis: Crisis; readonly pattern: RegExp }[] = [
  {
    crisis: 'suicide',
    pattern:
      /자살\s*(?:하고|하려|할|생각|충동|시도)|죽고\s*싶|죽어\s*버리|죽을래|죽는\s*게\s*(?:나|낫)|죽으려|죽을\s*(?:생각|거야|것\s*같)|목숨을?\s*끊|목을?\s*매|뛰어내리|살기\s*싫|살고\s*싶지\s*않|살고\s*싶지가|세상을?\s*(?:떠나고|등지)|사라지고\s*싶|(?:다|모두|이제|삶을?|인생을?)\s*(?:그만\s*)?끝내(?:고\s*싶|버리)|그만\s*살고\s*싶|(?:다|모두)\s*내려놓고\s*싶|버틸\s*(?:자신|힘)이?\s*없|없어지고\s*싶|손목을?\s*(?:긋|그었|그어)|자해|유서(?!\s*깊)|번개탄|약을?\s*(?:한꺼번에|다|왕창|많이)\s*(?:먹었|삼켰|털어)|ㅈㅅ\s*(?:하고|할)/,
  },
  {
    crisis: 'child-abuse',
    pattern:
      /(?:아이|애|아동|아기|조카|학생)(?:를|을|가|이|한테)?[^.?!]{0,20}(?:때려|때리|맞고|맞아서|멍이|학대|굶기|방치)|(?:아빠|엄마|새아빠|새엄마|부모)(?:가|이|한테)?[^.?!]{0,12}(?:때려|때리|맞았|맞고|학대)/,
  },
  {
    crisis: 'elder-abuse',
    pattern:
      /(?:할머니|할아버지|노인|어르신|어머니|아버지)(?:를|을|가|이|께)?[^.?!]{0,25}(?:때려|때리|맞고|맞으|학대|굶기|감금)/,
  },
  { crisis: 'disability-abuse', pattern: /장애인?[^.?!]{0,25}(?:때려|때리|맞고|학대|감금|착취)/ },
  {
    crisis: 'violence',
    pattern:
      /(?:남편|아내|남자\s*친구|남친|애인|전남편|동거인|여자\s*친구)(?:가|이|한테|에게)?[^.?!]{0,25}(?:때려|때리|때렸|맞았|맞고|폭행|죽이|죽인|칼|목을\s*조|협박)|성폭행|강간|성추행을?\s*당|스토킹을?\s*당|따라다니며?\s*(?:협박|괴롭)|맞고\s*살|지금\s*맞/,
  },
  {
    crisis: 'livelihood',
    pattern:
      /(?:며칠|사흘|이틀|나흘|닷새|\d+\s*일)\s*(?:째|동안)?[^.?!]{0,10}(?:굶|못\s*먹)|굶고\s*있|(?:오늘|당장)\s*(?:밤)?[^.?!]{0,8}(?:잘\s*곳이?\s*없|갈\s*곳이?\s*없|쫓겨났)|먹을\s*(?:게|것이)\s*(?:하나도|아무것도)\s*없/,
  },
];

/** An act that is told as happening is danger, even in a question about where to turn. */
const HAPPENING = /때려|때렸|때립|때리고|맞고\s*(?:있|살)|맞았|칼|위협|협박|죽고\s*싶|살기\s*싫|지금\s*맞|자살하고/;

export function crisisIn(text: string): Crisis | undefined {
  const plain = text.replace(EXAGGERATED, ' ').replace(HARMLESS_HIT, ' ');
  const hit = RULES.find(({ pattern }) => pattern.test(plain));
  if (!hit) return undefined;
  return ABOUT.test(plain) && !HAPPENING.test(plain) ? undefined : hit.crisis;
}
