/**
 * What is kept of an answer after it was given: the answer itself, so that feedback, a receipt or a hand-over can find
 * it by its id, and what people said of it. Answers hold no words of the person; comments are masked before they come.
 */
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
