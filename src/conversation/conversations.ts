/**
 * Conversations: a person's next words → an Answer, with the earlier turns put before the engine. What every channel
 * talks to, so that follow-ups, order and forgetting are the same everywhere.
 *
 * Questions of one conversation are answered in the order they came in, one at a time; different conversations do not
 * wait for each other. Never rejects because of the store: without memory the question is answered on its own.
 */
import type { Logger } from 'pino';
import type { AnswerEngine, AnswerWatch } from '../core/ports.js';
import type { Answer } from '../core/types.js';
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
}

export interface Conversations {
  ask(asked: Asked, watch?: AnswerWatch): Promise<Answer>;
  forget(conversationId: string): Promise<void>;
}

export interface ConversationsParts {
  /** Read at every question, so that a new index version is used from the next question on. */
  readonly assistant: () => { readonly engine: AnswerEngine; readonly gazetteer: Gazetteer };
  readonly store: ConversationStore;
  readonly log: Logger;
}

export function createConversations({ assistant, store, log }: ConversationsParts): Conversations {
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

  const orWithoutMemory = async <T>(action: string, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      log.error({ action, error: error instanceof Error ? error.name : 'unknown' }, 'conversation store failed');
      return otherwise;
    }
  };

  return {
    ask: ({ conversationId, text, audience, region, earlier }, watch) =>
      inOrder(conversationId, async () => {
        const { engine, gazetteer } = assistant();
        const kept = await orWithoutMemory('load', () => store.load(conversationId), []);
        const history = kept.length > 0 ? kept : overheard(earlier ?? [], gazetteer);
        const answer = await engine.answer({ text, conversationId, audience, region, history }, watch);
        await orWithoutMemory(
          'save',
          () => store.save(conversationId, remember(history, text, answer, gazetteer)),
          undefined,
        );
        return answer;
      }),
    forget: (conversationId) => inOrder(conversationId, () => store.forget(conversationId)),
  };
}
