/**
 * The portals' words → the closed vocabularies of a record. A word that has no counterpart is left out, never guessed.
 */
import type { LIFE_STAGES, TARGET_GROUPS, THEMES } from '../knowledge/vocabulary.js';
import { squeeze } from '../korean/normalise.js';

type LifeStage = (typeof LIFE_STAGES)[number];
type TargetGroup = (typeof TARGET_GROUPS)[number];
type Theme = (typeof THEMES)[number];

const STAGES: Readonly<Record<string, LifeStage>> = {
  임신출산: '임신·출산',
  영유아: '영유아',
  아동: '아동',
  청소년: '청소년',
  청년: '청년',
  중장년: '중장년',
  노년: '노년',
};

const GROUPS: Readonly<Record<string, TargetGroup>> = {
  다문화탈북민: '다문화',
  다자녀: '다자녀',
  보훈대상자: '보훈',
  장애인: '장애인',
  저소득: '저소득',
  한부모조손: '한부모',
  예비부모난임: '난임부부',
  임산부: '임산부',
  대학생: '대학생',
  학생: '학생',
  근로자: '근로자',
  구직자: '구직자',
  질환자: '중증환자',
  '1인가구': '1인가구',
  무주택: '무주택',
  신규전입: '전입자',
  예비창업자: '예비창업자',
  기업: '기업',
};

const THEME_WORDS: Readonly<Record<string, readonly Theme[]>> = {
  // 복지로
  신체건강: ['의료·건강'],
  정신건강: ['의료·건강'],
  생활지원: ['생활지원'],
  주거: ['주거'],
  일자리: ['일자리'],
  문화여가: ['문화'],
  안전위기: ['긴급지원', '안전'],
  임신출산: ['임신·출산'],
  보육: ['양육'],
  교육: ['교육'],
  입양위탁: ['상담·보호'],
  보호돌봄: ['돌봄'],
  서민금융: ['금융·자산형성'],
  법률: ['상담·보호'],
  관계개선: ['상담·보호'],
  에너지: ['에너지'],
  // 정부24
  생활안정: ['생활지원'],
  주거자립: ['주거'],
  보육교육: ['양육', '교육'],
  고용창업: ['일자리'],
  보건의료: ['의료·건강'],
  행정안전: ['안전'],
  문화환경: ['문화'],
  농림축산어업: ['일자리'],
};

export function lifeStagesOf(words: readonly string[]): LifeStage[] {
  const stages = translated(words, (word) => STAGES[word]);
  return stages.length > 0 ? stages : ['전생애'];
}

export function targetGroupsOf(words: readonly string[]): TargetGroup[] {
  return translated(words, (word) => GROUPS[word]);
}

export function themesOf(words: readonly string[]): Theme[] {
  const themes = [...new Set(words.flatMap((word) => THEME_WORDS[squeeze(word)] ?? []))];
  return themes.length > 0 ? themes : ['생활지원'];
}

function translated<T>(words: readonly string[], wordOf: (word: string) => T | undefined): T[] {
  return [...new Set(words.map((word) => wordOf(squeeze(word))).filter((word) => word !== undefined))];
}
