/** A server that starts while its database is away: it answers if it can, says so, and is whole when the database is. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { freePort } from '../../tools/postgres/cluster.js';
import { folderWith } from '../fixtures/folders.js';
import { startMachine } from '../fixtures/machines.js';
import { describeWithPostgres } from '../fixtures/postgres.js';
import { until } from '../fixtures/until.js';

const QUESTION = '이사 지원 얼마예요';
const guideOf = (won: number) =>
  `# 이사 지원\n이사 지원은 이사비 ${won}만원을 드립니다.\n이사 지원은 주민센터에서 신청합니다.\n`;
const STAFF = { authorization: 'Bearer staff-token-of-this-test-0123456789' };
vi.setConfig({ testTimeout: 120_000 });

describeWithPostgres('a server that starts while PostgreSQL is away', (postgres) => {
  let url = '';
  let knowledge = '';
  beforeEach(async () => {
    url = await postgres().createDatabase();
    knowledge = await folderWith({ 'moving.md': guideOf(30) });
  });
  const machine = (settings: Readonly<Record<string, string>> = {}, data?: string) =>
    startMachine({
      knowledge,
      question: QUESTION,
      settings: { DATABASE_URL: url, BOKJI_STAFF_TOKEN: 'staff-token-of-this-test-0123456789', ...settings },
      ...(data === undefined ? {} : { data }),
    });
  const databaseAway = async () => {
    await postgres().stop();
    let isAway = true;
    const back = async () => {
      if (isAway) await postgres().start();
      isAway = false;
    };
    onTestFinished(back);
    return back;
  };

  it('answers from its last copy without memory, then stores what it said and takes the new index', async () => {
    const [office, city] = [await machine(), await machine()];
    await office.bokji('index');
    await (await city.serve()).kill();
    await writeFile(join(knowledge, 'moving.md'), guideOf(40));
    expect((await office.bokji('index')).code).toBe(0);
    const back = await databaseAway();

    const service = await city.serve();
    expect(service.said()).toMatch(
      /데이터베이스\(127\.0\.0\.1:\d+\)에 연결할 수 없습니다.*\n {2}→ .*\n.*기억하지 못한 채 답합니다/,
    );
    const given = await service.ask();
    expect(given.text).toContain('30만원');
    expect(given.notices).toContainEqual(expect.objectContaining({ kind: 'degraded' }));
    expect((await service.get('/readyz')).status).toBe(200);
    expect((await service.get('/readyz?parts=all')).status).toBe(503);
    expect((await service.ready()).parts).toEqual(
      expect.arrayContaining([
        { name: 'index', ok: true, optional: false },
        { name: 'store', ok: false, optional: true },
        { name: 'shared-index', ok: false, optional: true },
      ]),
    );

    await back();
    await until(async () => (await service.get('/readyz?parts=all')).status === 200);
    await until(async () => (await service.answer()).includes('40만원'));
    expect((await service.ask()).notices).not.toContainEqual(expect.objectContaining({ kind: 'degraded' }));
    await until(async () => (await service.get(`/v1/answers/${given.id}`, STAFF)).status === 200);
  });

  it('brings a database that never held anything to its schema when it comes, and offers its index', async () => {
    const alone = await startMachine({ knowledge, question: QUESTION, settings: {} });
    expect((await alone.bokji('index')).code).toBe(0);
    const back = await databaseAway();
    const service = await (await machine({}, alone.data)).serve();
    expect(await service.answer()).toContain('30만원');
    await back();
    await until(async () => (await service.get('/readyz?parts=all')).status === 200);
    const other = await machine();
    await until(async () => JSON.parse((await other.bokji('versions', '--json')).stdout).length === 1);
    const status = await other.bokji('store', 'status', '--json');
    expect(JSON.parse(status.stdout)).toMatchObject({ kind: 'postgres', rows: { answers: 1 } });
  });

  it('waits where it has no index of its own, alive and not ready, and then answers by the shared one', async () => {
    const office = await machine();
    await office.bokji('index');
    // Its own folder says something else by now: what it could build is not what the others answer by.
    await writeFile(join(knowledge, 'moving.md'), guideOf(40));
    const back = await databaseAway();
    const port = await freePort();
    const city = await machine({ BOKJI_PORT: String(port) });
    const service = city.begin();
    await service.says('데이터베이스를 기다립니다');
    const at = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);
    await until(async () => (await at('/healthz')).status === 200);
    const ready = await at('/readyz');
    expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ code: 'not-ready' })]);
    const asked = await at('/v1/answers', { method: 'POST', body: JSON.stringify({ question: QUESTION }) });
    expect([asked.status, asked.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await asked.json()).toMatchObject({ detail: expect.stringContaining('129') });
    expect(service.said()).toContain('waiting for the database');
    await back();
    await service.isOpen();
    expect(await service.answer()).toContain('30만원');
  });

  it('ends at once when it is told to while it waits', async () => {
    await databaseAway();
    const service = (await machine()).begin();
    await service.says('데이터베이스를 기다립니다');
    expect(await service.kill('SIGTERM')).toBe(0);
  });

  it('leaves closed what an operator had stopped', async () => {
    const office = await machine();
    const first = await office.serve();
    await office.bokji('channel', 'stop', 'web', '--reason', '틀린 금액', '--by', '김담당');
    await until(async () => (await readFile(join(office.data, 'stopped-channels.json'), 'utf8')).includes('web'));
    await first.kill();
    await databaseAway();
    const again = await office.serve();
    expect(await again.answer()).not.toContain('30만원');
    expect(again.said()).toContain('멈춰 둔 창구: web');
  });
});

describeWithPostgres('a server whose settings of the database are wrong', (postgres) => {
  it.each([
    ['a database that is not there', (url: string) => url.replace(/[^/]+$/, 'elsewhere'), 'CREATE DATABASE'],
    ['a user that is not there', (url: string) => url.replace('bokji@', 'nobody:topsecret@'), '사용자와 암호'],
    ['a name that was never reached', (url: string) => url.replace('127.0.0.1', 'db.invalid'), '호스트 이름'],
  ])('ends and says what to mend: %s', async (_what, change, remedy) => {
    const knowledge = await folderWith({ 'moving.md': guideOf(30) });
    const wrong = await startMachine({
      knowledge,
      question: QUESTION,
      settings: { DATABASE_URL: change(postgres().url) },
    });
    const service = wrong.begin();
    expect(await service.ended()).toBe(3);
    expect(service.said()).toMatch(new RegExp(`\\n {2}→ .*${remedy}`));
    expect(service.said()).not.toContain('topsecret');
  });
});
