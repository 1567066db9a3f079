/**
 * Nothing of a question stays in memory when it is answered. Objects are held weakly and the memory is cleared: what is
 * left is held by someone. The last one or two may still stand in a register or on a stack.
 */
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createAudience } from '../../adapters/slack/audience.js';
import { createStreams } from '../../adapters/web/streams.js';
import { remembered } from '../../src/answering/remembered.js';
import { createConversations } from '../../src/conversation/conversations.js';
import { createOnce } from '../../src/conversation/once.js';
import type { Answer } from '../../src/core/types.js';
import { createInOrder } from '../../src/messaging/in-order.js';
import { createOutbox } from '../../src/messaging/outbox.js';
import { createGazetteer } from '../../src/understanding/regions.js';
import { memoryDeliveries } from '../fakes/deliveries.js';
import { answerWith } from '../fixtures/answers.js';
import { watchReachable } from '../fixtures/garbage.js';

const log = pino({ level: 'silent' });
const MANY = 200;
const FEW = 4;
const numbers = Array.from({ length: MANY }, (_, number) => number);

it('sees what is held, or the others would prove nothing', async () => {
  const memory = watchReachable<Answer>();
  const holding = numbers.map((number) => memory.watch(answerWith({ id: `ans_${number}` })));
  expect([await memory.reachable(), holding.length]).toEqual([MANY, MANY]);
});

describe('nothing is left of', () => {
  it('questions of conversations, each after the other and several at once', async () => {
    const memory = watchReachable<Answer>();
    const conversations = createConversations({
      assistant: () => ({
        engine: { answer: async ({ conversationId }) => memory.watch(answerWith({ conversationId })) },
        gazetteer: createGazetteer(undefined),
      }),
      store: { load: async () => [], save: async () => undefined, forget: async () => undefined },
      answers: { save: async () => undefined },
      log,
    });
    for (const number of numbers) {
      const asked = { conversationId: `web:${number}`, text: '질문', audience: 'public' as const };
      await Promise.all([conversations.ask(asked), conversations.ask(asked)]);
    }
    expect(memory.watched()).toBe(2 * MANY);
    expect(await memory.reachable()).toBeLessThanOrEqual(FEW);
  });

  it('questions with a key, answered and failed', async () => {
    const memory = watchReachable<object>();
    const once = createOnce({ answers: { find: async () => undefined }, log });
    for (const number of numbers) {
      const keyed = { conversationId: `web:${number}`, key: 'question-1' };
      await once(keyed, async () => memory.watch(answerWith({})) as Answer);
      await once(keyed, () => Promise.reject(memory.watch(new Error('cut')))).catch(() => undefined);
    }
    expect(memory.watched()).toBe(2 * MANY);
    expect(await memory.reachable()).toBeLessThanOrEqual(FEW);
  });

  it('messages that were delivered, that could not be, and that another process left', async () => {
    const memory = watchReachable<{ text: string }>();
    const ended: string[] = [];
    let left = numbers.map((number) => ({
      id: `left-${number}`,
      channel: 'test',
      conversationId: `test:${number}`,
      work: { text: `left-${number}` },
      outgoing: undefined,
      sent: 0,
    }));
    const order = createInOrder();
    const outbox = createOutbox<{ text: string }, { text: string }>({
      courier: {
        channel: 'test',
        work: z.object({ text: z.string() }),
        piece: z.object({ text: z.string() }),
        answer: async ({ text }) => [memory.watch({ text })],
        send: async ({ text }) => {
          if (text.endsWith('7')) throw new Error('no way');
        },
        wasSent: async () => false,
        fail: async () => undefined,
        ended: ({ text }) => ended.push(text),
        reasonOf: () => 'test',
      },
      deliveries: { ...memoryDeliveries(), resume: async () => left },
      order,
      log,
    });
    await outbox.start();
    outbox.stop();
    left = [];
    for (const number of numbers) {
      const message = {
        eventIds: [`Ev${number}`] as const,
        conversationId: `test:${number}`,
        work: { text: `${number}` },
      };
      await outbox.take(message);
      await outbox.deliver(message);
    }
    await order.idle();
    expect([memory.watched(), ended.length]).toEqual([2 * MANY, 2 * MANY]);
    expect(await memory.reachable()).toBeLessThanOrEqual(FEW);
  });

  it('streams once their time is over, and at most so many are kept before', async () => {
    const memory = watchReachable<Answer>();
    const streams = createStreams({ keptMs: 200, abandonedMs: 1_000, streamsMax: 50 });
    for (const number of numbers) {
      streams.begin(`web:${number}`, async () => memory.watch(answerWith({})));
      await new Promise((resolve) => setImmediate(resolve));
      expect(streams.size).toBeLessThanOrEqual(50);
    }
    await expect.poll(() => streams.size).toBe(0);
    expect(await memory.reachable()).toBeLessThanOrEqual(FEW);
  });

  it('what was looked up about people in Slack, a minute later', async () => {
    const memory = watchReachable<object>();
    const now = { ms: 0 };
    const audienceOf = createAudience({ workspaces: ['T1'], channels: ['C1'] }, () => new Date(now.ms), log);
    const client = {
      users: { info: async () => memory.watch({ user: { team_id: 'T1' } }) },
      conversations: { info: async () => ({ channel: {} }) },
    } as unknown as Parameters<typeof audienceOf>[0];
    const place = { team: 'T1', channel: 'C1', direct: false, shared: false, userTeam: undefined };
    for (const number of numbers) await audienceOf(client, { ...place, user: `U${number}` });
    now.ms += 60_000;
    await audienceOf(client, { ...place, user: 'U-last' });
    expect(memory.watched()).toBe(MANY + 1);
    expect(await memory.reachable()).toBeLessThanOrEqual(FEW);
  });

  it('texts that were read, but for those read last', async () => {
    const memory = watchReachable<object>();
    const read = remembered(() => memory.watch({}), 10);
    onTestFinished(() => void read('0'));
    for (const number of numbers) read(`${number}`);
    expect(await memory.reachable()).toBeLessThanOrEqual(10 + FEW);
  });
});
