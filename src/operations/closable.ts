/**
 * Conversations → the same conversations, that a person can stop by channel: whoever asks there then reads one calm
 * sentence with telephone numbers. Danger to life is heard first and gets its line, stopped or not.
 *
 * Nothing is remembered of what was asked meanwhile. What is under way when a channel is stopped is finished.
 */
import type { Conversations } from '../conversation/conversations.js';
import type { AnswerEngine } from '../core/ports.js';
import { channelOf } from './observer.js';

export interface ClosableParts {
  /** Asked at every question, so it answers from memory. */
  readonly isStopped: (channel: string) => boolean;
  /** Answers everyone with the one sentence, and those in danger with their line. */
  readonly closed: () => AnswerEngine;
}

export function closable(conversations: Conversations, { isStopped, closed }: ClosableParts): Conversations {
  return {
    ...conversations,
    async ask(asked, watch) {
      const { conversationId, text, audience, region, answerId } = asked;
      if (!isStopped(channelOf(conversationId))) return conversations.ask(asked, watch);
      const answer = await closed().answer({ text, conversationId, audience, region, history: [] }, watch);
      return answerId === undefined ? answer : { ...answer, id: answerId };
    },
  };
}
