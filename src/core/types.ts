/**
 * The nouns of the road. The Answer's schema is the contract with the outside: the command line's `--json`, the HTTP
 * interface and the tests all come from it.
 */
import { z } from 'zod';
import { type Audience, STATUSES } from '../knowledge/schema.js';

export const OUTCOMES = [
  'answered',
  'clarify',
  'abstained',
  'redirected',
  'crisis',
  'refused',
  'greeting',
  'failed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const ROLES = [
  'lead',
  'eligibility',
  'benefit',
  'apply',
  'documents',
  'deadline',
  'contact',
  'condition',
  'status',
  'caution',
  'guidance',
] as const;
export type Role = (typeof ROLES)[number];

export const statementSchema = z.object({
  text: z.string(),
  citations: z.array(z.number().int().positive()),
  role: z.enum(ROLES),
});
export type Statement = z.infer<typeof statementSchema>;

export const citationSchema = z.object({
  n: z.number().int().positive(),
  documentId: z.string(),
  passageId: z.string(),
  title: z.string(),
  section: z.string(),
  /** Page of a printed document, from 1. */
  page: z.number().int().positive().optional(),
  /** Headings above the quotation, outer first: chapter, article. */
  path: z.array(z.string()).optional(),
  quote: z.string(),
  region: z.string(),
  status: z.enum(STATUSES),
  asOf: z.string(),
  source: z.object({ title: z.string(), publisher: z.string(), date: z.string(), url: z.string().optional() }),
});
export type Citation = z.infer<typeof citationSchema>;

export const noticeSchema = z.object({
  kind: z.enum(['ai', 'as-of', 'plan', 'old-source', 'masked', 'other-region', 'degraded']),
  text: z.string(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const nextActionSchema = z.object({
  kind: z.enum(['call', 'link', 'ask', 'handoff']),
  label: z.string(),
  value: z.string(),
});
export type NextAction = z.infer<typeof nextActionSchema>;

/** How an answer was made where a language model took part; no words of the person. */
export const receiptSchema = z.object({
  model: z.string(),
  /** Hash of each prompt that was used, by task. */
  prompts: z.record(z.string(), z.string()),
  calls: z.number().int(),
  tokens: z.object({ input: z.number(), output: z.number() }),
  /** Milliseconds that were spent waiting for the model. */
  modelMs: z.number(),
  cost: z.object({ amount: z.number(), currency: z.string() }).optional(),
  /** Statements of the model: let through at once, after a repair, replaced by the source's words, dropped. */
  statements: z.object({ kept: z.number(), repaired: z.number(), replaced: z.number(), dropped: z.number() }),
  /** Why the sources' own sentences went out instead of the model's, or beside them. */
  fallbackReason: z.string().optional(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const answerSchema = z.object({
  id: z.string(),
  conversationId: z.string(),
  outcome: z.enum(OUTCOMES),
  completeness: z.enum(['complete', 'partial', 'none']),
  text: z.string(),
  statements: z.array(statementSchema),
  citations: z.array(citationSchema),
  notices: z.array(noticeSchema),
  nextActions: z.array(nextActionSchema),
  masked: z.array(z.string()),
  engine: z.enum(['extractive', 'llm', 'fixed']),
  index: z.object({ version: z.string(), builtAt: z.string() }),
  timings: z.record(z.string(), z.number()),
  receipt: receiptSchema.optional(),
  /**
   * The question may be asked in danger: the sentence that stands first in `text` and `statements`, and the numbers it
   * names, which are also the first `nextActions`.
   */
  worry: z.object({ text: z.string(), phones: z.array(z.string()) }).optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** What a channel hands in. `history` holds the earlier turns of the conversation, oldest first. */
export interface Question {
  readonly text: string;
  readonly conversationId: string;
  readonly region?: string | undefined;
  readonly audience: Audience;
  readonly history: readonly Turn[];
}

/** One exchange as far as later questions need it: never stored beyond the conversation. */
export interface Turn {
  /** The person's words, after masking. */
  readonly question: string;
  readonly outcome: Outcome;
  /** Documents the answer was about, the main one first. */
  readonly topics: readonly string[];
  readonly region?: string | undefined;
}
