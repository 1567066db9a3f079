/**
 * Leadership by an advisory lock on a connection of its own: PostgreSQL frees it by itself when the leader's process
 * or connection ends, and another takes over within a beat.
 *
 * While the database is away the leader goes on, for nobody else can become one. When it is back the leader takes the
 * lock again, and the others leave it the time to; if another came first, it ends its duty. With the network cut between
 * leader and database alone two may lead for that long: an answer twice is better than none.
 */

import type pg from 'pg';
import type { Logger } from 'pino';
import type { Leadership } from '../../src/core/leadership.js';
import { codeOf } from './pool.js';
import { openSession } from './session.js';

export interface LeadershipOptions {
  readonly url: string;
  readonly log: Logger;
  /** How often the lock is tried for, and a held one is checked. */
  readonly beatMs?: number | undefined;
  /** How long a candidate that lost sight of the database leaves the lock to the one who led before. */
  readonly graceMs?: number | undefined;
}

/** Keeps our locks apart from those of another program in the same database. */
const NAMESPACE = 0x626f6b6a;
const BEAT_MS = 1_000;
const GRACE_MS = 8_000;
const AFTER_FAULT_MS = 10_000;
/** How long a leader that is back tries to take its lock again before it believes that another has it. */
const RETAKE_MS = 1_000;
const RETAKE_PAUSE_MS = 20;
// A connection that broke on this side alone may live on over there, with the lock. Its number may be another's by now,
// so the time it began counts too.
const END_BACKEND =
  'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start::text = $2';
// The server sees within 25 seconds that a leader's machine is gone, instead of after two hours.
const NOTICE_LOSS = 'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

export function createPostgresLeadership(options: LeadershipOptions): Leadership {
  const { url, log, beatMs = BEAT_MS, graceMs = GRACE_MS } = options;
  return {
    async campaign(role, duty) {
      let leads = false;
      let holds = false;
      /** The database says that another has the lock. */
      let isElsewhere = false;
      let wasOpen = false;
      /** The first attempt found no database: one who led before may be back a moment later than this one. */
      let cameLate = false;
      let notBefore = 0;
      let retakeUntil = 0;
      let former: Backend | undefined;
      let acting: Promise<void> = Promise.resolve();

      const free = async (client: pg.Client): Promise<void> => {
        holds = false;
        await client.query('select pg_advisory_unlock($1, hashtext($2))', [NAMESPACE, role]);
      };
      const begin = (client: pg.Client): void => {
        leads = true;
        // Not awaited by the beat: connecting to a platform takes longer than one.
        acting = acting.then(async () => {
          try {
            log.info({ role }, 'leading');
            await duty.begin();
          } catch (error) {
            log.error({ role, error: codeOf(error) }, 'cannot lead; another may');
            leads = false;
            notBefore = Date.now() + AFTER_FAULT_MS;
            await free(client).catch(() => undefined);
          }
        });
      };
      const end = (): void => {
        leads = false;
        acting = acting.then(async () => {
          log.warn({ role }, 'another leads');
          await duty.end().catch((error: unknown) => log.error({ role, error: codeOf(error) }, 'duty ended badly'));
        });
      };
      const tryToLead = async (client: pg.Client): Promise<void> => {
        if (!leads && Date.now() < notBefore) return;
        const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as got', [
          NAMESPACE,
          role,
        ]);
        holds = rows[0]?.got === true;
        isElsewhere = !holds;
        // Its own former connection may take a moment to end.
        if (!holds && leads && Date.now() < retakeUntil) {
          await new Promise((resolve) => setTimeout(resolve, RETAKE_PAUSE_MS));
          return tryToLead(client);
        }
        if (holds && !leads) begin(client);
        else if (!holds && leads) end();
      };

      const session = openSession({
        url,
        log,
        name: `leader ${role}`,
        beatMs,
        async onOpen(client) {
          await client.query(NOTICE_LOSS);
          if ((wasOpen || cameLate) && !leads) notBefore = Date.now() + graceMs;
          wasOpen = true;
          if (leads && former) {
            await client.query(END_BACKEND, [former.pid, former.began]);
            retakeUntil = Date.now() + RETAKE_MS;
          }
          former = await backendOf(client);
          await tryToLead(client);
        },
        onLost: () => {
          holds = false;
          isElsewhere = false;
        },
        async onBeat(client) {
          if (holds) await client.query('select 1');
          else await tryToLead(client);
        },
      });
      await session.started;
      cameLate = !session.isOpen();
      await acting;
      return {
        get isLeading() {
          return leads;
        },
        get isServed() {
          return leads || isElsewhere;
        },
        async withdraw() {
          notBefore = Number.POSITIVE_INFINITY;
          await acting;
          if (leads) await duty.end();
          leads = false;
          // Last, so that the next leader begins after this one has ended.
          await session.close();
        },
      };
    },
  };
}

interface Backend {
  readonly pid: number;
  readonly began: string;
}

/** The server's process behind a connection. */
async function backendOf(client: pg.Client): Promise<Backend | undefined> {
  const { rows } = await client.query<Backend>(
    'select pid, backend_start::text as began from pg_stat_activity where pid = pg_backend_pid()',
  );
  return rows[0];
}
