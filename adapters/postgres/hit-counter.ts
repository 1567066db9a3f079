/**
 * Hits counted over several servers: each counts for itself and, four times a second, adds what it has counted to the
 * database's count and learns the others'. A limit may so be passed by what comes in a quarter of a second, and asking
 * costs no round trip.
 *
 * Keys hold addresses and conversation ids: the database sees their hashes only, for two minutes.
 */
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { HitCounter } from '../../src/core/hits.js';
import { codeOf, type Database } from './pool.js';
import { schemaOf } from './schema.js';

export interface HitCounterOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly now?: () => number;
  readonly flushMs?: number | undefined;
}

export interface SharedHitCounter extends HitCounter {
  flush(): Promise<void>;
  close(): Promise<void>;
}

const WINDOW_MS = 60_000;
const FLUSH_MS = 250;
/** Above this many keys a minute the longest known are forgotten: memory is bounded whatever comes in. */
const KEYS_MAX = 50_000;

interface Counted {
  readonly window: number;
  /** What the database held after the last exchange, this process's own share in it. */
  known: number;
  /** Counted since. */
  fresh: number;
}

export function createPostgresHitCounter(options: HitCounterOptions): SharedHitCounter {
  const { database, log, now = Date.now, flushMs = FLUSH_MS } = options;
  const schema = schemaOf(database);
  const counts = new Map<string, Counted>();
  let flushing: Promise<void> | undefined;
  let purgedWindow = 0;
  let failing = false;

  const exchange = async (): Promise<void> => {
    const window = Math.floor(now() / WINDOW_MS);
    const sent = [...counts].filter(([, counted]) => counted.fresh > 0 && counted.window === window);
    for (const [key, counted] of counts) if (counted.window < window) counts.delete(key);
    if (sent.length === 0) return;
    const shares = sent.map(([, { fresh }]) => fresh);
    const hashes = sent.map(([key]) => hashOf(key));
    await schema();
    const { rows } = await database.query<{ key: Buffer; hits: number }>(
      // In one order, so that two servers never wait for each other in a circle.
      `insert into rate_counts (key, window_start, hits)
       select key, $2, hits from unnest($1::bytea[], $3::int[]) as counted (key, hits) order by key
       on conflict (key, window_start) do update set hits = rate_counts.hits + excluded.hits
       returning key, hits`,
      [hashes, window, shares],
    );
    const known = new Map(rows.map(({ key, hits }) => [key.toString('hex'), hits]));
    sent.forEach(([, counted], row) => {
      const share = shares[row] ?? 0;
      // Never less than this server knows of: a crash of the database empties the table.
      counted.known = Math.max(counted.known + share, known.get(hashes[row]?.toString('hex') ?? '') ?? 0);
      counted.fresh -= share;
    });
    if (purgedWindow === window) return;
    purgedWindow = window;
    await database.query('delete from rate_counts where window_start < $1', [window - 1]);
  };

  const flush = (): Promise<void> => {
    flushing ??= exchange()
      .then(() => {
        failing = false;
      })
      .catch((error: unknown) => {
        // Once for each outage: this runs four times a second.
        if (!failing) log.warn({ error: codeOf(error) }, 'limits are counted by this server alone');
        failing = true;
      })
      .finally(() => {
        flushing = undefined;
      });
    return flushing;
  };
  const timer = setInterval(() => void flush(), flushMs);
  timer.unref();

  return {
    hit(key) {
      const at = now();
      const window = Math.floor(at / WINDOW_MS);
      let counted = counts.get(key);
      if (counted?.window !== window) {
        counted = { window, known: 0, fresh: 0 };
        counts.delete(key);
        counts.set(key, counted);
        const [oldest] = counts.keys();
        if (counts.size > KEYS_MAX && oldest !== undefined) counts.delete(oldest);
      }
      counted.fresh += 1;
      return { count: counted.known + counted.fresh, endsInMs: (window + 1) * WINDOW_MS - at };
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, 16);
}
