/** Where conversations live between questions: the masked turns, and nothing else. */
import type { Turn } from '../core/types.js';

export interface ConversationStore {
  load(conversationId: string): Promise<readonly Turn[]>;
  save(conversationId: string, turns: readonly Turn[]): Promise<void>;
  forget(conversationId: string): Promise<void>;
}
