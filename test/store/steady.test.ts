/** Answers go on while the store is away, and what waited is written when it is back. */
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { createSqlStore } from '../../adapters/sql/store.js';
import { openSqlite } from '../../adapters/sqlite/index.js';
import type { Store } from '../../src/store/ports.js';
import { createSteadyStore } from '../../src/store/steady.js';
import { answerWith } from '../fixtures/answers.js';
import { folderWith } from '../fixtures/folders.js';

const turn = (question: string) => ({ question, outcome: 'answered' as const, topics: [] });
const KEPT = { answers: 1, feedback: 1, events: 1, audit: 1 };

/** A real store behind a line that can be cut. */
async function cuttable(options: { waitingMax?: number } = {}) {
  const path = join(await folderWith(), 'store.sqlite');
  const real = createSqlStore(await openSqlite(path), { clock: () => new Date(), conversationIdleMs: 60_000 });
  const line = { cut: false };
  const through = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, key) {
        const member: unknown = Reflect.get(object, key);
        if (typeof member === 'object' && member !== null) return through(member);
        if (typeof member !== 'function' || key === 'close' || key === 'isAway') return member;
        return (...parameters: unknown[]) =>
          line.cut ? Promise.reject(new Error('cut')) : Reflect.apply(member, object, parameters);
      },
    });
  const logged: string[] = [];
  const log = pino({ base: null }, { write: (text: string) => void logged.push(text) });
  const steady = createSteadyStore(through<Store>(real), { log, retryMs: 10, patienceMs: 200, ...options });
  onTestFinished(() => steady.close());
  const back = async () => {
    line.cut = false;
    await expect.poll(() => steady.health().ok).toBe(true);
  };
  return { steady, real, line, back, logged };
}

it('hands everything through while the store is there', async () => {
  const { steady, real } = await cuttable();
  await steady.conversations.save('web:1', [turn('하나')]);
  expect(await real.conversations.load('web:1')).toEqual([turn('하나')]);
  expect(steady.health()).toMatchObject({ ok: true, waiting: 0 });
});

it('does not remember a conversation begun before, but one begun meanwhile', async () => {
  const { steady, line } = await cuttable();
  await steady.conversations.save('web:1', [turn('하나')]);
  line.cut = true;
  await expect(steady.conversations.load('web:1')).rejects.toThrow(/잠시/);
  await steady.conversations.save('web:2', [turn('둘')]);
  expect(await steady.conversations.load('web:2')).toEqual([turn('둘')]);
  expect(steady.health()).toMatchObject({ ok: false, waiting: 1 });
});

it('writes what waited when the store is back: answers, feedback, turns, events', async () => {
  const { steady, real, line, back } = await cuttable();
  line.cut = true;
  const answer = answerWith({ conversationId: 'web:1' });
  await steady.answers.save(answer);
  expect(await steady.answers.find(answer.id)).toEqual(answer);
  expect(await steady.answers.addFeedback({ answerId: answer.id, helpful: true, at: '2026-11-25' })).toBe(true);
  await steady.conversations.save('web:1', [turn('하나')]);
  expect([await steady.events.claim('Ev1'), await steady.events.claim('Ev1')]).toEqual([true, false]);
  const message = { eventIds: ['Ev2'] as const, channel: 'slack', conversationId: 'slack:1', work: null };
  expect([await steady.deliveries.take(message), await steady.deliveries.take(message)]).toEqual([true, false]);
  await back();
  expect(await real.retention.export('web:1')).toMatchObject({
    turns: [turn('하나')],
    answers: [answer],
    feedback: [{}],
  });
  expect([await real.events.claim('Ev1'), await real.events.claim('Ev2')]).toEqual([false, false]);
});

it('refuses to say that a conversation is forgotten, and forgets it when it can', async () => {
  const { steady, real, line, back } = await cuttable();
  await steady.conversations.save('web:1', [turn('하나')]);
  line.cut = true;
  await expect(steady.conversations.forget('web:1')).rejects.toThrow(/잠시/);
  expect(await steady.conversations.load('web:1')).toEqual([]);
  await back();
  expect(await real.conversations.load('web:1')).toEqual([]);
});

