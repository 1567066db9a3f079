/** A question asked again with the same key gets the answer that was stored first. */
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createOnce } from '../../src/conversation/once.js';
import type { Answer } from '../../src/core/types.js';
import { type AnswerStore, createMemoryAnswerStore } from '../../src/feedback/store.js';
import { answerWith } from '../fixtures/answers.js';

const log = pino({ level: 'silent' });
const ASKED = { conversationId: 'web:one', key: 'question-1' };

function made() {
  let times = 0;
  return {
    times: () => times,
    make: async (): Promise<Answer> => {
      times += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return answerWith({ id: `ans_${times}`, text: `답 ${times}` });
    },
  };
}
const memory = () => createMemoryAnswerStore({ answersMax: 100 });

describe('a question with a key', () => {
  it('is answered once, however often it is asked', async () => {
    const { make, times } = made();
    const once = createOnce({ answers: memory(), log });
    const answers = [await once(ASKED, make), await once(ASKED, make)];
    expect(answers[1]).toEqual(answers[0]);
    expect(times()).toBe(1);
  });

  it('is answered once where it is asked again before the answer is there', async () => {
    const { make, times } = made();
    const once = createOnce({ answers: memory(), log });
    const answers = await Promise.all([once(ASKED, make), once(ASKED, make), once(ASKED, make)]);
    expect([new Set(answers.map(({ id }) => id)).size, times()]).toEqual([1, 1]);
  });

  it('gets the answer that another server stored meanwhile', async () => {
    const answers = memory();
    const [here, there] = [createOnce({ answers, log }), createOnce({ answers, log })];
    const first = await here(ASKED, async () => answerWith({ text: '먼저' }));
    // That server asked the store before anything was kept.
    const blind: AnswerStore = { ...answers, find: async () => undefined };
    const stored: AnswerStore = {
      ...blind,
      save: async () => undefined,
      find: answers.find,
    };
    expect(await createOnce({ answers: stored, log })(ASKED, async () => answerWith({ text: '나중' }))).toEqual(first);
    expect(await there(ASKED, async () => answerWith({ text: '더 나중' }))).toEqual(first);
  });

  it('is another question under another key, and in another conversation', async () => {
    const { make, times } = made();
    const once = createOnce({ answers: memory(), log });
    await once(ASKED, make);
    await once({ ...ASKED, key: 'question-2' }, make);
    await once({ ...ASKED, conversationId: 'web:two' }, make);
    expect(times()).toBe(3);
  });

  it('may be asked again where the first attempt failed', async () => {
    const { make } = made();
    const once = createOnce({ answers: memory(), log });
    await expect(once(ASKED, () => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
    expect((await once(ASKED, make)).text).toBe('답 1');
  });

  it('is answered while the store cannot be reached', async () => {
    const away = () => Promise.reject(new Error('away'));
    const once = createOnce({ answers: { save: away, find: away, addFeedback: away }, log });
    expect((await once(ASKED, made().make)).text).toBe('답 1');
  });
});

it('a question without a key keeps the id it was given', async () => {
  const answers = memory();
  const answer = await createOnce({ answers, log })({ conversationId: 'web:one' }, made().make);
  expect(answer.id).toBe('ans_1');
  expect(await answers.find('ans_1')).toEqual(answer);
});
