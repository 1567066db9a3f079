/** One leader at a time, and another when it is gone. */
import { connect, createServer, type Socket } from 'node:net';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { createPostgresLeadership } from '../../../adapters/postgres/leadership.js';
import { createDatabase } from '../../../adapters/postgres/pool.js';
import type { Candidacy } from '../../../src/core/leadership.js';
import { describeWithPostgres } from '../../fixtures/postgres.js';
import { until } from '../../fixtures/until.js';

const log = pino({ level: 'silent' });

describeWithPostgres('leadership by PostgreSQL', (postgres) => {
  const candidacies: Candidacy[] = [];
  afterEach(async () => {
    for (const one of candidacies.splice(0)) await one.withdraw();
  });

  /** A process that runs for `role`; `begins` and `ends` count what it was told. */
  async function candidate(role: string, begin: () => Promise<void> = async () => undefined, url = postgres().url) {
    const told = { begins: 0, ends: 0 };
    const leadership = createPostgresLeadership({ url, log, beatMs: 30, graceMs: 400 });
    const candidacy = await leadership.campaign(role, {
      async begin() {
        told.begins += 1;
        await begin();
      },
      async end() {
        told.ends += 1;
      },
    });
    candidacies.push(candidacy);
    return { told, candidacy };
  }
  /** The server's process that has the lock of a role. */
  const holderOf = async (role: string): Promise<number | undefined> => {
    const database = createDatabase({ url: postgres().url, log });
    const { rows } = await database.query<{ pid: number }>(
      "select pid from pg_locks where locktype = 'advisory' and granted and objid::bigint = hashtext($1)::bigint & 4294967295",
      [role],
    );
    await database.end();
    return rows[0]?.pid;
  };
  const cutConnections = async (): Promise<void> => {
    const database = createDatabase({ url: postgres().url, log });
    await database.query('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
    await database.end();
  };

  it('is with one of several', async () => {
    const [first, second] = [await candidate('one'), await candidate('one')];
    expect([first.candidacy.isLeading, second.candidacy.isLeading]).toEqual([true, false]);
    expect([first.told.begins, second.told.begins]).toEqual([1, 0]);
    expect([first.candidacy.isServed, second.candidacy.isServed]).toEqual([true, true]);
  });

  it('is apart for each role', async () => {
    const [first, second] = [await candidate('slack'), await candidate('discord')];
    expect([first.candidacy.isLeading, second.candidacy.isLeading]).toEqual([true, true]);
  });

  it('goes to another when the leader withdraws, after it has ended', async () => {
    const [first, second] = [await candidate('withdrawn'), await candidate('withdrawn')];
    await first.candidacy.withdraw();
    expect(first.told.ends).toBe(1);
    await until(() => second.candidacy.isLeading);
    expect(second.told.begins).toBe(1);
  });

  it('stays with the leader whose connections were cut, and its duty goes on', async () => {
    const [first, second] = [await candidate('cut'), await candidate('cut')];
    await cutConnections();
    const third = await candidate('cut-after');
    await until(() => third.candidacy.isLeading);
    // Longer than the grace of the others.
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect([first.candidacy.isLeading, second.candidacy.isLeading]).toEqual([true, false]);
    expect(first.told).toEqual({ begins: 1, ends: 0 });
  });

  it('stays with the leader whose connection broke on its own side alone', async () => {
    const network = await breakableNetwork(postgres().url);
    const first = await candidate('half-open', undefined, network.url);
    const before = await holderOf('half-open');
    network.breakNearSide();
    // The server still sees the former connection, and its lock, until the leader is back and has it ended.
    await until(async () => ![undefined, before].includes(await holderOf('half-open')));
    const second = await candidate('half-open');
    expect([first.told, second.candidacy.isLeading]).toEqual([{ begins: 1, ends: 0 }, false]);
    await first.candidacy.withdraw();
    await until(() => second.candidacy.isLeading);
    await network.close();
  });

  it('stays with the leader while the database is stopped and when it is back', async () => {
    const [first, second] = [await candidate('stopped'), await candidate('stopped')];
    await postgres().stop();
    expect(first.candidacy.isLeading).toBe(true);
    // The other cannot know that the first goes on.
    await until(() => !second.candidacy.isServed);
    await postgres().start();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect([first.told, second.told]).toEqual([
      { begins: 1, ends: 0 },
      { begins: 0, ends: 0 },
    ]);
    await first.candidacy.withdraw();
    await until(() => second.candidacy.isLeading);
  });

  it('stays with the leader where another process starts while the database is stopped', async () => {
    const first = await candidate('late');
    await postgres().stop();
    const second = await candidate('late');
    await postgres().start();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect([first.told, second.told]).toEqual([
      { begins: 1, ends: 0 },
      { begins: 0, ends: 0 },
    ]);
  });

  it('goes to another where the first cannot do its duty', async () => {
    const first = await candidate('broken', () => Promise.reject(new Error('no gateway')));
    const second = await candidate('broken');
    await until(() => second.candidacy.isLeading);
    expect(first.candidacy.isLeading).toBe(false);
  });
});

/** A way to the database whose near side can break while the far side stays as it is. */
async function breakableNetwork(url: string) {
  const target = new URL(url);
  const [port, host] = [Number(target.port), target.hostname];
  const near = new Set<Socket>();
  const far = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(port, host);
    near.add(socket);
    far.add(onward);
    socket.pipe(onward, { end: false });
    onward.pipe(socket);
    // What breaks is not heard of on the far side; what is closed in order is.
    socket
      .on('error', () => undefined)
      .on('close', () => {
        if (near.delete(socket)) onward.destroy();
      });
    onward.on('error', () => undefined).on('close', () => far.delete(onward));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  target.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: target.href,
    breakNearSide() {
      const broken = [...near];
      near.clear();
      for (const socket of broken) socket.destroy();
    },
    async close() {
      for (const socket of [...near, ...far]) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
