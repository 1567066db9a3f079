/** The shared store: the same suite as the embedded one, and what only several processes on one database show. */
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createDatabase } from '../../../adapters/postgres/pool.js';
import { openPostgres } from '../../../adapters/postgres/store.js';
import { copyStore } from '../../../adapters/sql/copy.js';
import { TABLES } from '../../../adapters/sql/schema.js';
import { createSqlStore } from '../../../adapters/sql/store.js';
import { openSqlite, type SqliteBackend } from '../../../adapters/sqlite/index.js';
import type { Store } from '../../../src/store/ports.js';
import { behavesLikeStore, type StoreOptions } from '../../conformance/store.js';
import { comesFromEveryEarlierSchema } from '../../conformance/store-history.js';
import { answerWith } from '../../fixtures/answers.js';
import { folderWith } from '../../fixtures/folders.js';
import { describeWithPostgres } from '../../fixtures/postgres.js';

const OPTIONS: StoreOptions = { clock: () => new Date('2026-11-25T00:00:00Z'), conversationIdleMs: 60_000 };
const log = pino({ level: 'silent' });

async function storeAt(url: string, options = OPTIONS): Promise<Store> {
  const database = createDatabase({ url, log });
  onTestFinished(() => database.end());
  return createSqlStore(await openPostgres(database), options);
}

async function fill(store: Store, row: number): Promise<void> {
  const answer = answerWith({ conversationId: `web:${row}` });
  await Promise.all([
    store.conversations.save(`web:${row}`, [
      { question: `질문 ${row} "👵🏽" \\u0000`, outcome: 'answered', topics: [] },
    ]),
    store.answers.save(answer),
    store.deliveries.take({
      eventIds: [`Ev${row}`, `ts${row}`],
      channel: 'slack',
      conversationId: `web:${row}`,
      work: { row },
    }),
    store.jobs.add({ kind: 'test', payload: row }),
    store.settings.set(`setting:${row}`, { row }),
    store.audit.append({ actor: 'kim', action: 'test', subject: `web:${row}`, reason: 'r', details: { row } }),
  ]);
  await store.answers.addFeedback({
    answerId: answer.id,
    helpful: row % 2 === 0,
    comment: `의견 ${row}`,
    at: '2026-11-25',
  });
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

  comesFromEveryEarlierSchema('PostgreSQL', async (statements) => {
    const url = await postgres().createDatabase();
    const database = createDatabase({ url, log });
    await database.query(statements);
    await database.end();
    return storeAt(url);
  });

  it('moves from SQLite and back with every row', async () => {
    const [first, second] = await Promise.all([folderWith(), folderWith()]);
    const embedded = await openSqlite(join(first, 'store.sqlite'));
    const database = createDatabase({ url: await postgres().createDatabase(), log });
    const [shared, again] = [await openPostgres(database), await openSqlite(join(second, 'store.sqlite'))];
    onTestFinished(async () => {
      await Promise.all([embedded.close(), again.close(), database.end()]);
    });
    const store = createSqlStore(embedded, OPTIONS);
    for (let row = 0; row < 450; row += 1) await fill(store, row);
    const there = await copyStore(embedded, shared);
    const back = await copyStore(shared, again);
    const { rows } = await store.status();
    expect([there, back]).toEqual([rows, rows]);
    const dump = (backend: SqliteBackend) =>
      TABLES.map((table) => backend.file.prepare(`select * from ${table} order by 1`).all());
    expect(dump(again)).toEqual(dump(embedded));
    expect(await createSqlStore(shared, OPTIONS).audit.firstBroken()).toBeUndefined();
  });

  it('goes on where a move was broken off, and mixes no two stores', async () => {
    const embedded = await openSqlite(join(await folderWith(), 'store.sqlite'));
    const database = createDatabase({ url: await postgres().createDatabase(), log });
    const shared = await openPostgres(database);
    onTestFinished(async () => {
      await Promise.all([embedded.close(), database.end()]);
    });
    const store = createSqlStore(embedded, OPTIONS);
    await fill(store, 1);
    await copyStore(embedded, shared);
    await fill(store, 2);
    expect((await copyStore(embedded, shared)).answers).toBe(2);
    await createSqlStore(shared, OPTIONS).settings.set('switch:1', 'of another');
    await store.settings.set('switch:1', 'mine');
    await expect(copyStore(embedded, shared)).rejects.toThrow(/내용이 다른 줄/);
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
