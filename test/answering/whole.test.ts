/** Answers over the shipped records: what a caseworker would send back if it were otherwise. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShipped, type ShippedAssistant } from '../fixtures/shipped.js';

let shipped: ShippedAssistant;
beforeAll(async () => {
  shipped = await openShipped();
}, 120_000);
afterAll(() => shipped.close());

const documentsOf = ({ citations }: { citations: readonly { documentId: string }[] }) =>
  citations.map(({ documentId }) => documentId);

describe('a benefit asked for by its event, not its name', () => {
  it.each([
    ['광명 사는데 둘째 낳으면 얼마 받아요?', 'gwangmyeong-birth-congrats'],
    ['의정부에서 첫 아이 출산했는데 시에서 얼마 나와요', 'uijeongbu-birth-grant'],
    ['고양시 사는데 셋째 낳으면 시에서 얼마 주나요', 'goyang-birth-grant'],
    ['광양에서 임신하면 시에서 주는 돈 얼마예요', 'gwangyang-pregnancy-grant'],
  ])('is the own city’s: %s', async (question, document) => {
    expect(documentsOf(await shipped.ask([question]))[0]).toBe(document);
  });
});

describe('the place where one lives', () => {
  it('counts before a place that is only mentioned', async () => {
    const answer = await shipped.ask(['광양에 사는데요 어르신 교통비 나오나요? 광명은 준다던데']);
    expect(documentsOf(answer).filter((id) => id.startsWith('gwangmyeong'))).toEqual([]);
  });

  it('decides which telephone number is told', async () => {
    const answer = await shipped.ask(['경기도 산후조리비 의정부 사람은 어디로 전화해요?']);
    expect(answer.statements[0]?.text).toContain('031-870-6072');
    expect(answer.nextActions.map(({ label }) => label).join()).not.toContain('고양시');
  });
});

describe('a list', () => {
  it('holds nothing that has ended', async () => {
    const answer = await shipped.ask(['돈 모으는 걸 나라가 도와주는 통장이나 적금들 알려 주세요']);
    expect(documentsOf(answer)).not.toContain('national-youth-leap-account');
    expect(documentsOf(answer).length).toBeGreaterThan(1);
  });

  it('for an old person living alone holds nothing for children', async () => {
    const answer = await shipped.ask(['혼자 사시는 여든 어머니가 받을 수 있는 복지 뭐가 있나요? 고양시입니다']);
    expect(documentsOf(answer)).toContain('national-basic-pension');
    expect(documentsOf(answer).filter((id) => /child|daycare/.test(id))).toEqual([]);
  });
});

describe('what the record does not tell', () => {
  it.each([
    '고양 안심 스마트 밴드 통신비는 제가 내나요?',
    '고양시 미혼 한부모 양육생계비 한 달에 얼마예요?',
    '우리 동네 지역아동센터 원장님 성함이 어떻게 되나요',
    '의정부 생활안전보험 보험사 이름이 뭐예요?',
  ])('is said to be missing: %s', async (question) => {
    expect((await shipped.ask([question])).outcome).toBe('abstained');
  });

  it('does not hide what it tells of the very thing', async () => {
    expect((await shipped.ask(['행복주택 임대료는 시세의 몇 퍼센트인가요?'])).outcome).toBe('answered');
  });
});

describe('a believed amount that is wrong', () => {
  it('is said to be wrong before the right one', async () => {
    const answer = await shipped.ask(['자립수당 월 40만원이라던데 맞나요?']);
    expect(answer.text).toMatch(/^말씀하신 금액은[\s\S]*월 50만원/);
  });
});
