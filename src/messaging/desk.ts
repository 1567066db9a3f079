/**
 * The desk behind a messenger: a person's words → an answer that is kept, with what a messenger needs besides (events
 * taken on once, feedback, the state of the index, names of programmes). Adapters know this and nothing of the engine.
 */
import type { Logger } from 'pino';
import type { Asked, Conversations } from '../conversation/conversations.js';
import type { AnswerWatch, Clock } from '../core/ports.js';
import type { Answer } from '../core/types.js';
import type { AnswerStore, EventLog } from '../feedback/store.js';
import type { IndexChanges } from '../indexing/changes.js';
import { maskPersonalData } from '../safety/personal-data.js';
import type { Deliveries } from '../store/ports.js';

export interface IndexSummary {
  readonly version: string;
  readonly builtAt: string;
  readonly documents: number;
  /** Titles against the version before this one; none where there was none. Staff documents are not named. */
  readonly changes?: IndexChanges | undefined;
}

export interface DeskParts {
  readonly conversations: Conversations;
  readonly answers: AnswerStore;
  readonly events: EventLog;
  /** Messages taken on and what is to be said to them (`outbox.ts`). */
  readonly deliveries: Deliveries;
  readonly index: () => Promise<IndexSummary>;
  /** Titles and other names of programmes the public may see. */
  readonly programmes: () => readonly string[];
  /** The full name of a place, or undefined where there is none of that name. */
  readonly resolveRegion: (name: string) => string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Desk extends Omit<DeskParts, 'conversations' | 'answers' | 'events'> {
  ask(asked: Asked, watch?: AnswerWatch): Promise<Answer>;
  forget(conversationId: string): Promise<void>;
  find(answerId: string): Promise<Answer | undefined>;
  /** The comment is masked here. False where the answer is no longer kept. */
  rate(answerId: string, rating: { helpful: boolean; reason?: string; comment?: string }): Promise<boolean>;
  /** True once for each id, also when the log of events cannot be reached: an answer twice is better than none. */
  claim(eventId: string): Promise<boolean>;
}

export function createDesk(parts: DeskParts): Desk {
  const { conversations, answers, events, clock, log } = parts;
  const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
  return {
    deliveries: parts.deliveries,
    index: parts.index,
    programmes: parts.programmes,
    resolveRegion: parts.resolveRegion,
    clock,
    log,
    ask: (asked, watch) => conversations.ask(asked, watch),
    forget: (conversationId) => conversations.forget(conversationId),
    find: (answerId) => answers.find(answerId),
    rate: (answerId, { helpful, reason, comment }) =>
      answers.addFeedback({
        answerId,
        helpful,
        reason,
        comment: comment === undefined ? undefined : maskPersonalData(comment).text,
        at: clock().toISOString(),
      }),
    async claim(eventId) {
      try {
        return await events.claim(eventId);
      } catch (error) {
        log.error({ error: nameOf(error) }, 'event log failed');
        return true;
      }
    },
  };
}
