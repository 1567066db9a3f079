/** A record that tells other values than the one asked for says that it lacks it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSufficient, SUFFICIENT_SIGNS, shippedSufficient } from '../../src/answering/sufficient.js';
import { openShipped, type ShippedAssistant } from '../fixtures/shipped.js';

const signs = (told: Readonly<Record<string, number>>) => SUFFICIENT_SIGNS.map((name) => told[name] ?? 0);
/** Every record gets this chance. */
const always = (chance: number) =>
  createSufficient({ names: [...SUFFICIENT_SIGNS], trees: [[[Math.log(chance / (1 - chance))]]] });

describe('what a record tells', () => {
  it('is sufficient unless it is most unlikely to answer', () => {
    expect([always(0.4)(signs({})), always(0.1)(signs({}))]).toEqual([true, false]);
  });

  it('must be likelier where the value is told nowhere in the record', () => {
    expect([always(0.4)(signs({ 'value nowhere': 1 })), always(0.8)(signs({ 'value nowhere': 1 }))]).toEqual([
      false,
      true,
    ]);
  });

  it('is not judged where no value is asked for', () => {
    expect(always(0.1)(signs({ 'lead noKind': 1 }))).toBe(true);
  });

  it('is judged by a table that fits the program', () => {
    expect(typeof shippedSufficient()(signs({}))).toBe('boolean');
  });
});

describe('over the shipped records', () => {
  let shipped: ShippedAssistant;
  beforeAll(async () => {
    shipped = await openShipped();
  });
  afterAll(() => shipped.close());

  it.each(['치매안심센터 기저귀는 몇 개 줘요?', '장기요양 등급 나오는 데 며칠 걸려요?'])(
    'a value that the record lacks is said to be missing, and who knows it: %s',
    async (question) => {
      const { outcome, text } = await shipped.ask([question]);
      expect(outcome).toBe('abstained');
      expect(text).toMatch(/자료에 .*나와 있지 않습니다.*☎/);
    },
  );

  it.each(['노인 공익활동 하면 한 달에 얼마 받아요?', '생리용품 바우처는 한 달에 얼마예요?'])(
    'a value that it holds is told: %s',
    async (question) => {
      expect((await shipped.ask([question])).outcome).toBe('answered');
    },
  );
});
