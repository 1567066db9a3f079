/**
 * Connections to PostgreSQL: an address → statements that come back in bounded time, or fail.
 *
 * While the database cannot be reached, every call fails at once with a `DatabaseDown`, except one in each
 * `RETRY_MS` that tries again: whoever asks a question must not wait for a time-out first. `int8` comes as a number.
 */

import pg from 'pg';
import type { Logger } from 'pino';

export class DatabaseDown extends Error {
  override name = 'DatabaseDown';
}

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  readonly log: Logger;
  readonly connectionsMax?: number | undefined;
  /** For a new connection. */
  readonly connectMs?: number | undefined;
  /** Above it the server gives a statement up, and half a second later the client gives up waiting for the server. */
  readonly statementMs?: number | undefined;
}

export type Row = Readonly<Record<string, unknown>>;
export interface Rows<R> {
  readonly rows: R[];
  readonly rowCount: number | null;
  readonly command: string;
}

/** One connection, taken from the pool; shaped as Kysely wants it. */
export interface DatabaseClient {
  query<R = Row>(sql: string, parameters?: readonly unknown[]): Promise<Rows<R>>;
  release(): void;
}

/** What the rest of the adapter, and Kysely's `PostgresDialect`, work with. */
export interface Database {
  readonly url: string;
  query<R = Row>(sql: string, parameters?: readonly unknown[]): Promise<Rows<R>>;
  /** All of `work` or nothing of it. */
  transaction<T>(work: (client: DatabaseClient) => Promise<T>): Promise<T>;
  connect(): Promise<DatabaseClient>;
  /** False from the first failed attempt until one succeeds. */
  isReachable(): boolean;
  end(): Promise<void>;
}

const CONNECTIONS_MAX = 10;
const CONNECT_MS = 2_000;
const STATEMENT_MS = 5_000;
const RETRY_MS = 1_000;
const QUEUE_MS = 10_000;
const INT8 = 20;

export function createDatabase(options: DatabaseOptions): Database {
  const { url, log, connectMs = CONNECT_MS, statementMs = STATEMENT_MS } = options;
  const pool = new pg.Pool({
    ...connectionOptions(url, connectMs),
    // To wait for one of our own connections takes longer than to make one, and says nothing about the database.
    connectionTimeoutMillis: QUEUE_MS,
    Client: clientWithin(connectMs),
    max: options.connectionsMax ?? CONNECTIONS_MAX,
    statement_timeout: statementMs,
    query_timeout: statementMs + 500,
    idle_in_transaction_session_timeout: statementMs * 2,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  let down: { readonly cause: unknown; readonly until: number } | undefined;
  const failed = (cause: unknown): void => {
    if (!down) log.error({ error: codeOf(cause) }, 'database cannot be reached');
    down = { cause, until: Date.now() + RETRY_MS };
  };
  const worked = (): void => {
    if (down) log.warn('database is reached again');
    down = undefined;
  };
  // An idle connection that breaks is no fault of anyone's statement; the pool drops it by itself.
  pool.on('error', (error) => log.warn({ error: codeOf(error) }, 'idle database connection lost'));
  // One that breaks between two statements is told of by the next statement; unheard it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));

  const connect = async (): Promise<DatabaseClient> => {
    if (down) {
      if (Date.now() < down.until) throw new DatabaseDown('database cannot be reached', { cause: down.cause });
      // This call tries; those that come meanwhile do not wait with it.
      down = { ...down, until: Date.now() + connectMs + RETRY_MS };
    }
    let client: pg.PoolClient;
    try {
      client = await pool.connect();
    } catch (cause) {
      if (isQueueFull(cause)) {
        if (down) down = { ...down, until: Date.now() };
        throw cause;
      }
      failed(cause);
      throw new DatabaseDown('database cannot be reached', { cause });
    }
    let broken: Error | undefined;
    return {
      async query<R>(sql: string, parameters: readonly unknown[] = []) {
        try {
          const result = await client.query(sql, [...parameters]);
          worked();
          return result as unknown as Rows<R>;
        } catch (error) {
          if (!isOfStatement(error)) {
            broken = error instanceof Error ? error : new Error(String(error));
            failed(error);
            throw new DatabaseDown('database connection lost', { cause: error });
          }
          worked();
          throw error;
        }
      },
      // A connection that broke or still waits for a reply must not go to the next one who asks.
      release: () => client.release(broken),
    };
  };

  const withClient = async <T>(work: (client: DatabaseClient) => Promise<T>): Promise<T> => {
    const client = await connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  };

  return {
    url,
    connect,
    query: <R>(sql: string, parameters?: readonly unknown[]) =>
      withClient((client) => client.query<R>(sql, parameters)),
    transaction: (work) =>
      withClient(async (client) => {
        await client.query('begin');
        try {
          const result = await work(client);
          await client.query('commit');
          return result;
        } catch (error) {
          // Where the connection itself is lost the server rolls back alone.
          await client.query('rollback').catch(() => undefined);
          throw error;
        }
      }),
    isReachable: () => down === undefined,
    end: () => pool.end(),
  };
}

/** What every connection has in common, also the dedicated ones (`session.ts`). */
export function connectionOptions(url: string, connectMs: number): pg.ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    application_name: 'bokji',
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  };
}

/**
 * Clients that give up in time, and let go of a connection that came about without letting them in: neither pg nor its
 * pool does, and an open socket would keep a command from ending.
 */
function clientWithin(connectMs: number): new () => pg.Client {
  // The pool hands its own options in, whatever its types say.
  return class extends pg.Client {
    constructor(options?: pg.ClientConfig) {
      super({ ...options, connectionTimeoutMillis: connectMs });
    }

    override connect(): Promise<pg.Client>;
    override connect(callback: (error: Error | null, client: pg.Client) => void): void;
    override connect(callback?: (error: Error | null, client: pg.Client) => void): Promise<pg.Client> | undefined {
      const connecting = super.connect().catch((error: unknown) => {
        this.end().catch(() => undefined);
        throw error;
      });
      if (callback === undefined) return connecting;
      connecting.then(
        () => callback(null, this),
        (error) => callback(error, this),
      );
      return undefined;
    }
  };
}

/** All connections were at work for too long; the pool has no code for it. */
function isQueueFull(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}

/** A fault of the statement (a broken rule, a time-out on the server), after which the connection is as good as before. */
function isOfStatement(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return false;
  // 08: connection; 57P: the server shuts down or starts; 25P03: it ended the idle session; 53300: no place for more.
  return !/^(?:08|57P|25P03|53300)/.test(error.code);
}

/** The code of a fault, never its text: that may hold values. */
export function codeOf(error: unknown): string {
  if (error instanceof DatabaseDown) return codeOf(error.cause);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
