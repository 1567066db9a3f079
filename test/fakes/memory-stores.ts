/** Conversations, answers and events in the memory of the test, behind the ports that the real store implements. */
import type { ConversationStore } from '../../src/conversation/store.js';
import type { Clock } from '../../src/core/ports.js';
import type { Answer, Turn } from '../../src/core/types.js';
import type { AnswerStore, EventLog, Feedback } from '../../src/feedback/store.js';

export interface MemoryStoreOptions {
  readonly clock: Clock;
  /** A conversation untouched for this long is forgotten. */
  readonly idleMs: number;
  /** Above this many the longest untouched are forgotten first, so that memory is bounded whatever comes in. */
  readonly conversationsMax: number;
}

export function createMemoryConversationStore({
  clock,
  idleMs,
  conversationsMax,
}: MemoryStoreOptions): ConversationStore {
  // A Map keeps insertion order; touching re-inserts, so the first entry is always the longest untouched.
  const kept = new Map<string, { readonly turns: readonly Turn[]; readonly touchedAt: number }>();
  const dropStale = (now: number): void => {
    for (const [id, { touchedAt }] of kept) {
      if (now - touchedAt < idleMs && kept.size <= conversationsMax) return;
      kept.delete(id);
    }
  };
  return {
    async load(conversationId) {
      dropStale(clock().getTime());
      return kept.get(conversationId)?.turns ?? [];
    },
    async save(conversationId, turns) {
      const now = clock().getTime();
      kept.delete(conversationId);
      kept.set(conversationId, { turns, touchedAt: now });
      dropStale(now);
    },
    async forget(conversationId) {
      kept.delete(conversationId);
    },
  };
}

export interface MemoryAnswerStoreOptions {
  /** Above this many the oldest are dropped first. */
  readonly answersMax: number;
}

export function createMemoryAnswerStore({ answersMax }: MemoryAnswerStoreOptions): AnswerStore & {
  readonly feedback: readonly Feedback[];
} {
  const answers = new Map<string, Answer>();
  const feedback: Feedback[] = [];
  return {
    feedback,
    async save(answer) {
      answers.set(answer.id, answer);
      for (const id of answers.keys()) {
        if (answers.size <= answersMax) break;
        answers.delete(id);
      }
    },
    async find(answerId) {
      return answers.get(answerId);
    },
    async addFeedback(entry) {
      if (!answers.has(entry.answerId)) return false;
      feedback.push(entry);
      if (feedback.length > answersMax) feedback.shift();
      return true;
    },
  };
}

export interface MemoryEventLogOptions {
  readonly clock: Clock;
  /** An id is remembered at least this long; platforms deliver again within minutes. */
  readonly keptMs: number;
}

export function createMemoryEventLog({ clock, keptMs }: MemoryEventLogOptions): EventLog {
  const seen = new Map<string, number>();
  return {
    async claim(eventId) {
      const now = clock().getTime();
      for (const [id, at] of seen) {
        if (now - at < keptMs) break;
        seen.delete(id);
      }
      if (seen.has(eventId)) return false;
      seen.set(eventId, now);
      return true;
    },
  };
}
