import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createConversations } from '../../src/conversation/conversations.js';
import type { ConversationStore } from '../../src/conversation/store.js';
import type { AnswerEngine } from '../../src/core/ports.js';
import type { Answer, Question } from '../../src/core/types.js';
import { createGazetteer } from '../../src/understanding/regions.js';
import { createMemoryAnswerStore, createMemoryConversationStore } from '../fakes/memory-stores.js';

const gazetteer = createGazetteer({ asOf: '2026-11-22', provinces: [] });
const log = pino({ level: 'silent' });

function engineHearing(heard: Question[], waitMs: () => number = () => 0): AnswerEngine {
  return {
    async answer(question) {
      await new Promise((resolve) => setTimeout(resolve, waitMs()));
      heard.push(question);
      return {
        id: `ans_${heard.length}`,
        conversationId: question.conversationId,
        outcome: 'answered',
        completeness: 'complete',
        text: question.text,
        statements: [],
        citations: [],
        notices: [],
        nextActions: [],
        masked: [],
        engine: 'extractive',
        index: { version: 'v', builtAt: '2026-11-22T00:00:00Z' },
        timings: {},
      } satisfies Answer;
    },
  };
}

function memoryStore(now: { ms: number } = { ms: 0 }, conversationsMax = 10) {
  return createMemoryConversationStore({ clock: () => new Date(now.ms), idleMs: 1_000, conversationsMax });
}

const asked = (conversationId: string, text: string) => ({ conversationId, text, audience: 'public' as const });

