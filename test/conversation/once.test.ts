/** A question asked again with the same key gets the answer that was stored first. */

import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createOnce } from '../../src/conversation/once.js';
import type { AnswerStore } from '../../src/feedback/store.js';
import { createMemoryAnswerStore } from '../fakes/memory-stores.js';
import { answerWith } from '../fixtures/answers.js';

const log = pino({ level: 'silent' });
const ASKED = { conversationId: 'web:one', key: 'question-1' };

/** A server over a store that keeps the first answer of an id, as the databases do. */
function server(answers: AnswerStore, text = '답') {
  let made = 0;
  const once = createOnce({ answers, log });
  return {
    made: () => made,
    ask: (keyed: { conversationId: string; key?: string } = ASKED) =>
      once(keyed, async (id = 'ans_own') => {
        made += 1;
        const answer = answerWith({ id, text: `${text} ${made}` });
        await new Promise((resolve) => setTimeout(resolve, 5));
        await answers.save(answer).catch(() => undefined);
        return answer;
      }),
  };
}
function memory(): AnswerStore {
  const store = createMemoryAnswerStore({ answersMax: 100 });
  return {
    ...store,
    async save(answer) {
      if (!(await store.find(answer.id))) await store.save(answer);
    },
  };
}

describe('a question with a key', () => {
  it('is answered once, however often it is asked', async () => {
    const { ask, made } = server(memory());
    const [first, again] = [await ask(), await ask()];
    expect(again).toEqual(first);
    expect(made()).toBe(1);
  });

  it('is answered once where it is asked again before the answer is there', async () => {
    const { ask, made } = server(memory());
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect([new Set(answers.map(({ id }) => id)).size, made()]).toEqual([1, 1]);
  });

  it('gets one answer from two servers that were asked at the same time', async () => {
    const answers = memory();
    const [here, there] = [server(answers, '여기'), server(answers, '저기')];
    const [one, other] = await Promise.all([here.ask(), there.ask()]);
    expect(one).toEqual(other);
    expect(await server(answers, '나중').ask()).toEqual(one);
  });

  it('is another question under another key, and in another conversation', async () => {
    const { ask, made } = server(memory());
    await ask();
    await ask({ ...ASKED, key: 'question-2' });
    await ask({ ...ASKED, conversationId: 'web:two' });
    expect(made()).toBe(3);
  });

  it('may be asked again where the first attempt failed', async () => {
    const answers = memory();
    const once = createOnce({ answers, log });
    await expect(once(ASKED, () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
    expect((await once(ASKED, async (id = '') => answerWith({ id, text: '답' }))).text).toBe('답');
  });

  it('is answered anew where what is stored tells of a fault', async () => {
    const answers = memory();
    const once = createOnce({ answers, log });
    const make =
      (outcome: 'failed' | 'answered') =>
      async (id = '') => {
        const answer = answerWith({ id, outcome });
        await answers.save(answer);
        return answer;
      };
    expect((await once(ASKED, make('failed'))).outcome).toBe('failed');
    expect((await once(ASKED, make('answered'))).outcome).toBe('answered');
  });

  it('is answered while the store cannot be reached', async () => {
    const away = () => Promise.reject(new Error('away'));
    expect((await server({ save: away, find: away, addFeedback: away }).ask()).text).toBe('답 1');
  });
});

it('a question without a key is made as it comes', async () => {
  const { ask, made } = server(memory());
  const [one] = [await ask({ conversationId: 'web:one' }), await ask({ conversationId: 'web:one' })];
  expect([one.id, made()]).toEqual(['ans_own', 2]);
});
