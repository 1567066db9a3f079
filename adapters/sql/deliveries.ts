/** Events taken on once, and the outbox of what is to be said because of them. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../src/core/ports.js';
import type { EventLog } from '../../src/feedback/store.js';
import type { Deliveries, Delivery } from '../../src/store/ports.js';
import type { Db, SqlBackend } from './backend.js';

/** A process that has not said for this long that it is alive leaves its deliveries to others. */
const LEASE_MS = 30_000;

export function createEventTable({ write }: SqlBackend, clock: Clock): EventLog {
  return { claim: (eventId) => write((tables) => insertEvents(tables, [eventId], clock().getTime())) };
}

/** True where none of the ids was there. */
async function insertEvents(tables: Db, ids: readonly string[], now: number): Promise<boolean> {
  const inserted = await tables
    .insertInto('events')
    .values(ids.map((id) => ({ id, created_at: now })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return inserted.length === ids.length;
}

export function createDeliveryTable({ write, transaction, skipsLocked }: SqlBackend, clock: Clock): Deliveries {
  /** Of this process alone; after a restart its deliveries belong to nobody who is alive. */
  const owner = randomUUID();
  return {
    take: ({ eventIds, channel, conversationId, work }) =>
      transaction(async (tables) => {
        const now = clock().getTime();
        if (!(await insertEvents(tables, [...new Set(eventIds)], now))) return false;
        await tables
          .insertInto('deliveries')
          .values({
            id: eventIds[0],
            channel,
            conversation_id: conversationId,
            work: JSON.stringify(work ?? null),
            outgoing: null,
            sent: 0,
            owner,
            lease_until: now + LEASE_MS,
            created_at: now,
            finished_at: null,
          })
          .execute();
        return true;
      }),
    async ready(id, outgoing) {
      await write((tables) =>
        tables
          .updateTable('deliveries')
          .set({ outgoing: JSON.stringify(outgoing) })
          .where('id', '=', id)
          .where('finished_at', 'is', null)
          .execute(),
      );
    },
    async sent(id, pieces) {
      await write((tables) => tables.updateTable('deliveries').set({ sent: pieces }).where('id', '=', id).execute());
    },
    async finish(id) {
      await write((tables) =>
        tables
          .updateTable('deliveries')
          .set({ work: null, outgoing: null, finished_at: clock().getTime() })
          .where('id', '=', id)
          .execute(),
      );
    },
    async renew() {
      await write((tables) =>
        tables
          .updateTable('deliveries')
          .set({ lease_until: clock().getTime() + LEASE_MS })
          .where('owner', '=', owner)
          .where('finished_at', 'is', null)
          .execute(),
      );
    },
    async resume(channel, limit) {
      const resumed: Delivery[] = [];
      while (resumed.length < limit) {
        const now = clock().getTime();
        const row = await write((tables) =>
          tables
            .updateTable('deliveries')
            .set({ owner, lease_until: now + LEASE_MS })
            .where('id', '=', (from) =>
              from
                .selectFrom('deliveries')
                .select('id')
                .where('channel', '=', channel)
                .where('finished_at', 'is', null)
                .where('lease_until', '<=', now)
                .where('owner', '!=', owner)
                .orderBy('created_at')
                .orderBy('id')
                .limit(1)
                .$if(skipsLocked, (query) => query.forUpdate().skipLocked()),
            )
            .returningAll()
            .executeTakeFirst(),
        );
        if (!row) break;
        resumed.push({
          id: row.id,
          channel: row.channel,
          conversationId: row.conversation_id,
          work: JSON.parse(row.work ?? 'null'),
          outgoing: row.outgoing === null ? undefined : z.array(z.unknown()).parse(JSON.parse(row.outgoing)),
          sent: row.sent,
        });
      }
      return resumed;
    },
  };
}

/** In a restored store: what was on its way when the copy was taken has long been said. Gives how many. */
export async function finishOpenDeliveries({ write }: SqlBackend, now: Date): Promise<number> {
  return write(async (tables) => {
    const { numUpdatedRows } = await tables
      .updateTable('deliveries')
      .set({ work: null, outgoing: null, finished_at: now.getTime() })
      .where('finished_at', 'is', null)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  });
}

/** Whether some process has just said that it is at work on a delivery. */
export async function isServed({ db }: SqlBackend, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('deliveries')
    .select('id')
    .where('finished_at', 'is', null)
    .where('lease_until', '>', now.getTime())
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** For a store with one process at a time: whoever held deliveries before has ended. */
export async function releaseLeases({ write }: SqlBackend): Promise<void> {
  await write(async (tables) => {
    await tables.updateTable('deliveries').set({ lease_until: 0 }).where('finished_at', 'is', null).execute();
    await tables.updateTable('jobs').set({ lease_until: 0 }).where('lease_until', '>', 0).execute();
  });
}
