/** What every `Store` does, whatever stands behind it. `open` gives an empty one; `again` is another process on it. */
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/core/ports.js';
import type { Store } from '../../src/store/ports.js';
import { answerWith } from '../fixtures/answers.js';

export interface OpenedStore {
  readonly store: Store;
  /** The store as it is found after this process has ended. */
  again(): Promise<Store>;
}

export interface StoreOptions {
  readonly clock: Clock;
  readonly conversationIdleMs: number;
}

const DAY_MS = 86_400_000;
const IDLE_MS = 1_000;
const KEPT = { answers: 30, feedback: 180, events: 7, audit: 730 };
const turn = (question: string) => ({ question, outcome: 'answered' as const, topics: ['basic-pension'] });

export function behavesLikeStore(name: string, open: (options: StoreOptions) => Promise<OpenedStore>): void {
  const opened = async () => {
    const now = { ms: Date.UTC(2026, 10, 25) };
    const { store, again } = await open({ clock: () => new Date(now.ms), conversationIdleMs: IDLE_MS });
    return { store, again, now };
  };

  describe(`${name} behaves like a store`, () => {
    describe('conversations', () => {
      it('come back as they were saved, the last state of each', async () => {
        const { store } = await opened();
        await store.conversations.save('web:1', [turn('기초연금이 뭐예요?')]);
        await store.conversations.save('web:1', [turn('기초연금이 뭐예요?'), turn('그럼 서류는요?')]);
        await store.conversations.save('web:2', [turn('전기요금 할인')]);
        expect(await store.conversations.load('web:1')).toEqual([turn('기초연금이 뭐예요?'), turn('그럼 서류는요?')]);
      });

      it('survive the end of the process', async () => {
        const { store, again } = await opened();
        await store.conversations.save('web:1', [{ ...turn('임신'), region: '경기도 고양시' }]);
        expect(await (await again()).conversations.load('web:1')).toEqual([
          { ...turn('임신'), region: '경기도 고양시' },
        ]);
      });

      it('are empty where nothing was said', async () => {
        expect(await (await opened()).store.conversations.load('web:none')).toEqual([]);
      });

      it('end when nobody has gone on with them, counted from the last question', async () => {
        const { store, now } = await opened();
        await store.conversations.save('web:1', [turn('하나')]);
        now.ms += IDLE_MS - 1;
        await store.conversations.save('web:1', [turn('둘')]);
        now.ms += IDLE_MS - 1;
        expect(await store.conversations.load('web:1')).toEqual([turn('둘')]);
        now.ms += 1;
        expect(await store.conversations.load('web:1')).toEqual([]);
      });

      it('hold what people write: quotes, emoji, a NUL, other scripts', async () => {
        const { store } = await opened();
        const words = `'; drop table answers; -- "👵🏽"\u0000 ខ្មែរ \\u0000`;
        await store.conversations.save('web:1', [turn(words)]);
        expect(await store.conversations.load('web:1')).toEqual([turn(words)]);
      });
    });

    describe('answers', () => {
      it('are found by their id, whole, also after the end of the process', async () => {
        const { store, again } = await opened();
        const answer = answerWith({ conversationId: 'web:1' });
        await store.answers.save(answer);
        expect(await store.answers.find(answer.id)).toEqual(answer);
        expect(await (await again()).answers.find(answer.id)).toEqual(answer);
      });

      it('are kept once, the first time', async () => {
        const { store } = await opened();
        const answer = answerWith();
        await store.answers.save(answer);
        await store.answers.save({ ...answer, text: '다른 글' });
        expect((await store.answers.find(answer.id))?.text).toBe(answer.text);
      });

      it('take feedback while they are kept, and only then', async () => {
        const { store } = await opened();
        const answer = answerWith({ conversationId: 'web:1' });
        const feedback = { answerId: answer.id, helpful: false, reason: 'outdated', at: '2026-11-25T00:00:00.000Z' };
        expect(await store.answers.addFeedback(feedback)).toBe(false);
        await store.answers.save(answer);
        expect(await store.answers.addFeedback(feedback)).toBe(true);
        expect(await store.answers.addFeedback({ ...feedback, helpful: true, comment: '고마워요' })).toBe(true);
        expect((await store.retention.export('web:1')).feedback).toEqual(
          expect.arrayContaining([feedback, { ...feedback, helpful: true, comment: '고마워요' }]),
        );
      });
    });

    describe('events', () => {
      it('are claimed once, by one of many who ask together', async () => {
        const { store } = await opened();
        const claims = await Promise.all(Array.from({ length: 20 }, () => store.events.claim('slack:Ev1')));
        expect(claims.filter((won) => won)).toHaveLength(1);
      });

      it('stay claimed after the end of the process', async () => {
        const { store, again } = await opened();
        await store.events.claim('slack:Ev1');
        const next = await again();
        expect([await next.events.claim('slack:Ev1'), await next.events.claim('slack:Ev2')]).toEqual([false, true]);
      });
    });

    describe('deliveries', () => {
      const taken = (...eventIds: readonly [string, ...string[]]) => ({
        eventIds,
        channel: 'slack',
        conversationId: 'slack:T1:C1',
        work: { text: '기초연금', channel: 'C1' },
      });

      it('are taken once under any of their ids', async () => {
        const { store } = await opened();
        expect(await store.deliveries.take(taken('slack:Ev1', 'slack:T1:C1:1.0'))).toBe(true);
        expect(await store.deliveries.take(taken('slack:Ev2', 'slack:T1:C1:1.0'))).toBe(false);
        expect(await store.deliveries.take(taken('slack:Ev1', 'slack:T1:C1:9.9'))).toBe(false);
        expect(await store.events.claim('slack:Ev1')).toBe(false);
      });

      it('are left to whoever took them, as long as that process lives', async () => {
        const { store, now } = await opened();
        await store.deliveries.take(taken('slack:Ev1'));
        now.ms += 20_000;
        await store.deliveries.renew();
        now.ms += 20_000;
        expect(await store.deliveries.resume('slack', 10)).toEqual([]);
      });

      it('go to one other when the process has ended, with all that is needed to finish them', async () => {
        const { store, again, now } = await opened();
        await store.deliveries.take(taken('slack:Ev1'));
        await store.deliveries.take({ ...taken('slack:Ev2'), conversationId: 'slack:T1:C2' });
        await store.deliveries.ready('slack:Ev2', [{ text: '첫 글' }, { text: '둘째 글' }]);
        await store.deliveries.sent('slack:Ev2', 1);
        await store.deliveries.take(taken('slack:Ev3'));
        await store.deliveries.finish('slack:Ev3');
        const next = await again();
        now.ms += 60_000;
        const resumed = await Promise.all([next.deliveries.resume('slack', 10), next.deliveries.resume('slack', 10)]);
        const { channel, work } = taken('slack:Ev1');
        expect(resumed.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
          { id: 'slack:Ev1', channel, conversationId: 'slack:T1:C1', work, outgoing: undefined, sent: 0 },
          {
            id: 'slack:Ev2',
            channel,
            conversationId: 'slack:T1:C2',
            work,
            outgoing: [{ text: '첫 글' }, { text: '둘째 글' }],
            sent: 1,
          },
        ]);
      });

      it('of another channel are not resumed', async () => {
        const { store, again, now } = await opened();
        await store.deliveries.take(taken('slack:Ev1'));
        const next = await again();
        now.ms += 60_000;
        expect(await next.deliveries.resume('discord', 10)).toEqual([]);
      });
    });

    describe('jobs', () => {
      it('go to one worker each, the earliest first, when their time has come', async () => {
        const { store, now } = await opened();
        await store.jobs.add({ kind: 'purge', payload: { row: 2 }, runAt: new Date(now.ms + 2) });
        await store.jobs.add({ kind: 'purge', payload: { row: 1 }, runAt: new Date(now.ms + 1) });
        await store.jobs.add({ kind: 'other' });
        expect(await store.jobs.claim(['purge'], 1_000)).toBeUndefined();
        now.ms += 10;
        const claims = await Promise.all([1, 2, 3].map(() => store.jobs.claim(['purge'], 1_000)));
        expect(claims.map((job) => job?.payload)).toEqual(expect.arrayContaining([{ row: 1 }, { row: 2 }, undefined]));
      });

      it('come back when their worker does not finish in time, and tell how often they were tried', async () => {
        const { store, now } = await opened();
        await store.jobs.add({ kind: 'purge' });
        await store.jobs.claim(['purge'], 1_000);
        now.ms += 1_000;
        expect(await store.jobs.claim(['purge'], 1_000)).toMatchObject({ attempts: 2 });
      });

      it('are gone when finished, or wait for the time they are to run again', async () => {
        const { store, now } = await opened();
        await store.jobs.add({ kind: 'purge' });
        const job = await store.jobs.claim(['purge'], 1_000);
        await store.jobs.finish(job?.id ?? '', new Date(now.ms + 5_000));
        now.ms += 4_999;
        expect(await store.jobs.claim(['purge'], 1_000)).toBeUndefined();
        now.ms += 1;
        expect((await store.jobs.claim(['purge'], 1_000))?.id).toBe(job?.id);
        await store.jobs.finish(job?.id ?? '');
        now.ms += 60_000;
        expect(await store.jobs.claim(['purge'], 1_000)).toBeUndefined();
      });

      it('of one key are there once', async () => {
        const { store } = await opened();
        for (let row = 0; row < 3; row += 1) await store.jobs.add({ kind: 'purge', key: 'purge' });
        expect((await store.status()).rows.jobs).toBe(1);
      });
    });

    describe('the audit trail', () => {
      const entry = (subject: string) => ({
        actor: 'kim',
        action: 'store.export',
        subject,
        reason: '민원 2026-15',
        details: { answers: 2 },
      });

      it('lists what was done, the newest first, and finds itself whole', async () => {
        const { store } = await opened();
        await Promise.all(['web:1', 'web:2', 'web:3'].map((subject) => store.audit.append(entry(subject))));
        const listed = await store.audit.list(2);
        expect(listed.map(({ number }) => number)).toEqual([3, 2]);
        expect(listed[0]).toMatchObject({ actor: 'kim', reason: '민원 2026-15', details: { answers: 2 } });
        expect(await store.audit.firstBroken()).toBeUndefined();
      });
    });

    describe('settings', () => {
      it('keep the last value of each key, and are listed by how keys begin', async () => {
        const { store, again } = await opened();
        await store.settings.set('discord:server:1', { ephemeral: true });
        await store.settings.set('discord:server:1', { ephemeral: false });
        await store.settings.set('discord:server:2', { ephemeral: true });
        await store.settings.set('switch:slack', { off: true });
        const next = await again();
        expect(await next.settings.get('discord:server:1')).toEqual({ ephemeral: false });
        expect(await next.settings.get('none')).toBeUndefined();
        expect([...(await next.settings.all('discord:server:'))]).toEqual([
          ['discord:server:1', { ephemeral: false }],
          ['discord:server:2', { ephemeral: true }],
        ]);
      });
    });

    describe('retention', () => {
      const lived = async () => {
        const context = await opened();
        const { store } = context;
        const [mine, other] = [answerWith({ conversationId: 'web:1' }), answerWith({ conversationId: 'web:2' })];
        for (const answer of [mine, other]) {
          await store.conversations.save(answer.conversationId, [turn('질문')]);
          await store.answers.save(answer);
          const at = new Date(context.now.ms).toISOString();
          await store.answers.addFeedback({ answerId: answer.id, helpful: true, comment: '의견', at });
          await store.deliveries.take({
            eventIds: [`event:${answer.conversationId}`],
            channel: 'slack',
            conversationId: answer.conversationId,
            work: { text: '질문' },
          });
        }
        return { ...context, mine, other };
      };

      it('forgets a conversation everywhere, and nothing of another', async () => {
        const { store, other } = await lived();
        const deleted = await store.retention.forget('web:1');
        expect(deleted).toMatchObject({ conversations: 1, answers: 1, feedback: 1, deliveries: 1 });
        expect(await store.retention.export('web:1')).toEqual({
          conversationId: 'web:1',
          turns: [],
          answers: [],
          feedback: [],
          deliveries: [],
        });
        expect((await store.retention.export('web:2')).answers).toEqual([other]);
      });

      it('does not answer a message of a forgotten conversation again', async () => {
        const { store } = await lived();
        await store.retention.forget('web:1');
        expect(await store.events.claim('event:web:1')).toBe(false);
      });

      it('shows on inquiry all that is kept', async () => {
        const { store, mine } = await lived();
        expect(await store.retention.export('web:1')).toMatchObject({
          turns: [turn('질문')],
          answers: [mine],
          feedback: [{ answerId: mine.id, helpful: true, comment: '의견' }],
          deliveries: [{ id: 'event:web:1', finished: false }],
        });
      });

      it('deletes each kind past its own days', async () => {
        const { store, now } = await lived();
        now.ms += 29 * DAY_MS;
        expect(await store.retention.purge(KEPT)).toMatchObject({
          conversations: 2,
          answers: 0,
          events: 2,
          deliveries: 2,
        });
        now.ms += 2 * DAY_MS;
        expect(await store.retention.purge(KEPT)).toMatchObject({ answers: 2, feedback: 0 });
        now.ms += 150 * DAY_MS;
        expect(await store.retention.purge(KEPT)).toMatchObject({ feedback: 2 });
        expect((await store.status()).rows).toMatchObject({ conversations: 0, answers: 0, feedback: 0, events: 0 });
      });

      it('forgets what was said of an answer that is itself past its days', async () => {
        const { store, now } = await lived();
        now.ms += 40 * DAY_MS;
        await store.retention.purge(KEPT);
        expect(await store.retention.forget('web:1')).toMatchObject({ feedback: 1 });
      });

      it('deletes more than one portion', async () => {
        const { store, now } = await opened();
        await Promise.all(Array.from({ length: 1_203 }, (_, row) => store.events.claim(`event:${row}`)));
        now.ms += 8 * DAY_MS;
        expect(await store.retention.purge(KEPT)).toMatchObject({ events: 1_203 });
      });

      it('keeps the chain of the audit trail whole where its oldest entries are past their days', async () => {
        const { store, now } = await opened();
        const entry = { actor: 'kim', action: 'a', subject: 's', reason: 'r', details: {} };
        await store.audit.append(entry);
        now.ms += 731 * DAY_MS;
        await store.audit.append(entry);
        await store.audit.append(entry);
        expect(await store.retention.purge(KEPT)).toMatchObject({ audit: 1 });
        expect(await store.audit.firstBroken()).toBeUndefined();
      });
    });
  });
}
