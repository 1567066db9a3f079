/**
 * What is told of the work to whoever counts it: numbers and names of ours, never a person's words or ids. One
 * observer hears all channels; `adapters/metrics` keeps the counts.
 */
import type { Answer } from '../core/types.js';

export interface Observer {
  /** A question was taken on, and waits or is worked on until `answered`. */
  asked(channel: string): void;
  answered(channel: string, answer: Answer): void;
  /** It ended without an answer: the channel could not take it. */
  abandoned(channel: string): void;
}

/** `web:…` → `web`: the channel that a conversation came over. */
export function channelOf(conversationId: string): string {
  return conversationId.split(':', 1)[0] ?? '';
}
