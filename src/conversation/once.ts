/**
 * One stored answer for one question, however often it is asked again: a caller's key → the answer that was stored first
 * under it. A caller whose connection broke asks again with the same key, at any server.
 *
 * The id of the answer comes from conversation and key, and the store keeps the first of an id; so no lock is needed, and
 * a server that ended between answering and storing leaves nothing half done. Without a store every call is answered anew,
 * and so is one whose stored answer tells of a fault: to ask again is what the person was told to do.
 */
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { Answer } from '../core/types.js';
import type { AnswerStore } from '../feedback/store.js';

export interface OnceParts {
  readonly answers: Pick<AnswerStore, 'find'>;
  readonly log: Logger;
}

export interface Keyed {
  readonly conversationId: string;
  /** Undefined: a question like any other. */
  readonly key?: string | undefined;
}

/** Makes an answer and stores it under the id, where there is one. */
export type Make = (answerId: string | undefined) => Promise<Answer>;

export function createOnce({ answers, log }: OnceParts) {
  const underWay = new Map<string, Promise<Answer>>();

  const stored = async (id: string): Promise<Answer | undefined> => {
    try {
      const found = await answers.find(id);
      return found?.outcome === 'failed' ? undefined : found;
    } catch (error) {
      log.error({ action: 'find', error: error instanceof Error ? error.name : 'unknown' }, 'answer store failed');
      return undefined;
    }
  };
  const firstOf = async (id: string, make: Make): Promise<Answer> => {
    const before = await stored(id);
    if (before) return before;
    const answer = await make(id);
    // Another server may have stored one meanwhile: everyone is told that one.
    return (await stored(id)) ?? answer;
  };

  return async ({ conversationId, key }: Keyed, make: Make): Promise<Answer> => {
    if (key === undefined) return make(undefined);
    const id = answerIdOf(conversationId, key);
    const running = underWay.get(id) ?? firstOf(id, make).finally(() => underWay.delete(id));
    underWay.set(id, running);
    return running;
  };
}

export function answerIdOf(conversationId: string, key: string): string {
  return `ans_${createHash('sha256').update(`${conversationId}\n${key}`).digest('hex').slice(0, 20)}`;
}
