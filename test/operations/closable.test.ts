import { expect, it } from 'vitest';
import type { Asked } from '../../src/conversation/conversations.js';
import { createClosedEngine } from '../../src/core/closed-engine.js';
import { closable } from '../../src/operations/closable.js';
import { answerWith } from '../fixtures/answers.js';
import { WORDING } from '../fixtures/engine.js';

const line = (name: string, phone: string) => ({
  name,
  phone,
  hours: '24시간',
  for: '상담',
  kind: 'crisis' as const,
  confidence: 'high' as const,
});
const HOTLINES = {
  asOf: '2026-11-22',
  hotlines: [
    { ...line('자살예방상담전화', '109'), crisis: ['suicide' as const] },
    { ...line('정부민원안내콜센터', '110'), kind: 'welfare' as const },
  ],
};

/** Discord is stopped, the web is not. */
function conversations() {
  const asked: Asked[] = [];
  const open = {
    ask: async (one: Asked) => {
      asked.push(one);
      return answerWith({ text: '기초연금은 매달 드립니다.' });
    },
    forget: async () => undefined,
  };
  const closed = createClosedEngine({
    wording: WORDING,
    hotlines: HOTLINES,
    index: { version: 'v1', builtAt: '2026-11-24T00:00:00Z' },
    clock: () => new Date('2026-11-24T03:00:00Z'),
  });
  const stoppable = closable(open, { isStopped: (channel) => channel === 'discord', closed: () => closed });
  const ask = (conversationId: string, text: string) => stoppable.ask({ conversationId, text, audience: 'public' });
  return { ask, asked };
}

it('answers on a channel that runs', async () => {
  const { ask } = conversations();
  expect((await ask('web:1', '기초연금이 뭐예요?')).text).toBe('기초연금은 매달 드립니다.');
});

it('tells everyone on a stopped channel the same calm sentence with telephone numbers', async () => {
  const { ask, asked } = conversations();
  const answer = await ask('discord:1', '기초연금이 뭐예요?');
  expect(answer).toMatchObject({ conversationId: 'discord:1', outcome: 'failed', engine: 'fixed', citations: [] });
  expect(answer.text).toMatch(/답변을 잠시 쉬고 있습니다.*☎ 129.*☎ 110/);
  expect(answer.nextActions.map(({ value }) => value)).toEqual(['tel:129', 'tel:110']);
  expect(asked).toEqual([]);
});

it('hears danger on a stopped channel too', async () => {
  const { ask } = conversations();
  const answer = await ask('discord:1', '죽고 싶어요');
  expect(answer.outcome).toBe('crisis');
  expect(answer.nextActions[0]?.value).toBe('tel:109');
});

it('repeats no word of what was asked', async () => {
  const { ask } = conversations();
  expect(JSON.stringify(await ask('discord:1', '제 번호는 010-1234-5678입니다'))).not.toMatch(/5678|제 번호/);
});
