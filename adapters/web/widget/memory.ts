/** The conversation in this tab: kept until the tab closes, or not at all on a shared computer. */
import type { Exchange } from './exchange.js';

export interface Kept {
  readonly conversationId: string;
  readonly exchanges: readonly Exchange[];
}

export const newConversation = (): string => `web:${randomId()}`;

/** `crypto.randomUUID` is missing on pages without HTTPS. */
export function randomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function createMemory(name: string, shared: boolean) {
  const key = `bokji:${name}`;
  return {
    load(): Kept {
      try {
        const text = shared ? null : sessionStorage.getItem(key);
        if (text) return JSON.parse(text) as Kept;
      } catch {
        // Storage may be closed to us; the conversation then lives in memory alone.
      }
      return { conversationId: newConversation(), exchanges: [] };
    },
    save(kept: Kept): void {
      if (shared) return;
      try {
        sessionStorage.setItem(key, JSON.stringify(kept));
      } catch {
        // Full or closed: nothing is lost but the way back after leaving the page.
      }
    },
    clear(): void {
      try {
        sessionStorage.removeItem(key);
      } catch {
        // Closed storage holds nothing.
      }
    },
  };
}
