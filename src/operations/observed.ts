/** Conversations → the same conversations, with an observer that hears of every question and its answer. */
import type { Conversations } from '../conversation/conversations.js';
import { channelOf, type Observer } from './observer.js';

export function observed(conversations: Conversations, observer: Observer): Conversations {
  return {
    ...conversations,
    async ask(asked, watch) {
      const channel = channelOf(asked.conversationId);
      observer.asked(channel);
      try {
        const answer = await conversations.ask(asked, watch);
        observer.answered(channel, answer);
        return answer;
      } catch (error) {
        observer.abandoned(channel);
        throw error;
      }
    },
  };
}
