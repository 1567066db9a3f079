/**
 * What a service keeps and what watches over it: the store that answers go on over, the kill switches, and the worker of
 * its jobs. A store that cannot be opened now is told about once for each reason, and opened when it can be.
 */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { failuresTold } from '../operations/failures.js';
import type { Store } from '../store/ports.js';
import { createPurge, PURGE, schedulePurge } from '../store/purge.js';
import { createSteadyStore, type SteadyStore } from '../store/steady.js';
import { createKillSwitches, type KillSwitches } from '../store/switches.js';
import { createWorker, type Worker } from '../store/worker.js';
import type { Flags } from './arguments.js';
import { messageOf } from './errors.js';
import { say } from './output.js';
import { openServiceStore } from './store-access.js';

export interface ServiceStoreParts {
  readonly config: Config;
  readonly flags: Flags;
  readonly dataFolder: string;
  readonly log: Logger;
  /** Told of each failure by its name, before anything makes up for it. */
  readonly failed: (action: string) => void;
}

export interface ServiceStore {
  readonly store: SteadyStore;
  readonly switches: KillSwitches;
  /** Not started yet. */
  readonly worker: Worker;
}

export async function openServiceParts(parts: ServiceStoreParts): Promise<ServiceStore> {
  const { config, flags, dataFolder, log, failed } = parts;
  const now = () => new Date();
  const counted = countingFailures(await openServiceStore(config, flags, tellOnce(log)), failed);
  const store = createSteadyStore(counted, { log });
  const switches = createKillSwitches({ ...store, log, file: join(dataFolder, 'stopped-channels.json') });
  const worker = createWorker({
    jobs: store.jobs,
    handlers: { [PURGE]: createPurge(store.retention, config.store.days, now, log) },
    schedule: () => schedulePurge(store),
    clock: now,
    log,
  });
  await switches.start();
  return { store, switches, worker };
}

/** Once for each reason: it is tried again every second. */
function tellOnce(log: Logger): (error: unknown) => void {
  let told = '';
  return (error) => {
    const reason = messageOf(error);
    if (reason === told) return;
    told = reason;
    log.error({ part: 'store', error: error instanceof Error ? error.name : 'unknown' }, 'store cannot be opened');
    say(reason);
  };
}

function countingFailures(store: Store, failed: (action: string) => void): Store {
  const counted = <T extends object>(name: string, port: T): T =>
    failuresTold(port, (method) => failed(`${name}.${method}`));
  return {
    ...store,
    conversations: counted('conversations', store.conversations),
    answers: counted('answers', store.answers),
    events: counted('events', store.events),
    deliveries: counted('deliveries', store.deliveries),
    settings: counted('settings', store.settings),
  };
}
