import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShipped, type ShippedAssistant } from '../fixtures/shipped.js';

let shipped: ShippedAssistant;
beforeAll(async () => {
  shipped = await openShipped();
});
afterAll(() => shipped.close());

describe('two programmes at once', () => {
  it.each([
    ['기초연금이랑 장애인연금 같이 받을 수 있나요', '기초급여 대신 기초연금으로 바뀌며'],
    ['청년월세 받으면서 주거급여도 받을 수 있어요?', '주거급여의 월차임분을 뺀 금액만'],
    ['기초연금 받으면 생계급여 깎이나요', '생계급여가 줄어듭니다'],
  ])('are answered first by the sentence that speaks of both: %s', async (question, words) => {
    const { outcome, statements } = await shipped.ask([question]);
    expect(outcome).toBe('answered');
    expect(statements[0]?.text).toContain(words);
  });

  it.each(['국민취업지원제도랑 실업급여 같이 받을 수 있어요?', '부모급여랑 가정양육수당 둘 다 받아요?'])(
    'are said not to be in the sources where no sentence does, with who gets each: %s',
    async (question) => {
      const { outcome, text, citations } = await shipped.ask([question]);
      expect(outcome).toBe('abstained');
      expect(text).toContain('함께 받을 수 있는지는 가지고 있는 자료에 나와 있지 않습니다');
      expect(new Set(citations.map(({ documentId }) => documentId)).size).toBe(2);
    },
  );
});

describe('something done beside a programme', () => {
  it('is said not to be in the record that never speaks of it', async () => {
    const { outcome, text } = await shipped.ask(['실업급여 받으면서 알바해도 돼요?']);
    expect(outcome).toBe('abstained');
    expect(text).toContain('‘알바’에 관한 내용은 나와 있지 않습니다');
  });
});
