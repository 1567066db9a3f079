import { describe, expect, it } from 'vitest';
import { crisisIn } from '../../src/safety/crisis.js';

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
    expect(crisisIn(text)).toBe(crisis);
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
});
