/**
 * Situation: who the question is about, in the vocabulary of the records: life stages, target groups and themes that
 * the words imply. "애가 열 살이에요" → 아동; "회사에서 잘렸어요" → 구직자, 일자리.
 */
import type { LIFE_STAGES, TARGET_GROUPS, THEMES } from '../knowledge/vocabulary.js';
import { quantitiesIn } from './quantities.js';

type LifeStage = (typeof LIFE_STAGES)[number];
type TargetGroup = (typeof TARGET_GROUPS)[number];
type Theme = (typeof THEMES)[number];

export interface Situation {
  readonly lifeStages: ReadonlySet<LifeStage>;
  readonly targetGroups: ReadonlySet<TargetGroup>;
  readonly themes: ReadonlySet<Theme>;
}

interface Sign {
  readonly pattern: RegExp;
  readonly lifeStages?: readonly LifeStage[];
  readonly targetGroups?: readonly TargetGroup[];
  readonly themes?: readonly Theme[];
}

const SIGNS: readonly Sign[] = [
  {
    pattern:
      /임신|임산부|출산|산모|산후|태아|분만|아기\s*낳|애\s*낳|아이\s*낳|조리원|만삭|낳(?:으|았|은|고|아|을|는|기)|태어나|태어났|출생/,
    lifeStages: ['임신·출산'],
    targetGroups: ['임산부'],
    themes: ['임신·출산'],
  },
  {
    pattern: /난임|불임|시험관|인공\s*수정/,
    lifeStages: ['임신·출산'],
    targetGroups: ['난임부부'],
    themes: ['임신·출산', '의료·건강'],
  },
  {
    pattern: /아기|신생아|영아|돌쟁이|백일|개월\s*(?:된|아기|아이|애)|어린이집|기저귀|분유|젖먹이/,
    lifeStages: ['영유아'],
    targetGroups: ['양육가구'],
    themes: ['양육'],
  },
  { pattern: /유치원|초등|초\s?[1-6]|어린이|방과\s*후/, lifeStages: ['아동'], targetGroups: ['양육가구'] },
  { pattern: /중학생|고등학생|중\s?[1-3](?!\d)|고\s?[1-3](?!\d)|청소년|자퇴|사춘기|학교\s*밖/, lifeStages: ['청소년'] },
  { pattern: /청년|취준|대학생|사회\s*초년|자취/, lifeStages: ['청년'] },
  {
    pattern:
      /노인|어르신|할머니|할아버지|할매|할배|할멈|영감|늙은|노친네|노부부|경로|칠순|팔순|환갑|연로|연세|노모|노부모|나이\s*드신|홀로\s*사시|혼자\s*사시/,
    lifeStages: ['노년'],
    targetGroups: ['노인'],
  },
  // Who has given birth has a small child now.
  {
    pattern: /낳(?:았|은\s*지)|태어났|출산(?:했|한\s*지)|출생\s*신고/,
    lifeStages: ['영유아'],
    targetGroups: ['양육가구'],
    themes: ['양육'],
  },
  { pattern: /다자녀|(?:애|아이|자녀)(?:가|만)?\s*(?:셋|넷|다섯|세\s*명|네\s*명)|셋째|넷째/, targetGroups: ['다자녀'] },
  { pattern: /신혼/, targetGroups: ['신혼부부'] },
  { pattern: /대학생|대학교?에?\s*다니/, targetGroups: ['대학생'] },
  { pattern: /자퇴|학교\s*밖|학교를?\s*그만/, targetGroups: ['학교밖청소년'] },
  { pattern: /전입|이사\s*(?:를\s*)?(?:왔|와서|온|오면)/, targetGroups: ['전입자'] },
  {
    pattern: /암(?:에\s*걸|\s*진단|\s*환자|이래|\s*수술)|희귀\s*(?:병|질환)|중증\s*질환/,
    targetGroups: ['중증환자'],
    themes: ['의료·건강'],
  },
  {
    pattern:
      /(?:남편|아내|배우자|집사람|신랑|애\s*(?:아빠|엄마))(?:이|가|을|를)?\s*(?:갑자기\s*)?(?:죽|돌아가|세상|잃|사망)/,
    targetGroups: ['한부모', '위기가구'],
    themes: ['긴급지원', '소득·생계'],
  },
  {
    pattern: /돈이?\s*(?:다\s*)?(?:떨어|한\s*푼|바닥)|생계가?\s*(?:막막|어렵|곤란)|끼니|굶|먹고\s*살\s*(?:길|게)/,
    targetGroups: ['위기가구'],
    themes: ['긴급지원', '소득·생계'],
  },
  { pattern: /치매|기억력/, lifeStages: ['노년'], targetGroups: ['노인', '치매'], themes: ['돌봄', '의료·건강'] },
  { pattern: /장애|휠체어|발달장애|뇌병변|지체|청각|시각/, targetGroups: ['장애인'] },
  {
    pattern: /한부모|이혼|사별|혼자\s*(?:애|아이|키우)|미혼모|미혼부|싱글맘|싱글대디/,
    targetGroups: ['한부모'],
    themes: ['양육'],
  },
  {
    pattern: /실직|직장을?\s*잃|일자리를?\s*잃|잘렸|잘리|해고|백수|실업|퇴사|권고사직|일자리|구직|취업/,
    targetGroups: ['구직자'],
    themes: ['일자리', '긴급지원'],
  },
  // Who lost the job is no worker now.
  {
    pattern:
      /^(?!.*(?:잘렸|잘리|해고|권고사직|퇴사|실직|직장을?\s*잃)).*(?:직장|회사|육아휴직|출산휴가|휴가|퇴근|맞벌이)/s,
    targetGroups: ['맞벌이', '근로자'],
    themes: ['일자리'],
  },
  { pattern: /다문화|외국인|결혼이민|베트남|필리핀|우리말|한국어/, targetGroups: ['다문화'] },
  { pattern: /수급자|차상위|저소득|형편|생활비|가난|어려운\s*집/, targetGroups: ['저소득'], themes: ['소득·생계'] },
  { pattern: /병원비|진료비|약값|수술|입원|치료비|의료비/, themes: ['의료·건강'] },
  { pattern: /월세|전세|집세|방값|보증금|임대|이사/, themes: ['주거'] },
  { pattern: /적금|저축|통장|목돈/, themes: ['금융·자산형성'] },
  { pattern: /맡길|맡기|돌봐|봐\s*주/, themes: ['돌봄'] },
  { pattern: /보훈|유공자|참전|육이오|6[.·]\s?25|월남\s*(?:전|갔|파병)/, targetGroups: ['보훈'] },
  { pattern: /퇴원|간병|수발|거동이?\s*(?:불편|힘|어려)|누워\s*(?:계|지내)/, themes: ['돌봄', '의료·건강'] },
  {
    pattern: /불이?\s*(?:났|나서|나\s*가지고|탔)|화재|침수|수해|홍수|태풍|지진|집이?\s*무너/,
    targetGroups: ['위기가구'],
    themes: ['긴급지원'],
  },
  {
    pattern: /때려|때렸|때리|맞고\s*(?:살|있|지)|폭행|가정\s*폭력|학대/,
    targetGroups: ['위기가구'],
    themes: ['상담·보호'],
  },
  { pattern: /출소|노숙|쫓겨|갈\s*곳이?\s*없/, targetGroups: ['위기가구', '취약계층'], themes: ['긴급지원', '주거'] },
  { pattern: /단전|단수|전기가?\s*끊|가스가?\s*끊|난방비|전기\s*요금|가스\s*요금/, themes: ['에너지'] },
  {
    pattern: /폐업|장사가?\s*(?:망|안)|가게를?\s*(?:접|닫)/,
    targetGroups: ['위기가구', '구직자'],
    themes: ['긴급지원'],
  },
];

