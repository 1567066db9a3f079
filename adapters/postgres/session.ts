/**
 * One connection of its own that comes back by itself: for what lives in a connection, such as LISTEN or a lock.
 *
 * After each connecting `onOpen` runs, so that LISTEN or the lock is taken again; a session that does not answer within
 * the time counts as lost, for a half-open connection says nothing by itself.
 */

import pg from 'pg';
import type { Logger } from 'pino';
import { codeOf, connectionOptions } from './pool.js';

export interface SessionOptions {
  readonly url: string;
  /** What the log calls it. */
  readonly name: string;
  readonly log: Logger;
  /** A fault here counts as a lost connection. */
  onOpen(client: pg.Client): Promise<void>;
  onLost?(): void;
  onNotification?(channel: string, payload: string): void;
  /** Runs at every beat over the open connection; a fault here counts as a lost connection. Default: `select 1`. */
  onBeat?(client: pg.Client): Promise<void>;
  readonly beatMs?: number | undefined;
}

export interface Session {
  /** Resolves after the first attempt to connect, whether it worked or not. */
  readonly started: Promise<void>;
  isOpen(): boolean;
  close(): Promise<void>;
}

const CONNECT_MS = 2_000;
const REPLY_MS = 3_000;
const BEAT_MS = 5_000;
const BACKOFF_MS = { least: 200, most: 3_000 } as const;

export function openSession(options: SessionOptions): Session {
  const { log, name, beatMs = BEAT_MS } = options;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let failures = 0;

  const lose = (lost: pg.Client, error: unknown): void => {
    if (client !== lost) return;
    client = undefined;
    clearTimeout(timer);
    // Not awaited: a server that no longer answers would hold it.
    lost.end().catch(() => undefined);
    if (closed) return;
    log.warn({ session: name, error: codeOf(error) }, 'database session lost');
    options.onLost?.();
    later();
  };

  const later = (): void => {
    const waitMs = Math.min(BACKOFF_MS.most, BACKOFF_MS.least * 2 ** failures);
    failures += 1;
    // Half of it by chance, so that replicas do not come back in step.
    timer = setTimeout(() => void open(), waitMs * (0.5 + Math.random() / 2));
    timer.unref();
  };

  const beat = (beating: pg.Client): void => {
    timer = setTimeout(async () => {
      try {
        if (options.onBeat) await options.onBeat(beating);
        else await beating.query('select 1');
        if (client === beating) beat(beating);
      } catch (error) {
        lose(beating, error);
      }
    }, beatMs);
    timer.unref();
  };

  const open = async (): Promise<void> => {
    const opening = new pg.Client({ ...connectionOptions(options.url, CONNECT_MS), query_timeout: REPLY_MS });
    // Lost while nobody waits for a reply.
    opening.on('error', (error) => lose(opening, error));
    opening.on('end', () => lose(opening, new Error('ended')));
    opening.on('notification', ({ channel, payload = '' }) => options.onNotification?.(channel, payload));
    try {
      await opening.connect();
      if (closed) return await opening.end();
      client = opening;
      await options.onOpen(opening);
      failures = 0;
      if (client === opening) beat(opening);
    } catch (error) {
      if (client === opening) return lose(opening, error);
      opening.end().catch(() => undefined);
      if (closed) return;
      if (failures === 0) log.warn({ session: name, error: codeOf(error) }, 'database session cannot be opened');
      later();
    }
  };

  const started = open();
  return {
    started,
    isOpen: () => client !== undefined,
    async close() {
      closed = true;
      clearTimeout(timer);
      const closing = client;
      client = undefined;
      await closing?.end().catch(() => undefined);
    },
  };
}