it('keeps what was said after a conversation was to be forgotten', async () => {
  const { steady, real, line, back } = await cuttable();
  await steady.conversations.save('web:1', [turn('앞')]);
  line.cut = true;
  await steady.conversations.forget('web:1').catch(() => undefined);
  await steady.conversations.save('web:1', [turn('뒤')]);
  await back();
  expect(await real.conversations.load('web:1')).toEqual([turn('뒤')]);
});

it('puts what was said meanwhile after what was said before', async () => {
  const { steady, real, line, back } = await cuttable();
  await steady.conversations.save('web:1', [turn('앞')]);
  line.cut = true;
  await steady.conversations.save('web:1', [turn('뒤')]);
  await steady.conversations.save('web:2', [turn('새')]);
  await back();
  expect(await real.conversations.load('web:1')).toEqual([turn('앞'), turn('뒤')]);
  expect(await real.conversations.load('web:2')).toEqual([turn('새')]);
});

it('holds no more than it may, and counts what found no place', async () => {
  const { steady, real, line, back } = await cuttable({ waitingMax: 3 });
  line.cut = true;
  for (let row = 1; row <= 5; row += 1) await steady.conversations.save(`web:${row}`, [turn('하나')]);
  expect(steady.health()).toMatchObject({ waiting: 3, dropped: 2 });
  await back();
  expect([await real.conversations.load('web:2'), await real.conversations.load('web:5')]).toEqual([
    [],
    [turn('하나')],
  ]);
});

it('counts as away for nothing less than a store that cannot be written', async () => {
  const { steady } = await cuttable();
  // No text is a time: this one write fails, the store is well.
  await steady.answers.save(answerWith({ id: 'ans_1' }));
  await expect(steady.answers.addFeedback({ answerId: 'ans_1', helpful: true, at: 'no time' })).rejects.toThrow();
  expect(steady.health().ok).toBe(true);
});

it('keeps to what an operator set, as it was last read', async () => {
  const { steady, line } = await cuttable();
  await steady.settings.set('discord:server:1', { channels: ['C1'] });
  line.cut = true;
  expect(await steady.settings.get('discord:server:1')).toEqual({ channels: ['C1'] });
  await expect(steady.settings.get('discord:server:2')).rejects.toThrow();
});

it('logs when it goes and when it is back, without a word of anyone', async () => {
  const { steady, line, back, logged } = await cuttable();
  line.cut = true;
  await steady.conversations.save('web:1', [turn('비밀스러운 말')]);
  await back();
  expect(logged.join('')).toMatch(/store is away.+store is back/s);
  expect(logged.join('')).not.toContain('비밀');
});

it('goes on over a full disk, and writes what waited when there is room', async () => {
  const backend = await openSqlite(join(await folderWith(), 'store.sqlite'));
  const real = createSqlStore(backend, { clock: () => new Date(), conversationIdleMs: 60_000 });
  const steady = createSteadyStore(real, { log: pino({ level: 'silent' }), retryMs: 10 });
  onTestFinished(() => steady.close());
  const pages = Number(backend.file.pragma('page_count', { simple: true }));
  backend.file.pragma(`max_page_count = ${pages}`);
  const answers = Array.from({ length: 30 }, (_, row) => answerWith({ id: `ans_${row}`, text: '복지 '.repeat(2_000) }));
  for (const answer of answers) await steady.answers.save(answer);
  expect(steady.health().ok).toBe(false);
  expect(await steady.answers.find('ans_29')).toEqual(answers[29]);
  backend.file.pragma('max_page_count = 100000');
  await expect.poll(() => steady.health()).toMatchObject({ ok: true, waiting: 0, dropped: 0 });
  for (const { id } of answers) expect(await real.answers.find(id)).toBeDefined();
});

it('lets a purge wait for the store rather than pretend', async () => {
  const { steady, line } = await cuttable();
  line.cut = true;
  await expect(steady.retention.purge(KEPT)).rejects.toThrow();
});
