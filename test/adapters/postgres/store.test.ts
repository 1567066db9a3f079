/** The shared store: the same suite as the embedded one, and what only several processes on one database show. */
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createDatabase } from '../../../adapters/postgres/pool.js';
import { openPostgres } from '../../../adapters/postgres/store.js';
import { TABLES } from '../../../adapters/sql/schema.js';
import { createSqlStore } from '../../../adapters/sql/store.js';
import type { Store } from '../../../src/store/ports.js';
import { behavesLikeStore, type StoreOptions } from '../../conformance/store.js';
import { describeWithPostgres } from '../../fixtures/postgres.js';

const OPTIONS: StoreOptions = { clock: () => new Date('2026-11-25T00:00:00Z'), conversationIdleMs: 60_000 };
const log = pino({ level: 'silent' });

async function storeAt(url: string, options = OPTIONS): Promise<Store> {
  const database = createDatabase({ url, log });
  onTestFinished(() => database.end());
  return createSqlStore(await openPostgres(database), options);
}

async function emptied(url: string): Promise<void> {
  const database = createDatabase({ url, log });
  await database.query(`truncate ${TABLES.join(', ')}`);
  await database.end();
}

describeWithPostgres('the store on PostgreSQL', (postgres) => {
  behavesLikeStore('PostgreSQL', async (options) => {
    const { url } = postgres();
    const store = await storeAt(url, options);
    await emptied(url);
    return { store, again: () => storeAt(url, options) };
  });

  it('is brought up to date by one of several replicas that start together', async () => {
    const url = await postgres().createDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => storeAt(url)));
    const statuses = await Promise.all(stores.map((store) => store.status()));
    expect(new Set(statuses.map(({ schema }) => schema)).size).toBe(1);
  });

  it('gives an event, a delivery and a job to one of several replicas', async () => {
    const url = await postgres().createDatabase();
    const now = { ms: Date.UTC(2026, 10, 25) };
    const options = { ...OPTIONS, clock: () => new Date(now.ms) };
    const replicas = await Promise.all([storeAt(url, options), storeAt(url, options), storeAt(url, options)]);
    const [gone] = replicas;
    const ids = Array.from({ length: 30 }, (_, row) => `Ev${row}`);
    for (const id of ids) {
      await gone?.deliveries.take({ eventIds: [id], channel: 'slack', conversationId: id, work: null });
      await gone?.jobs.add({ kind: 'test', payload: id });
    }
    now.ms += 60_000;
    const others = replicas.slice(1);
    const claims = await Promise.all(others.flatMap((store) => ids.map((id) => store.events.claim(`x:${id}`))));
    expect(claims.filter((won) => won)).toHaveLength(ids.length);
    const resumed = await Promise.all(others.map((store) => store.deliveries.resume('slack', 100)));
    expect(
      resumed
        .flat()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.toSorted());
    const jobs = await Promise.all(ids.map((_, row) => others[row % 2]?.jobs.claim(['test'], 60_000)));
    expect(jobs.map((job) => job?.payload).toSorted()).toEqual(ids.toSorted());
  });

  it('says what to check where no database answers', async () => {
    await expect(storeAt('postgres://bokji@127.0.0.1:9/none')).rejects.toThrow(/DATABASE_URL/);
  });
});
