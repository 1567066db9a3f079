/** A desk with real conversations, stores and order, over an engine that a test answers for. */

import { pino } from 'pino';
import { createConversations } from '../../src/conversation/conversations.js';
import type { AnswerWatch } from '../../src/core/ports.js';
import type { Answer, Question } from '../../src/core/types.js';
import { createDesk, type Desk } from '../../src/messaging/desk.js';
import type { Deliveries } from '../../src/store/ports.js';
import { createGazetteer } from '../../src/understanding/regions.js';
import { memoryDeliveries } from './deliveries.js';
import { createMemoryAnswerStore, createMemoryConversationStore, createMemoryEventLog } from './memory-stores.js';

export interface TestDesk {
  readonly desk: Desk;
  /** What the engine was asked, in the order it began. */
  readonly questions: Question[];
  readonly feedback: ReturnType<typeof createMemoryAnswerStore>['feedback'];
  /** JSON lines of the log. */
  readonly logged: string[];
}

export interface TestDeskOptions {
  readonly answer: (question: Question, row: number) => Answer;
  readonly delayMs?: number;
  readonly watched?: (watch: AnswerWatch, answer: Answer) => Promise<void>;
  readonly now?: () => Date;
  /** Default: in memory. */
  readonly deliveries?: Deliveries;
}

export function deskOver({
  answer,
  delayMs = 0,
  watched,
  now = () => new Date(),
  deliveries,
}: TestDeskOptions): TestDesk {
  const questions: Question[] = [];
  const logged: string[] = [];
  const log = pino({ level: 'info', base: null }, { write: (line: string) => void logged.push(line) });
  const gazetteer = createGazetteer({
    asOf: '2026-11-22',
    provinces: [{ name: '경기도', short: ['경기'], cities: [{ name: '고양시', short: ['고양'] }] }],
  });
  const engine = {
    async answer(question: Question, watch: AnswerWatch = {}): Promise<Answer> {
      const row = questions.push(question) - 1;
      const made = answer(question, row);
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      await watched?.(watch, made);
      return { ...made, conversationId: question.conversationId };
    },
  };
  const answers = createMemoryAnswerStore({ answersMax: 10_000 });
  const conversations = createConversations({
    assistant: () => ({ engine, gazetteer }),
    store: createMemoryConversationStore({ clock: now, idleMs: 3_600_000, conversationsMax: 10_000 }),
    answers,
    log,
  });
  const desk = createDesk({
    conversations,
    answers,
    events: createMemoryEventLog({ clock: now, keptMs: 3_600_000 }),
    deliveries: deliveries ?? memoryDeliveries(),
    index: async () => ({
      version: '20261124-abc',
      builtAt: '2026-11-24T03:00:00Z',
      documents: 3,
      changes: { added: ['마을버스 요금 지원'], changed: [], removed: [] },
    }),
    programmes: () => ['기초연금', '노령연금', '긴급복지 지원', '마을버스 요금 지원'],
    resolveRegion: (name) => gazetteer.resolve(name)?.name,
    clock: now,
    log,
  });
  return { desk, questions, feedback: answers.feedback, logged };
}
