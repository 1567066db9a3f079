import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createSqlStore } from '../../adapters/sql/store.js';
import { openSqlite } from '../../adapters/sqlite/index.js';
import { createPurge, PURGE, schedulePurge } from '../../src/store/purge.js';
import { createKillSwitches } from '../../src/store/switches.js';
import { createWorker, type JobHandler } from '../../src/store/worker.js';
import { folderWith } from '../fixtures/folders.js';

const log = pino({ level: 'silent' });

async function opened() {
  const now = { ms: Date.UTC(2026, 10, 25) };
  const clock = () => new Date(now.ms);
  const backend = await openSqlite(join(await folderWith(), 'store.sqlite'));
  const store = createSqlStore(backend, { clock, conversationIdleMs: 1_000 });
  onTestFinished(() => store.close());
  const workerWith = (handlers: Record<string, JobHandler>) => createWorker({ jobs: store.jobs, handlers, clock, log });
  return { store, now, clock, workerWith };
}

it('does each job that is due, and none before its time', async () => {
  const { store, now, workerWith } = await opened();
  const done: unknown[] = [];
  const worker = workerWith({
    count: async ({ payload }) => {
      done.push(payload);
      return undefined;
    },
  });
  await store.jobs.add({ kind: 'count', payload: 1 });
  await store.jobs.add({ kind: 'count', payload: 2, runAt: new Date(now.ms + 1_000) });
  await worker.runDue();
  expect(done).toEqual([1]);
  now.ms += 1_000;
  await worker.runDue();
  expect(done).toEqual([1, 2]);
});

it('tries a job that failed again later', async () => {
  const { store, now, workerWith } = await opened();
  let tries = 0;
  const worker = workerWith({
    shaky: async () => {
      tries += 1;
      if (tries === 1) throw new Error('not today');
      return undefined;
    },
  });
  await store.jobs.add({ kind: 'shaky' });
  await worker.runDue();
  await worker.runDue();
  expect(tries).toBe(1);
  now.ms += 60_000;
  await worker.runDue();
  expect([tries, (await store.status()).rows.jobs]).toEqual([2, 0]);
});

it('purges again and again, once for all who start', async () => {
  const { store, now, clock, workerWith } = await opened();
  const days = { answers: 1, feedback: 1, events: 1, audit: 1 };
  const worker = workerWith({ [PURGE]: createPurge(store.retention, days, clock, log) });
  await schedulePurge(store);
  await schedulePurge(store);
  await store.events.claim('Ev1');
  await worker.runDue();
  expect((await store.status()).rows).toMatchObject({ events: 1, jobs: 1 });
  now.ms += 2 * 86_400_000;
  await worker.runDue();
  expect((await store.status()).rows).toMatchObject({ events: 0, jobs: 1 });
});

it('turns a channel off everywhere, with a name and a reason in the audit trail', async () => {
  const { store } = await opened();
  const [mine, other] = [createKillSwitches({ ...store, log }), createKillSwitches({ ...store, log })];
  await mine.set('slack', true, { actor: 'kim', reason: '잘못된 안내 확인 중' });
  await other.start();
  onTestFinished(() => other.stop());
  expect([mine.isOff('slack'), other.isOff('slack'), other.isOff('discord')]).toEqual([true, true, false]);
  await mine.set('slack', false, { actor: 'kim', reason: '확인 끝' });
  expect([mine.off(), (await store.audit.list(2)).map(({ action, subject }) => `${action} ${subject}`)]).toEqual([
    [],
    ['channel.on slack', 'channel.off slack'],
  ]);
});

it('leaves a channel off where the switches cannot be read', async () => {
  const { store } = await opened();
  const settings = { ...store.settings };
  const switches = createKillSwitches({ settings, audit: store.audit, log });
  await switches.set('slack', true, { actor: 'kim', reason: '점검' });
  settings.all = () => Promise.reject(new Error('away'));
  await switches.start();
  switches.stop();
  expect(switches.isOff('slack')).toBe(true);
});

it('leaves a channel off where a new process cannot read the switches', async () => {
  const { store } = await opened();
  const file = join(await folderWith(), 'stopped-channels.json');
  const before = createKillSwitches({ ...store, log, file });
  await before.set('slack', true, { actor: 'kim', reason: '점검' });
  const settings = { ...store.settings, all: () => Promise.reject(new Error('away')) };
  const after = createKillSwitches({ settings, audit: store.audit, log, file });
  await after.start();
  after.stop();
  expect(after.off()).toEqual(['slack']);
});

it('believes the store before the file', async () => {
  const { store } = await opened();
  const file = join(await folderWith({ 'stopped-channels.json': '["slack"]' }), 'stopped-channels.json');
  const switches = createKillSwitches({ ...store, log, file });
  await switches.start();
  switches.stop();
  expect(switches.off()).toEqual([]);
});

it('schedules what comes again as soon as the store takes it', async () => {
  const { store, clock } = await opened();
  let tries = 0;
  const schedule = async () => {
    tries += 1;
    if (tries < 3) throw new Error('away');
    await schedulePurge(store);
  };
  const handlers = { [PURGE]: async () => undefined };
  const worker = createWorker({ jobs: store.jobs, handlers, clock, log, schedule, pollMs: 1 });
  worker.start();
  await expect.poll(async () => [tries, (await store.status()).rows.jobs]).toEqual([3, 0]);
  await worker.stop();
});
