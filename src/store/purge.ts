/** The purge as a job that comes again every hour: deletes what is past its days and says how much. */
import type { Logger } from 'pino';
import type { Clock } from '../core/ports.js';
import type { Retention, RetentionDays, Store } from './ports.js';
import type { JobHandler } from './worker.js';

export const PURGE = 'purge';
const EVERY_MS = 3_600_000;

export function createPurge(retention: Retention, days: RetentionDays, clock: Clock, log: Logger): JobHandler {
  return async () => {
    const deleted = await retention.purge(days);
    log.info({ deleted }, 'what is past its days is deleted');
    return new Date(clock().getTime() + EVERY_MS);
  };
}

/** There is one purge, whoever starts. */
export function schedulePurge(store: Pick<Store, 'jobs'>): Promise<void> {
  return store.jobs.add({ kind: PURGE, key: PURGE });
}
