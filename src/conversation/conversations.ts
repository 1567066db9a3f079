/**
 * Conversations: a person's next words → an Answer, with the earlier turns put before the engine. What every channel
 * talks to, so that follow-ups, order and forgetting are the same everywhere.
 *
 * Questions of one conversation are answered in the order they came in, one at a time; different conversations do not
 * wait for each other. Turn and answer are kept before the answer is given. Never rejects because of the store: without
 * memory the question is answered on its own, and the answer says so.
 */
import type { Logger } from 'pino';
import type { AnswerEngine, AnswerWatch } from '../core/ports.js';
import type { Answer } from '../core/types.js';
import type { AnswerStore } from '../feedback/store.js';
import type { Audience } from '../knowledge/schema.js';
import type { Gazetteer } from '../understanding/regions.js';
import { overheard, remember } from './memory.js';
import type { ConversationStore } from './store.js';

export interface Asked {
  /** `<channel>:<id>`. */
  readonly conversationId: string;
  readonly text: string;
  readonly audience: Audience;
  readonly region?: string | undefined;
  /** What people said in the same place before, oldest first; read where the conversation has no turns of its own. */
  readonly earlier?: readonly string[] | undefined;
  /** The conversation begins with this question: nothing can be kept of it, and nothing is looked up. */
  readonly begins?: boolean | undefined;
  /** The answer is kept under this id, where the caller must be able to find it again (`once.ts`). */
  readonly answerId?: string | undefined;
}

export interface Conversations {
  ask(asked: Asked, watch?: AnswerWatch): Promise<Answer>;
  forget(conversationId: string): Promise<void>;
}

export interface ConversationsParts {
  /** Read at every question, so that a new index version is used from the next question on. */
  readonly assistant: () => { readonly engine: AnswerEngine; readonly gazetteer: Gazetteer };
  readonly store: ConversationStore;
  /** Each answer is kept here together with the turn, before it is given. */
  readonly answers: Pick<AnswerStore, 'save'>;
  /** What people are told while earlier turns cannot be read or new ones not be kept. */
  readonly withoutMemory?: { readonly text: string; readonly isNow: () => boolean } | undefined;
  readonly log: Logger;
}

export function createConversations({
  assistant,
  store,
  answers,
  withoutMemory,
  log,
}: ConversationsParts): Conversations {
  const queues = new Map<string, Promise<unknown>>();

  /** Runs `work` after everything that was asked before in the same conversation. */
  const inOrder = <T>(conversationId: string, work: () => Promise<T>): Promise<T> => {
    const before = queues.get(conversationId) ?? Promise.resolve();
    const mine = before.then(work, work);
    queues.set(conversationId, mine);
    const clear = () => {
      if (queues.get(conversationId) === mine) queues.delete(conversationId);
    };
    mine.then(clear, clear);
    return mine;
  };

  /** Undefined where the store failed. */
  const attempted = async <T>(action: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      log.error({ action, error: error instanceof Error ? error.name : 'unknown' }, 'conversation store failed');
      return undefined;
    }
  };
  const told = (answer: Answer, remembers: boolean): Answer =>
    withoutMemory === undefined || (remembers && !withoutMemory.isNow())
      ? answer
      : { ...answer, notices: [...answer.notices, { kind: 'degraded', text: withoutMemory.text }] };

  return {
    ask: ({ conversationId, text, audience, region, earlier, begins, answerId }, watch) =>
      inOrder(conversationId, async () => {
        const { engine, gazetteer } = assistant();
        const loaded = begins === true ? [] : await attempted('load', () => store.load(conversationId));
        const kept = loaded ?? [];
        const history = kept.length > 0 ? kept : overheard(earlier ?? [], gazetteer);
        const given = await engine.answer({ text, conversationId, audience, region, history }, watch);
        const answer = told(answerId === undefined ? given : { ...given, id: answerId }, loaded !== undefined);
        const turns = remember(history, text, answer, gazetteer);
        await Promise.all([
          attempted('save', () => store.save(conversationId, turns)),
          attempted('keep', () => answers.save(answer)),
        ]);
        return answer;
      }),
    forget: (conversationId) => inOrder(conversationId, () => store.forget(conversationId)),
  };
}
