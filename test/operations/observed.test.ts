import { expect, it } from 'vitest';
import { failuresTold } from '../../src/operations/failures.js';
import { observed } from '../../src/operations/observed.js';
import { answerWith } from '../fixtures/answers.js';

function watched(ask: () => Promise<ReturnType<typeof answerWith>>) {
  const heard: string[] = [];
  const conversations = observed(
    { ask, forget: async () => undefined },
    {
      asked: (channel) => heard.push(`asked ${channel}`),
      answered: (channel, { outcome }) => heard.push(`${outcome} ${channel}`),
      abandoned: (channel) => heard.push(`abandoned ${channel}`),
    },
  );
  return {
    heard,
    ask: (conversationId: string) => conversations.ask({ conversationId, text: '?', audience: 'public' }),
  };
}

it('hears of each question and its answer, by the channel of the conversation', async () => {
  const { heard, ask } = watched(async () => answerWith({ outcome: 'abstained' }));
  await ask('slack:T1:C1:17.1');
  expect(heard).toEqual(['asked slack', 'abstained slack']);
});

it('hears of a question that came to nothing', async () => {
  const { heard, ask } = watched(async () => Promise.reject(new Error('gone')));
  await expect(ask('web:1')).rejects.toThrow('gone');
  expect(heard).toEqual(['asked web', 'abandoned web']);
});

it('tells the failures of a port by method, and hides none', async () => {
  const failed: string[] = [];
  const port = failuresTold(
    {
      load: async (id: string) => `turns of ${id}`,
      save: async (): Promise<void> => Promise.reject(new Error('disk full')),
    },
    (method) => failed.push(method),
  );
  expect(await port.load('web:1')).toBe('turns of web:1');
  await expect(port.save()).rejects.toThrow('disk full');
  expect(failed).toEqual(['save']);
});
