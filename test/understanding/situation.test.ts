import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { situationOf } from '../../src/understanding/situation.js';

describe('a life stage', () => {
  it.each([
    ['임신 8주예요', '임신·출산'],
    ['신생아 기저귀 지원', '영유아'],
    ['초등학생 아들이 있어요', '아동'],
    ['고2 딸이 자퇴했어요', '청소년'],
    ['자취하는 대학생입니다', '청년'],
    ['할머니가 혼자 계세요', '노년'],
    ['어머니가 치매세요', '노년'],
  ])('is heard in "%s": %s', (text, stage) => {
    expect([...situationOf(text).lifeStages]).toContain(stage);
  });

  it.each([
    ['만 3세 아이', '영유아'],
    ['애가 열 살이에요', '아동'],
    ['열여덟 살 아들', '청소년'],
    ['스물여섯인데 월세가 부담돼요', '청년'],
    ['스무 살입니다', '청년'],
    ['55세 남성', '중장년'],
    ['아버지가 일흔이 넘으셨어요', '노년'],
    ['65세부터 되나요', '노년'],
  ])('follows from the age in "%s": %s', (text, stage) => {
    expect([...situationOf(text).lifeStages]).toContain(stage);
  });

  it('is two where programmes overlap', () => {
    expect([...situationOf('20살').lifeStages]).toEqual(['청소년', '청년']);
  });

  it.each(['월 65만원', '0세', '150세', '기초연금 알려줘'])('is not heard in "%s"', (text) => {
    expect([...situationOf(text).lifeStages]).toEqual([]);
  });

  it('follows from every age of a life', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (age) => {
        expect(situationOf(`${age}세`).lifeStages.size).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a target group', () => {
  it.each([
    ['휠체어를 타요', '장애인'],
    ['이혼하고 혼자 아이 키워요', '한부모'],
    ['회사에서 잘렸어요', '구직자'],
    ['베트남에서 시집왔어요', '다문화'],
    ['차상위인데요', '저소득'],
    ['참전하셨어요', '보훈'],
    ['애가 셋이에요', '양육가구'],
    ['8개월 아기 있어요', '양육가구'],
    ['어젯밤 집에 불이 났어요', '위기가구'],
    ['가게를 접었어요', '위기가구'],
  ])('is heard in "%s": %s', (text, group) => {
    expect([...situationOf(text).targetGroups]).toContain(group);
  });
});

describe('a theme', () => {
  it.each([
    ['병원비가 너무 많이 나와요', '의료·건강'],
    ['방값이 밀렸어요', '주거'],
    ['아이 맡길 데가 없어요', '돌봄'],
    ['목돈 모으고 싶어요', '금융·자산형성'],
    ['생활비가 없어요', '소득·생계'],
    ['아버지가 퇴원하셨는데 돌볼 사람이 없어요', '돌봄'],
    ['집이 침수됐어요', '긴급지원'],
    ['전기가 끊겼어요', '에너지'],
    ['남편이 때려요', '상담·보호'],
  ])('is heard in "%s": %s', (text, theme) => {
    expect([...situationOf(text).themes]).toContain(theme);
  });
});
