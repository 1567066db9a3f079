/**
 * Situation: who the question is about, in the vocabulary of the records: life stages, target groups and themes that
 * the words imply. "애가 열 살이에요" → 아동; "회사에서 잘렸어요" → 구직자, 일자리.
 */
import type { LIFE_STAGES, TARGET_GROUPS, THEMES } from '../knowledge/vocabulary.js';

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
    pattern: /임신|임산부|출산|산모|산후|태아|난임|분만|아기\s*낳|애\s*낳|아이\s*낳|조리원|만삭/,
    lifeStages: ['임신·출산'],
    targetGroups: ['임산부'],
    themes: ['임신·출산'],
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
  { pattern: /노인|어르신|할머니|할아버지|경로|칠순|팔순|환갑|연로/, lifeStages: ['노년'], targetGroups: ['노인'] },
  { pattern: /치매|기억력/, lifeStages: ['노년'], targetGroups: ['노인', '치매'], themes: ['돌봄', '의료·건강'] },
  { pattern: /장애|휠체어|발달장애|뇌병변|지체|청각|시각/, targetGroups: ['장애인'] },
  {
    pattern: /한부모|이혼|사별|혼자\s*(?:애|아이|키우)|미혼모|미혼부|싱글맘|싱글대디/,
    targetGroups: ['한부모'],
    themes: ['양육'],
  },
  {
    pattern: /실직|잘렸|잘리|해고|백수|실업|퇴사|권고사직|일자리|구직|취업/,
    targetGroups: ['구직자'],
    themes: ['일자리', '긴급지원'],
  },
  // Who lost the job is no worker now.
  {
    pattern: /^(?!.*(?:잘렸|잘리|해고|권고사직|퇴사|실직)).*(?:직장|회사|육아휴직|출산휴가|휴가|퇴근|맞벌이)/s,
    targetGroups: ['맞벌이', '근로자'],
    themes: ['일자리'],
  },
  { pattern: /다문화|외국인|결혼이민|베트남|필리핀|우리말|한국어/, targetGroups: ['다문화'] },
  { pattern: /수급자|차상위|저소득|형편|생활비|가난|어려운\s*집/, targetGroups: ['저소득'], themes: ['소득·생계'] },
  { pattern: /병원비|진료비|약값|수술|입원|치료비|의료비/, themes: ['의료·건강'] },
  { pattern: /월세|전세|집세|방값|보증금|임대|이사/, themes: ['주거'] },
  { pattern: /적금|저축|통장|목돈/, themes: ['금융·자산형성'] },
  { pattern: /맡길|맡기|돌봐|봐\s*주/, themes: ['돌봄'] },
  { pattern: /보훈|유공자|참전/, targetGroups: ['보훈'] },
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
const TENS: Readonly<Record<string, number>> = {
  열: 10,
  스물: 20,
  서른: 30,
  마흔: 40,
  쉰: 50,
  예순: 60,
  일흔: 70,
  여든: 80,
  아흔: 90,
};
const ONES: Readonly<Record<string, number>> = {
  한: 1,
  하나: 1,
  두: 2,
  둘: 2,
  세: 3,
  셋: 3,
  네: 4,
  넷: 4,
  다섯: 5,
  여섯: 6,
  일곱: 7,
  여덟: 8,
  아홉: 9,
};
const SINO_TENS: Readonly<Record<string, number>> = { 이: 20, 삼: 30, 사: 40, 오: 50, 육: 60, 칠: 70, 팔: 80, 구: 90 };
const SINO_AGE = /(이|삼|사|오|육|칠|팔|구)십(?=\s*(?:세|살|이?\s*넘|된|먹|대|이에|입))/g;
const NATIVE_AGE =
  /(열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)\s?(하나|한|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉)?(?=\s*(?:살|이|인|넘|된|먹|입|에|$))|(한|두|세|네|다섯|여섯|일곱|여덟|아홉|스무)\s*살/g;

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
  for (const age of agesIn(text)) {
    for (const { from, to, stage } of AGES) if (age >= from && age <= to) lifeStages.add(stage);
  }
  return { lifeStages, targetGroups, themes };
}

/** Ages in years, from digits ("65세", "만 5살") and native numerals ("일흔", "스물여섯"). */
export function agesIn(text: string): number[] {
  const digits = [...text.matchAll(/(?<!\d)(\d{1,3})\s*(?:세|살)(?!\s*반)/g)].map(([, age]) => Number(age));
  const native = [...text.matchAll(NATIVE_AGE)].map(([, ten, one, small]) =>
    small === '스무' ? 20 : small !== undefined ? (ONES[small] ?? 0) : (TENS[ten ?? ''] ?? 0) + (ONES[one ?? ''] ?? 0),
  );
  const sino = [...text.matchAll(SINO_AGE)].map(([, ten]) => SINO_TENS[ten ?? ''] ?? 0);
  return [...digits, ...native, ...sino].filter((age) => age > 0 && age <= 120);
}
