/** Backup and restore of PostgreSQL as docs/storage.md tells it: pg_dump while it serves, pg_restore, `bokji store restored`. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createDatabase, type Database } from '../../adapters/postgres/pool.js';
import { openPostgres } from '../../adapters/postgres/store.js';
import { createPostgresVersions } from '../../adapters/postgres/versions.js';
import { TABLES } from '../../adapters/sql/schema.js';
import { createSqlStore } from '../../adapters/sql/store.js';
import type { Store } from '../../src/store/ports.js';
import { findPostgres } from '../../tools/postgres/cluster.js';
import { answerWith } from '../fixtures/answers.js';
import { folderWith } from '../fixtures/folders.js';
import { startMachine } from '../fixtures/machines.js';
import { describeWithPostgres } from '../fixtures/postgres.js';
import { versionOf } from '../fixtures/versions.js';

const log = pino({ level: 'silent' });
const run = promisify(execFile);
vi.setConfig({ testTimeout: 90_000 });
const turn = (question: string) => ({ question, outcome: 'answered' as const, topics: [] });
const KNOWLEDGE_TABLES = ['knowledge_versions', 'knowledge_live', 'knowledge_files', 'knowledge_documents'];

describeWithPostgres('a PostgreSQL that was dumped', (postgres) => {
  let url = '';
  let dump = '';
  let store: Store;
  let rowsThen: unknown;
  let version = '';

  const tool = (name: string, ...args: readonly string[]) => run(join(findPostgres() ?? '', name), [...args]);
  const databaseAt = (at: string): Database => {
    const database = createDatabase({ url: at, log });
    onTestFinished(() => database.end());
    return database;
  };
  const rowsOf = async (at: string, tables: readonly string[] = [...TABLES, ...KNOWLEDGE_TABLES]) => {
    const database = databaseAt(at);
    const rows: Record<string, readonly string[]> = {};
    for (const table of tables) {
      const found = await database.query<{ row: string }>(`select t::text as row from ${table} t order by 1`);
      rows[table] = found.rows.map(({ row }) => row);
    }
    return rows;
  };
  const restore = async (): Promise<string> => {
    const empty = await postgres().createDatabase();
    await tool('pg_restore', '--no-owner', '--exit-on-error', '-d', empty, dump);
    return empty;
  };
  const bokji = async (at: string, ...words: readonly string[]) => {
    const machine = await startMachine({ knowledge: '', question: '', settings: { DATABASE_URL: at } });
    return machine.bokji(...words);
  };

  // One row of everything, then the dump; and what happens after it.
  beforeEach(async () => {
    url = await postgres().createDatabase();
    const database = databaseAt(url);
    // An hour ago: nobody is at work on what was taken then.
    const clock = { ms: Date.now() - 3_600_000 };
    store = createSqlStore(await openPostgres(database), {
      clock: () => new Date(clock.ms),
      conversationIdleMs: 86_400_000,
    });
    for (const conversationId of ['web:kept', 'web:forgotten-before', 'web:forgotten-after']) {
      await store.conversations.save(conversationId, [turn(`${conversationId} 질문`)]);
      await store.answers.save(answerWith({ id: `ans_${conversationId}`, conversationId }));
      await store.answers.addFeedback({
        answerId: `ans_${conversationId}`,
        helpful: true,
        at: new Date(clock.ms).toISOString(),
      });
    }
    await store.events.claim('Ev0');
    await store.deliveries.take({
      eventIds: ['Ev1'],
      channel: 'slack',
      conversationId: 'slack:kept',
      work: { text: '이사 지원' },
    });
    await store.jobs.add({ kind: 'purge', key: 'purge' });
    await store.settings.set('discord:server:1', { channels: ['C1'] });
    await store.audit.append({ actor: 'kim', action: 'test', subject: 'store', reason: '시험', details: {} });
    await store.retention.forget('web:forgotten-before');
    const folder = await folderWith();
    const manifest = await versionOf(folder, 23);
    version = manifest.version;
    await createPostgresVersions({ database, log }).publish(join(folder, 'versions', version), manifest);

    dump = join(await folderWith(), 'bokji.dump');
    await tool('pg_dump', '-Fc', '--no-unlogged-table-data', '-f', dump, url);
    rowsThen = await rowsOf(url);
    await store.retention.forget('web:forgotten-after');
  }, 60_000);

  it('comes back row by row, the index with it', async () => {
    const there = await restore();
    expect(await rowsOf(there)).toEqual(rowsThen);
    const listed = JSON.parse((await bokji(there, 'versions', '--json')).stdout);
    expect(listed).toMatchObject([{ version, state: 'live' }]);
    const passages = await databaseAt(there).query(
      'select count(*) as count from knowledge_passages where embedding is not null',
    );
    expect(passages.rows).toEqual([{ count: expect.any(Number) }]);
    expect(passages.rows).not.toEqual([{ count: 0 }]);
  });

  it('stays without what was forgotten, before and after the dump, once it is settled', async () => {
    const there = await restore();
    const restored = createSqlStore(await openPostgres(databaseAt(there)), {
      clock: () => new Date(),
      conversationIdleMs: 86_400_000,
    });
    // The dump is older than the request.
    expect((await restored.retention.export('web:forgotten-after')).answers).toHaveLength(1);
    const { code, stdout } = await bokji(there, 'store', 'restored', '--from', url, '--json');
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ forgotten: 1, undelivered: 1 })]);
    for (const gone of ['web:forgotten-before', 'web:forgotten-after'])
      expect(await restored.retention.export(gone)).toMatchObject({ turns: [], answers: [], feedback: [] });
    expect(await restored.retention.export('web:kept')).toMatchObject({
      turns: [turn('web:kept 질문')],
      answers: [{ id: 'ans_web:kept' }],
      feedback: [{ helpful: true }],
    });
    expect(await restored.deliveries.resume('slack', 10)).toEqual([]);
    expect([await restored.events.claim('Ev1'), await restored.audit.firstBroken()]).toEqual([false, undefined]);
    expect(await restored.audit.list(1)).toMatchObject([{ action: 'store.restore', details: { forgotten: 1 } }]);
  });

  it('says what it cannot know where the database before is lost', async () => {
    const { code, stderr } = await bokji(await restore(), 'store', 'restored');
    expect([code, stderr]).toEqual([0, expect.stringContaining('bokji store forget')]);
  });

  it('changes nothing where the database before cannot be read, or a service is at work', async () => {
    const there = await restore();
    const nowhere = await bokji(there, 'store', 'restored', '--from', url.replace(/[^/]+$/, 'elsewhere'));
    expect([nowhere.code, nowhere.stderr]).toEqual([3, expect.stringContaining('\n  → ')]);
    const serving = createSqlStore(await openPostgres(databaseAt(there)), {
      clock: () => new Date(),
      conversationIdleMs: 86_400_000,
    });
    await serving.deliveries.take({ eventIds: ['Ev9'], channel: 'slack', conversationId: 'slack:9', work: {} });
    const busy = await bokji(there, 'store', 'restored', '--from', url);
    expect([busy.code, busy.stderr]).toEqual([3, expect.stringMatching(/일하고 있습니다.*\n {2}→ /)]);
    expect((await serving.retention.export('web:forgotten-after')).answers).toHaveLength(1);
  });
});
