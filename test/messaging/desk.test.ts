import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createDesk } from '../../src/messaging/desk.js';
import { memoryDeliveries } from '../fakes/deliveries.js';
import { deskOver } from '../fakes/desk.js';
import { answerWith } from '../fixtures/answers.js';

it('keeps an answer for its quotations and feedback, and masks a comment', async () => {
  const made = answerWith();
  const { desk, feedback } = deskOver({ answer: () => made });
  expect(await desk.rate(made.id, { helpful: true })).toBe(false);
  await desk.ask({ conversationId: 'test:1', text: '질문', audience: 'public' });
  expect((await desk.find(made.id))?.text).toBe(made.text);
  expect(await desk.rate(made.id, { helpful: false, comment: '010-1234-5678' })).toBe(true);
  expect(JSON.stringify(feedback)).not.toContain('1234');
});

it('still answers where neither answers nor events can be kept', async () => {
  const made = answerWith();
  const broken = async () => {
    throw new Error('disk full');
  };
  const desk = createDesk({
    conversations: { ask: async () => made, forget: async () => undefined },
    answers: { save: broken, find: broken, addFeedback: broken },
    events: { claim: broken },
    deliveries: memoryDeliveries(),
    index: async () => ({ version: '1', builtAt: '2026-11-24T03:00:00Z', documents: 1 }),
    programmes: () => [],
    resolveRegion: () => undefined,
    clock: () => new Date(),
    log: pino({ level: 'silent' }),
  });
  expect(await desk.claim('event')).toBe(true);
  expect(await desk.ask({ conversationId: 'test:1', text: '질문', audience: 'public' })).toBe(made);
});
