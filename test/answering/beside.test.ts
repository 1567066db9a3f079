import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShipped, type ShippedAssistant } from '../fixtures/shipped.js';

let shipped: ShippedAssistant;
beforeAll(async () => {
  shipped = await openShipped();
});
afterAll(() => shipped.close());

describe('a short question about what no record speaks of', () => {
  it.each(['수소차 보조금 얼마예요?', '선원노조 수당 얼마 주나요'])(
    'is not answered from a neighbour: %s',
    async (question) => {
      expect((await shipped.ask([question])).outcome).toBe('abstained');
    },
  );
});

describe('a short question in other words than the record', () => {
  it.each(['육휴급여 상한 얼마예요', '내배카 신청'])('is answered: %s', async (question) => {
    expect((await shipped.ask([question])).outcome).toBe('answered');
  });
});
