/** When an answer may begin with "the age does not fit": only where nothing else is possible. */
import { describe, expect, it } from 'vitest';
import { ageLimitMissed } from '../../src/answering/age-limit.js';
import { documentWith } from '../fixtures/documents.js';
import { sections } from '../fixtures/engine.js';
import { understandingWith } from '../fixtures/understanding.js';

const FOR_OLD = '버스비 지원은 만 65세 이상 어르신이 받습니다.';
const FOR_CHILDREN = '치료비 지원은 만 18세 미만 장애아동이 받습니다.';

function missed(question: string, eligibility: readonly string[], benefit: readonly string[] = []) {
  const document = documentWith({ id: 'bus', sections: sections('bus', { eligibility, benefit }) });
  return ageLimitMissed(document, understandingWith({ query: question }))?.text;
}

describe('an age that the limit leaves out', () => {
  it.each([
    ['예순셋인데 버스비 지원 되나요', FOR_OLD],
    ['만 64세인데 버스비 지원 되나요', FOR_OLD],
    ['스무 살 아들도 치료비 되나요', FOR_CHILDREN],
  ])('%s', (question, rule) => {
    expect(missed(question, [rule])).toBe(rule);
  });

  it('is told by the rule although another sentence speaks of an age that misses too', () => {
    expect(missed('스무 살 아들도 되나요', [FOR_CHILDREN], ['9세 미만 아동은 검사자료로 신청할 수 있습니다.'])).toBe(
      FOR_CHILDREN,
    );
  });
});

describe('nothing is certain', () => {
  it.each([
    ['the age fits', '예순일곱인데 버스비 되나요', [FOR_OLD]],
    ['no age is told', '저도 버스비 되나요', [FOR_OLD]],
    ['an age is asked for', '몇 살부터 되나요, 저는 예순셋', [FOR_OLD]],
    ['the age is still to come', '내년에 예순넷 되는데 버스비 되나요', [FOR_OLD]],
    ['two ages are told', '예순셋, 예순여섯 부부예요', [FOR_OLD]],
    ['it is a parent who told it', '마흔 살 엄마인데 되나요', [FOR_CHILDREN]],
    ['Korean counting may bring it within', '쉰 살인데 되나요', ['축하금은 49세 이하 부부가 받습니다.']],
    ['another way leads in', '예순셋인데 되나요', [FOR_OLD, '65세 미만이라도 치매가 있으면 받습니다.']],
    ['another group gets it too', '예순셋인데 되나요', [FOR_OLD, '장애인도 버스비 지원을 받습니다.']],
    ['an age is told in other words', '스무 살 아들인데 되나요', [FOR_CHILDREN, '학생은 20세까지 받습니다.']],
    ['only those with a child of that age', '스물다섯인데 되나요', ['18세 미만 자녀를 키우는 가구가 받습니다.']],
  ])('where %s', (_why, question, eligibility) => {
    expect(missed(question, eligibility)).toBeUndefined();
  });
});
