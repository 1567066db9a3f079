/**
 * What a draft is, whichever engine wrote it: statements that each point at the claims that carry them.
 */
import type { Receipt, Role } from '../core/types.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';

export interface Evidence {
  readonly document: KnowledgeDocument;
  readonly slug: string;
  readonly heading: string;
  /** Exact words of the passage. */
  readonly quote: string;
}

export interface DraftStatement {
  readonly text: string;
  readonly role: Role;
  /** Empty only for guidance: fixed sentences that claim nothing about a programme. */
  readonly evidence: readonly Evidence[];
  /** True for the words of a model, which are held more strictly than a source's own. */
  readonly written?: boolean | undefined;
  /** Set on the first statement of a block about one document. */
  readonly title?: string | undefined;
  /** Set on the first statement of a group of a list: what the group gives and where. */
  readonly heading?: string | undefined;
  /** The programme's name before its line in a list. */
  readonly label?: string | undefined;
  /** Where the statement stands in a table of comparison. */
  readonly cell?: { readonly row: string; readonly column: string } | undefined;
}

export interface Draft {
  readonly outcome: 'answered' | 'abstained' | 'redirected' | 'clarify';
  readonly statements: readonly DraftStatement[];
  /** Documents the answer is about, main one first. */
  readonly topics: readonly KnowledgeDocument[];
  /** Present when a language model was asked. */
  readonly receipt?: Receipt | undefined;
  /** Some of what was asked is not told: a list that was cut, or an aspect that the record lacks. */
  readonly isPartial?: boolean | undefined;
  readonly choices?: readonly { readonly label: string; readonly value: string }[];
}
