/** Whoever is examined: an assistant that can be opened over the knowledge, without some facts or with more texts. */
import type { Answer } from '../core/types.js';
import type { Audience } from '../knowledge/schema.js';

export interface Setting {
  readonly region?: string | undefined;
  readonly audience: Audience;
}

export interface Examinee {
  /** Asks the turns one after another; one answer for each. */
  ask(turns: readonly string[], setting: Setting, conversationId: string): Promise<readonly Answer[]>;
  /** Ids of the documents that retrieval finds for one message, best first. */
  find(text: string, setting: Setting): Promise<readonly string[]>;
}

/** How the knowledge differs from what is shipped. */
export interface KnowledgeChange {
  /** Facts taken out: a document's id, `id#section`, or `id#section.n` for one claim. */
  readonly remove: readonly string[];
  /** Texts put in, as a folder of documents would be. */
  readonly add: readonly { readonly id: string; readonly title?: string | undefined; readonly text: string }[];
  /** Questions that the search is not to know of. */
  readonly unasked?: readonly string[] | undefined;
}

export const AS_SHIPPED: KnowledgeChange = { remove: [], add: [] };

export type OpenExaminee = (change: KnowledgeChange, now?: Date) => Promise<Examinee>;
