/**
 * Does the jobs of the store, one at a time: each kind has a function, and one that comes again says when. A fault is
 * logged and the job is tried again later; a process that ends in the midst of one leaves it to another.
 */
import type { Logger } from 'pino';
import type { Clock } from '../core/ports.js';
import type { Job, Jobs } from './ports.js';

/** Gives the time when the job is to run again, or undefined where it is done for good. */
export type JobHandler = (job: Job) => Promise<Date | undefined>;

export interface WorkerOptions {
  readonly jobs: Jobs;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Puts what comes again and again in its place; tried until it has worked, for the store may be away at the start. */
  readonly schedule?: () => Promise<void>;
  readonly pollMs?: number;
  readonly leaseMs?: number;
}

const POLL_MS = 5_000;
const LEASE_MS = 300_000;
const RETRY_MS = 60_000;

export interface Worker {
  start(): void;
  /** Lets the job under way finish. */
  stop(): Promise<void>;
  /** Does all that is due now. */
  runDue(): Promise<void>;
}

export function createWorker(options: WorkerOptions): Worker {
  const { jobs, handlers, clock, log, pollMs = POLL_MS, leaseMs = LEASE_MS } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let isScheduled = options.schedule === undefined;

  const runDue = async (): Promise<void> => {
    while (!stopped) {
      const job = await jobs.claim(Object.keys(handlers), leaseMs);
      const handler = job && handlers[job.kind];
      if (!job || !handler) return;
      try {
        await jobs.finish(job.id, await handler(job));
      } catch (error) {
        log.error({ job: job.kind, attempts: job.attempts, error: nameOf(error) }, 'job failed');
        await jobs.finish(job.id, new Date(clock().getTime() + RETRY_MS));
      }
    }
  };
  const scheduled = async (): Promise<void> => {
    if (!isScheduled) await options.schedule?.();
    isScheduled = true;
  };
  const turn = (): void => {
    running = scheduled()
      .then(runDue)
      .catch((error: unknown) => log.warn({ error: nameOf(error) }, 'jobs not read'));
    void running.then(() => {
      if (stopped) return;
      timer = setTimeout(turn, pollMs);
      timer.unref();
    });
  };
  return {
    runDue,
    start: turn,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
