/**
 * The tables as the queries see them, the same in SQLite and PostgreSQL. Times are whole milliseconds since 1970, JSON
 * is text (PostgreSQL's `jsonb` would refuse a NUL and change the order of keys), yes and no are 1 and 0.
 */
export interface Schema {
  conversations: { id: string; turns: string; touched_at: number; expires_at: number };
  answers: { id: string; conversation_id: string; outcome: string; body: string; created_at: number };
  feedback: {
    id: string;
    answer_id: string;
    conversation_id: string;
    helpful: number;
    reason: string | null;
    comment: string | null;
    created_at: number;
  };
  /** Ids of a platform's events that were taken on. */
  events: { id: string; created_at: number };
  /** `work` and `outgoing` hold words and are emptied when `finished_at` is set. */
  deliveries: {
    id: string;
    channel: string;
    conversation_id: string;
    work: string | null;
    outgoing: string | null;
    sent: number;
    owner: string;
    lease_until: number;
    created_at: number;
    finished_at: number | null;
  };
  jobs: {
    id: string;
    kind: string;
    payload: string;
    key: string | null;
    run_at: number;
    lease_until: number;
    attempts: number;
    created_at: number;
  };
  audit: {
    number: number;
    at: number;
    actor: string;
    action: string;
    subject: string;
    reason: string;
    details: string;
    hash: string;
  };
  settings: { key: string; value: string; updated_at: number };
}

export type Table = keyof Schema;

/** Every table with the column its rows are told apart by; the order in which a copy fills them. */
export const PRIMARY_KEYS = {
  conversations: 'id',
  answers: 'id',
  feedback: 'id',
  events: 'id',
  deliveries: 'id',
  jobs: 'id',
  audit: 'number',
  settings: 'key',
} as const satisfies { readonly [T in Table]: keyof Schema[T] };

export const TABLES = Object.keys(PRIMARY_KEYS) as readonly Table[];
