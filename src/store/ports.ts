/**
 * What must outlive the process. One store object, a narrow port for each purpose; SQLite and PostgreSQL stand behind
 * it (`adapters/sqlite`, `adapters/postgres`) and pass one suite, `test/conformance/store.ts`.
 *
 * A write that has resolved is committed: it survives the end of the process at any moment. A store that cannot be
 * reached rejects; `steady.ts` keeps answers going over it. Only masked words may be handed in.
 */
import type { ConversationStore } from '../conversation/store.js';
import type { Turn } from '../core/types.js';
import type { AnswerStore, EventLog, Feedback } from '../feedback/store.js';

export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  readonly conversations: ConversationStore;
  readonly answers: AnswerStore;
  readonly events: EventLog;
  readonly deliveries: Deliveries;
  readonly jobs: Jobs;
  readonly audit: AuditTrail;
  readonly settings: Settings;
  readonly retention: Retention;
  status(): Promise<StoreStatus>;
  /** Rejects where nothing can be written. */
  check(): Promise<void>;
  /** Whether a rejection says that the store is unwell (disk full, not reached), rather than that a row is. */
  isAway(error: unknown): boolean;
  close(): Promise<void>;
}

/** A message that was taken on and must be answered once, whatever ends in between. */
export interface Delivery {
  readonly id: string;
  readonly channel: string;
  readonly conversationId: string;
  /** What the channel needs to answer it: the place and the masked words. JSON of the channel's own making. */
  readonly work: unknown;
  /** What goes out, piece by piece; undefined until the answer is made. */
  readonly outgoing: readonly unknown[] | undefined;
  /** How many pieces are known to have gone. The next one may have gone too, where the process ended just then. */
  readonly sent: number;
}

export interface NewDelivery {
  /** Ids under which the platform may deliver the same message again; the first names the delivery. */
  readonly eventIds: readonly [string, ...string[]];
  readonly channel: string;
  readonly conversationId: string;
  readonly work: unknown;
}

/** The outbox: taken on → ready to go → finished. A finished one holds no words any more, only its id. */
export interface Deliveries {
  /** True once for each message, for the first to take it; it is then this process's to finish. */
  take(taken: NewDelivery): Promise<boolean>;
  ready(id: string, outgoing: readonly unknown[]): Promise<void>;
  sent(id: string, pieces: number): Promise<void>;
  /** Delivered, or given up for good. */
  finish(id: string): Promise<void>;
  /** Says that this process is alive and at work on its own. */
  renew(): Promise<void>;
  /** Takes over what another process began and left, oldest first; each goes to one taker. */
  resume(channel: string, limit: number): Promise<readonly Delivery[]>;
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly payload: unknown;
  /** This one counted. */
  readonly attempts: number;
}

/** Work for later. A job whose worker ended is given to another once its lease is over. */
export interface Jobs {
  /** Adds nothing where a job of the same key waits already. */
  add(job: {
    readonly kind: string;
    readonly payload?: unknown;
    readonly key?: string | undefined;
    readonly runAt?: Date | undefined;
  }): Promise<void>;
  claim(kinds: readonly string[], leaseMs: number): Promise<Job | undefined>;
  /** Done; with a time, it waits for that time again. */
  finish(id: string, runAgainAt?: Date): Promise<void>;
}

export interface AuditEntry {
  readonly at: string;
  /** Who: a name at the terminal, a staff id. */
  readonly actor: string;
  readonly action: string;
  /** What it was done to; an id, never words. */
  readonly subject: string;
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Each entry holds a hash over itself and the one before, so that a changed or missing one is found. */
export interface AuditTrail {
  append(entry: Omit<AuditEntry, 'at'>): Promise<void>;
  /** The newest first. */
  list(limit: number): Promise<readonly (AuditEntry & { readonly number: number })[]>;
  /** The number of the first entry that does not fit, or undefined where all do. */
  firstBroken(): Promise<number | undefined>;
}

/** What operators decided, by key; JSON values. */
export interface Settings {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  /** Every key that begins so. */
  all(prefix: string): Promise<ReadonlyMap<string, unknown>>;
}

/** Days that each kind of data is kept. Conversations end by themselves; see `ConversationStore`. */
export interface RetentionDays {
  readonly answers: number;
  readonly feedback: number;
  readonly events: number;
  readonly audit: number;
}

export type Deleted = Readonly<
  Record<'conversations' | 'answers' | 'feedback' | 'events' | 'deliveries' | 'audit', number>
>;

export interface Retention {
  /** Deletes what is past its days, from the files too. */
  purge(days: RetentionDays): Promise<Deleted>;
  /** Deletes everything of a conversation: turns, answers with their receipts, feedback, words on their way out. */
  forget(conversationId: string): Promise<Deleted>;
  /** All that is kept of a conversation. Whoever asks for it writes into the audit trail first. */
  export(conversationId: string): Promise<ConversationExport>;
}

export interface ConversationExport {
  readonly conversationId: string;
  readonly turns: readonly Turn[];
  /** As stored, in the order they were given. */
  readonly answers: readonly unknown[];
  readonly feedback: readonly Feedback[];
  readonly deliveries: readonly { readonly id: string; readonly finished: boolean }[];
}

export interface StoreStatus {
  readonly kind: Store['kind'];
  /** Migrations applied, e.g. `002-outbox`. */
  readonly schema: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly bytes: number;
}

/** Words for people, with what to do; the command line shows them as they are. */
export class StoreError extends Error {
  override name = 'StoreError';
}

/** Cannot be reached now; later it may be, without anyone changing a setting. */
export class StoreAwayError extends StoreError {
  override name = 'StoreAwayError';
}
