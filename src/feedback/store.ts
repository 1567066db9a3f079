/**
 * What is kept of an answer after it was given: the answer itself, so that feedback, a receipt or a hand-over can find
 * it by its id, and what people said of it. Answers hold no words of the person; comments are masked before they come.
 */
import type { Clock } from '../core/ports.js';
import type { Answer } from '../core/types.js';

export interface Feedback {
  readonly answerId: string;
  readonly helpful: boolean;
  readonly reason?: string | undefined;
  /** Masked. */
  readonly comment?: string | undefined;
  /** ISO 8601. */
  readonly at: string;
}

export interface AnswerStore {
  save(answer: Answer): Promise<void>;
  find(answerId: string): Promise<Answer | undefined>;
  /** False where no such answer is kept. */
  addFeedback(feedback: Feedback): Promise<boolean>;
}

/** Events of a platform that were taken on, so that one delivered twice is answered once. */
export interface EventLog {
  /** True for the first caller with this id, false for every later one. */
  claim(eventId: string): Promise<boolean>;
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
