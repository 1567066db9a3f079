/** Answers go on while the store is away, and what waited is written when it is back. */
import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
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

it('finishes in the store what was delivered while it was away', async () => {
  const { steady, real, line, back } = await cuttable();
  const message = { eventIds: ['Ev1'] as const, channel: 'slack', conversationId: 'slack:1', work: { text: '월세' } };
  await steady.deliveries.take(message);
  line.cut = true;
  await steady.deliveries.ready('Ev1', ['답']);
  await steady.deliveries.finish('Ev1');
  await back();
  expect((await real.retention.export('slack:1')).deliveries).toEqual([{ id: 'Ev1', finished: true }]);
});

it('holds so many of each kind in memory and no more, whatever comes while the store is away', async () => {
  const MAX = 4;
  const write = fc.record({
    kind: fc.constantFrom('turns', 'answer', 'feedback', 'event', 'take', 'finish', 'forget'),
    id: fc.integer({ min: 0, max: 30 }).map(String),
  });
  const { steady, line } = await cuttable({ waitingMax: MAX });
  line.cut = true;
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 60 }), async (writes) => {
      for (const { kind, id } of writes) {
        if (kind === 'turns') await steady.conversations.save(id, [turn('말')]);
        else if (kind === 'answer') await steady.answers.save(answerWith({ id: `ans_${id}`, conversationId: id }));
        else if (kind === 'feedback') await steady.answers.addFeedback({ answerId: id, helpful: true, at: id });
        else if (kind === 'event') await steady.events.claim(id);
        else if (kind === 'take')
          await steady.deliveries.take({ eventIds: [id, `${id}b`], channel: 'slack', conversationId: id, work: null });
        else if (kind === 'finish') await steady.deliveries.finish(id);
        else await steady.conversations.forget(id).catch(() => undefined);
        // Turns, answers, feedback, events, finished, forgotten.
        expect(steady.health().waiting).toBeLessThanOrEqual(6 * MAX);
      }
    }),
    { numRuns: 40 },
  );
  // To forget takes what was said with it, so no more than the bound can be told of any run.
  expect(steady.health().waiting).toBeGreaterThan(3 * MAX);
  expect(steady.health().dropped).toBeGreaterThan(0);
});

describe('a message that is to be taken on', () => {
  const message = { eventIds: ['Ev1'] as const, channel: 'slack', conversationId: 'slack:1', work: null };

  /** A store whose `take` ends when the test says so; time goes by only when the test lets it. */
  async function slowStore({ check }: { check: () => Promise<void> }) {
    const real = createSqlStore(await openSqlite(join(await folderWith(), 'store.sqlite')), {
      clock: () => new Date(),
      conversationIdleMs: 60_000,
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    let end: (taken: boolean) => void = () => undefined;
    const take = () => new Promise<boolean>((resolve) => (end = resolve));
    const steady = createSteadyStore(
      { ...real, check, deliveries: { ...real.deliveries, take }, close: async () => undefined },
      { log: pino({ level: 'silent' }) },
    );
    onTestFinished(async () => {
      const closed = steady.close();
      // It may wait for a store that says nothing.
      await vi.advanceTimersByTimeAsync(10_000);
      await closed;
      vi.useRealTimers();
      await real.close();
    });
    const told: (boolean | Error)[] = [];
    steady.deliveries.take(message).then(
      (taken) => told.push(taken),
      (error: Error) => told.push(error),
    );
    return { steady, told, end: (taken: boolean) => end(taken) };
  }
  const never = () => new Promise<never>(() => undefined);

  it('is waited for while the store is slow but there: another server may have it', async () => {
    const { steady, told, end } = await slowStore({ check: async () => undefined });
    await vi.advanceTimersByTimeAsync(9_900);
    expect(told).toEqual([]);
    end(false);
    await vi.advanceTimersByTimeAsync(0);
    expect([told, steady.health().ok]).toEqual([[false], true]);
  });

  it('is refused after ten seconds of a store that is there, so that the platform delivers it again', async () => {
    const { told } = await slowStore({ check: async () => undefined });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual([expect.objectContaining({ name: 'StoreError' })]);
  });

  it('is taken without the store before a platform gives up waiting, where the store hangs', async () => {
    const { steady, told } = await slowStore({ check: never });
    // Slack waits three seconds; its receiver answers after 2.9.
    await vi.advanceTimersByTimeAsync(2_500);
    expect([told, steady.health()]).toEqual([[true], expect.objectContaining({ ok: false, waiting: 1 })]);
    expect(await steady.deliveries.take(message)).toBe(false);
  });
});
