/**
 * Where conversations live between questions: the masked turns, and nothing else. This one keeps them in the memory of
 * the process, for as long as the conversation is in use and no longer.
 */
import type { Clock } from '../core/ports.js';
import type { Turn } from '../core/types.js';

export interface ConversationStore {
  load(conversationId: string): Promise<readonly Turn[]>;
  save(conversationId: string, turns: readonly Turn[]): Promise<void>;
  forget(conversationId: string): Promise<void>;
}

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