/** Years of age → life stage; the stages overlap where programmes do. */
const AGES: readonly { readonly from: number; readonly to: number; readonly stage: LifeStage }[] = [
  { from: 0, to: 6, stage: '영유아' },
  { from: 6, to: 12, stage: '아동' },
  { from: 9, to: 24, stage: '청소년' },
  { from: 19, to: 39, stage: '청년' },
  { from: 40, to: 64, stage: '중장년' },
  { from: 65, to: 120, stage: '노년' },
];
export function situationOf(text: string): Situation {
  const lifeStages = new Set<LifeStage>();
  const targetGroups = new Set<TargetGroup>();
  const themes = new Set<Theme>();
  for (const sign of SIGNS) {
    if (!sign.pattern.test(text)) continue;
    for (const stage of sign.lifeStages ?? []) lifeStages.add(stage);
    for (const group of sign.targetGroups ?? []) targetGroups.add(group);
    for (const theme of sign.themes ?? []) themes.add(theme);
  }
  const { ages, ageMonths, children, childOrdinals } = quantitiesIn(text);
  for (const age of ages) {
    for (const { from, to, stage } of AGES) if (age >= from && age <= to) lifeStages.add(stage);
  }
  if (ageMonths.length > 0) lifeStages.add('영유아');
  if (ageMonths.length > 0 || childOrdinals.length > 0 || children !== undefined) targetGroups.add('양육가구');
  return { lifeStages, targetGroups, themes };
}