describe('conversations', () => {
  it('hand the earlier turns of the same conversation to the engine', async () => {
    const heard: Question[] = [];
    const conversations = createConversations({
      assistant: () => ({ engine: engineHearing(heard), gazetteer }),
      store: memoryStore(),
      answers: createMemoryAnswerStore({ answersMax: 10 }),
      log,
    });
    await conversations.ask(asked('web:1', '기초연금이 뭐예요?'));
    await conversations.ask(asked('web:2', '다른 사람의 질문'));
    await conversations.ask(asked('web:1', '얼마예요?'));
    expect(heard.map(({ history }) => history.map(({ question }) => question))).toEqual([
      [],
      [],
      ['기초연금이 뭐예요?'],
    ]);
  });

  it('answer overlapping questions of one person in the order they came', async () => {
    const heard: Question[] = [];
    const waits = [20, 0];
    const conversations = createConversations({
      assistant: () => ({ engine: engineHearing(heard, () => waits.shift() ?? 0), gazetteer }),
      store: memoryStore(),
      answers: createMemoryAnswerStore({ answersMax: 10 }),
      log,
    });
    await Promise.all([conversations.ask(asked('web:1', '첫째')), conversations.ask(asked('web:1', '둘째'))]);
    expect(heard.map(({ text }) => text)).toEqual(['첫째', '둘째']);
  });

  it('do not let one person wait for another', async () => {
    const heard: Question[] = [];
    const waits = [20, 0];
    const conversations = createConversations({
      assistant: () => ({ engine: engineHearing(heard, () => waits.shift() ?? 0), gazetteer }),
      store: memoryStore(),
      answers: createMemoryAnswerStore({ answersMax: 10 }),
      log,
    });
    await Promise.all([conversations.ask(asked('web:1', '느린')), conversations.ask(asked('web:2', '빠른'))]);
    expect(heard.map(({ text }) => text)).toEqual(['빠른', '느린']);
  });

  it('keep nothing of a conversation that was forgotten', async () => {
    const heard: Question[] = [];
    const conversations = createConversations({
      assistant: () => ({ engine: engineHearing(heard), gazetteer }),
      store: memoryStore(),
      answers: createMemoryAnswerStore({ answersMax: 10 }),
      log,
    });
    await conversations.ask(asked('web:1', '기초연금이 뭐예요?'));
    await conversations.forget('web:1');
    await conversations.ask(asked('web:1', '얼마예요?'));
    expect(heard.at(-1)?.history).toEqual([]);
  });

  it('answer without memory when the store fails', async () => {
    const heard: Question[] = [];
    const broken: ConversationStore = {
      load: () => Promise.reject(new Error('down')),
      save: () => Promise.reject(new Error('down')),
      forget: () => Promise.reject(new Error('down')),
    };
    const conversations = createConversations({
      assistant: () => ({ engine: engineHearing(heard), gazetteer }),
      store: broken,
      answers: createMemoryAnswerStore({ answersMax: 10 }),
      log,
    });
    expect((await conversations.ask(asked('web:1', '기초연금'))).text).toBe('기초연금');
  });

  it('look nothing up for the question that a conversation begins with', async () => {
    const heard: Question[] = [];
    const looked: string[] = [];
    const store = memoryStore();
    const conversations = createConversations({
      assistant: () => ({ engine: engineHearing(heard), gazetteer }),
      store: {
        ...store,
        load(id) {
          looked.push(id);
          return store.load(id);
        },
      },
      answers: createMemoryAnswerStore({ answersMax: 10 }),
      log,
    });
    await conversations.ask({ ...asked('web:1', '기초연금이 뭐예요?'), begins: true });
    expect(looked).toEqual([]);
    await conversations.ask(asked('web:1', '얼마예요?'));
    expect(heard.at(-1)?.history.map(({ question }) => question)).toEqual(['기초연금이 뭐예요?']);
  });

  it('say so where they answer without memory, and nothing of it where they remember', async () => {
    const text = '앞서 나눈 이야기를 모르고 답했습니다.';
    const state = { away: true };
    const conversations = createConversations({
      assistant: () => ({ engine: engineHearing([]), gazetteer }),
      store: memoryStore(),
      withoutMemory: { text, isNow: () => state.away },
      answers: createMemoryAnswerStore({ answersMax: 10 }),
      log,
    });
    expect((await conversations.ask(asked('web:1', '기초연금'))).notices).toEqual([{ kind: 'degraded', text }]);
    state.away = false;
    expect((await conversations.ask(asked('web:1', '기초연금'))).notices).toEqual([]);
  });

  it('keep the answer with its turn before they give it', async () => {
    const answers = createMemoryAnswerStore({ answersMax: 10 });
    const conversations = createConversations({
      assistant: () => ({ engine: engineHearing([]), gazetteer }),
      store: memoryStore(),
      answers,
      log,
    });
    const answer = await conversations.ask(asked('web:1', '기초연금'));
    expect(await answers.find(answer.id)).toEqual(answer);
  });

  it('use a new index version from the next question on', async () => {
    const [old, fresh]: [Question[], Question[]] = [[], []];
    let engine = engineHearing(old);
    const conversations = createConversations({
      assistant: () => ({ engine, gazetteer }),
      store: memoryStore(),
      answers: createMemoryAnswerStore({ answersMax: 10 }),
      log,
    });
    await conversations.ask(asked('web:1', '하나'));
    engine = engineHearing(fresh);
    await conversations.ask(asked('web:1', '둘'));
    expect([old.length, fresh.length]).toEqual([1, 1]);
  });
});

describe('the store in memory', () => {
  const turn = { question: '기초연금', outcome: 'answered' as const, topics: [] };

  it('forgets a conversation that was left', async () => {
    const now = { ms: 0 };
    const store = memoryStore(now);
    await store.save('web:1', [turn]);
    now.ms = 1_000;
    expect(await store.load('web:1')).toEqual([]);
  });

  it('forgets the longest untouched first when there are too many', async () => {
    const store = memoryStore({ ms: 0 }, 2);
    await store.save('web:1', [turn]);
    await store.save('web:2', [turn]);
    await store.save('web:1', [turn]);
    await store.save('web:3', [turn]);
    expect([await store.load('web:1'), await store.load('web:2')]).toEqual([[turn], []]);
  });
});
