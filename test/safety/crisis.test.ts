import { describe, expect, it } from 'vitest';
import { crisisIn, dangerIn } from '../../src/safety/crisis.js';

describe('crisis', () => {
  it.each([
    ['죽고 싶어요', 'suicide'],
    ['친구가 자살하고 싶다고 해요', 'suicide'],
    ['이제 살기 싫어요', 'suicide'],
    ['남편이 저를 때려요', 'violence'],
    ['옆집 아이가 맞고 있어요', 'child-abuse'],
    ['아들이 할머니를 때려요', 'elder-abuse'],
    ['사흘째 굶고 있어요', 'livelihood'],
  ])('is heard in "%s"', (text, crisis) => {
    expect(crisisIn(text)?.kinds[0]).toBe(crisis);
  });

  it.each([
    '배고파 죽겠네',
    '죽을 만큼 바빠요',
    '자살예방 교육 신청 어디서 해요',
    '사망신고 뒤에 받을 수 있는 지원',
    '1366은 어떤 곳이에요',
    '아동학대 신고는 어디로 해요',
  ])('is not heard in "%s"', (text) => {
    expect(crisisIn(text)).toBeUndefined();
  });

  it.each([
    '친구가 죽고 싶대요',
    '동생이 죽고 싶다고 해요',
    '엄마가 자꾸 죽고 싶다고 하세요',
    '딸이 자해를 해요',
    '남편한테 맞고 사는 친구가 있어요',
    '옆집 할머니가 아들한테 맞고 계세요',
    '아이와 함께 죽으려고요',
    '자살하고 싶은 친구 어디에 신고하나요',
    '전남친이 따라다니며 협박해요',
    '당장 오늘 밤 잘 곳이 없어요',
  ])('is heard when it is told more quietly or of another: "%s"', (text) => {
    expect(crisisIn(text)).toBeDefined();
  });

  it.each([
    '1366 이용 기간',
    '1366은 언제까지 이용할 수 있나요',
    '자살예방 센터 전화번호가 뭐예요',
    '자살 유가족 지원',
    '가정폭력 상담소 어디에 있어요',
    '아동학대 신고의무자 교육',
    '죽으면 장례비 나오나요',
    '보고 싶어 죽겠어요',
    '노인이 독감주사 맞으려면',
  ])('is not heard in a question about help: "%s"', (text) => {
    expect(crisisIn(text)).toBeUndefined();
  });

  it.each([
    '남편이 때려요 쉼터 있나요',
    '엄마가 때려요 어디에 신고해요',
    '아버지가 때려요 어디로 전화해요',
    '남편이 칼로 위협하는데 쉼터가 몇 번이죠',
  ])('is heard although it asks where to turn: "%s"', (text) => {
    expect(crisisIn(text)).toBeDefined();
  });

  it.each([
    '유서 깊은 도서관',
    '어르신 대상포진 맞으려면 얼마예요',
    '학생이 맞고 있는 백신',
    '자해 청소년 상담 프로그램 신청',
    '배고파 죽을 것 같아요',
  ])('is not heard in a word that only looks like it: "%s"', (text) => {
    expect(crisisIn(text)).toBeUndefined();
  });
});

describe('danger in words that a second reading found missing', () => {
  it.each([
    ['고마 죽어삐리고 싶다 아이가', 'suicide'],
    ['마 죽어뿔란다', 'suicide'],
    ['주꾸시퍼', 'suicide'],
    ['식구들한테 민폐만 끼치고 이제 조용히 사라질게요', 'suicide'],
    ['미안하다는 말만 남기고 먼저 간다고 문자가 왔어요', 'suicide'],
    ['내년까지 살아남을 자신이 없어요', 'suicide'],
    ['윗집 청년이 자살한대요', 'suicide'],
    ['흔들어도 안 일어나요', 'emergency'],
    ['전남편이 회사 앞에서 날마다 서성거려요', 'stalking'],
    ['선배가 여관으로 끌고 가서 당했어요', 'sexual-violence'],
    ['이모를 이모부가 때리는 걸 봤어요', 'violence'],
    ['세 살배기를 혼자 놔두고 밤새 놀러 다녀요', 'child-abuse'],
    ['임신한 걸 누구한테도 말 못 했어요', 'pregnancy'],
  ])('is heard in "%s"', (text, kind) => {
    expect(crisisIn(text)?.kinds).toContain(kind);
  });

  it.each([
    '자식들한테 짐만 되기 싫어서 요양원에 가려고요. 비용 지원되나요',
    '제가 먼저 가서 신청하고 남편은 나중에 해도 되나요',
    '이 집에서 계속 살아갈 방법으로 주거급여가 있나요',
    '난로 피울 번개탄 쿠폰도 있나요',
    '세 살짜리를 혼자 키우는데 지원 있나요',
    '임신했는데 회사에 말하고 휴가 쓰려고요',
    '임신했는데 부모님께 아직 말 못 했어요. 병원비 지원 있나요',
    '아버지가 요즘 못 일어나셔서 장기요양 신청하려고요',
  ])('is not heard in what looks like it: "%s"', (text) => {
    expect(crisisIn(text)).toBeUndefined();
  });

  it.each(['약을 잔뜩 먹고 안 깨요', '친구가 난간에 올라가 있어요', '다리 위에 서 있어요'])(
    'is at this moment in "%s"',
    (text) => {
      expect(crisisIn(text)?.immediate).toBe(true);
    },
  );
});

describe('what only may be danger is a worry: the number first, then the answer', () => {
  it.each([
    ['노인학대 알리는 방법', 'elder-abuse'],
    ['아동학대 신고는 어디로 해요', 'child-abuse'],
    ['스토킹 신고 방법', 'stalking'],
    ['치매 엄마 집 나가서 걱정인데 위치추적기 같은거 주나요', 'missing'],
    ['드라마에서 남편이 아내를 때리는 장면을 보고 궁금해졌는데 피해자 지원 제도가 언제 생겼나요', 'violence'],
    ['통화 중에 죽고 싶다고 하는 민원인 응대 순서가 어떻게 되나요', 'suicide'],
  ])('in "%s"', (text, kind) => {
    const danger = dangerIn(text);
    expect([danger?.level, danger?.kinds[0]]).toEqual(['worry', kind]);
  });

  it.each([
    '장애인 학대 신고하면 포상금 있나요',
    '가출청소년 생활비 지원',
    '시어머니랑 안 맞아서 스트레스예요 가족상담 되나요',
  ])('and not in "%s"', (text) => {
    expect(dangerIn(text)).toBeUndefined();
  });

  it('takes nothing from an act that is told as happening', () => {
    expect(dangerIn('윗집 남자가 아내를 때리고 있어요 어디에 신고하나요')?.level).toBe('crisis');
  });
});
