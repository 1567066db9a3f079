/**
 * A server that shares, starts while the database is away, and has no copy of the index → waits for the database, for
 * what it built from its own folder might not be what the others answer by. It says why, tells `/readyz` that it is not
 * ready, and looks again and again; a signal ends the wait, and so does a fault that only another setting mends.
 */
import type { Logger } from 'pino';
import { openWaitingServer } from '../../adapters/web/waiting.js';
import { type Folders, openIndex } from '../compose.js';
import type { Config } from '../config.js';
import { IndexVersionError } from '../indexing/manifest.js';
import { say } from './output.js';
import type { Shared } from './shared.js';
import { listenForSignal } from './signals.js';

const LOOK_EVERY_MS = 1_000;
const REMIND_EVERY_MS = 60_000;

export interface AwaitedIndex {
  readonly shared: Pick<Shared, 'outage' | 'sync'>;
  readonly folders: Folders;
  readonly web: Pick<Config['web'], 'host' | 'port'>;
  readonly log: Logger;
}

/** True where there is something to answer from, or something to build it from; false where a signal came first. */
export async function awaitIndex({ shared, folders, web, log }: AwaitedIndex): Promise<boolean> {
  const outage = await shared.outage();
  if (outage === undefined) {
    await shared.sync();
    return true;
  }
  if (await hasIndex(folders)) {
    say(`${outage}\n  그동안 이 서버에 있는 색인으로, 앞 대화를 기억하지 못한 채 답합니다.`);
    return true;
  }
  const signal = listenForSignal();
  say(`${outage}\n  이 서버에는 아직 색인이 없습니다. 데이터베이스를 기다립니다(/readyz 는 그때까지 503입니다).`);
  const waiting = await openWaitingServer({ ...web, missing: ['index', 'store', 'shared-index'] });
  let stopped = false;
  void signal.came.then(() => {
    stopped = true;
  });
  const began = Date.now();
  let told = { reason: outage, atMs: began };
  try {
    log.warn({ part: 'index' }, 'waiting for the database: there is no index here yet');
    while (!stopped) {
      await Promise.race([signal.came, new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))]);
      if (stopped) break;
      const reason = await shared.outage();
      if (reason === undefined && (await shared.sync())) {
        log.warn({ waitedMs: Date.now() - began }, 'the database is there');
        return true;
      }
      if (reason === undefined || (reason === told.reason && Date.now() - told.atMs < REMIND_EVERY_MS)) continue;
      told = { reason, atMs: Date.now() };
      log.warn({ part: 'index', waitedMs: Date.now() - began }, 'still waiting for the database');
      say(reason);
    }
    return false;
  } finally {
    signal.off();
    await waiting.close();
  }
}

async function hasIndex(folders: Folders): Promise<boolean> {
  try {
    await openIndex(folders);
    return true;
  } catch (error) {
    if (error instanceof IndexVersionError) return false;
    throw error;
  }
}
