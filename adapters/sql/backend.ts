/** What the shared queries need of a database, and the only place where SQLite and PostgreSQL differ for them. */
import type { Kysely } from 'kysely';
import type { Store } from '../../src/store/ports.js';
import type { Schema } from './schema.js';

export type Db = Kysely<Schema>;

export interface SqlBackend {
  readonly kind: Store['kind'];
  /** Reads. What has been written and resolved is seen. */
  readonly db: Db;
  /** One statement; resolves once it is committed. */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** All of several statements or none; resolves once they are committed. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Within a transaction: the same name is held by one at a time until its end. */
  holdAlone(db: Db, name: string): Promise<void>;
  /** Whether rows are picked with `for update skip locked`; a single writer needs none. */
  readonly skipsLocked: boolean;
  /** Deleted rows leave the files as well. */
  afterDeletion(): Promise<void>;
  bytes(): Promise<number>;
  /** See `Store.isAway`. */
  isAway(error: unknown): boolean;
  close(): Promise<void>;
}
