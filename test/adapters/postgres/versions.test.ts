/** Versions of the index in PostgreSQL: published whole, switched for everyone, kept as long as needed. */
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHnswIndex } from '../../../adapters/hnsw/index.js';
import { createDatabase } from '../../../adapters/postgres/pool.js';
import { createPostgresVersions } from '../../../adapters/postgres/versions.js';
import { switchesOf } from '../../../src/indexing/history.js';
import { createReplica } from '../../../src/indexing/replica.js';
import { openCurrent } from '../../../src/indexing/store.js';
import { folderWith } from '../../fixtures/folders.js';
import { describeWithPostgres } from '../../fixtures/postgres.js';
import { until } from '../../fixtures/until.js';
import { EMBEDDER, versionOf } from '../../fixtures/versions.js';

const log = pino({ level: 'silent' });

describeWithPostgres('the shared index in PostgreSQL', (postgres) => {
  const opened: (() => Promise<void>)[] = [];
  let url = '';
  beforeEach(async () => {
    url = await postgres().createDatabase();
  });
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });

  function connect(versionsKept?: number) {
    const database = createDatabase({ url, log, statementMs: 30_000 });
    opened.push(() => database.end());
    return { database, versions: createPostgresVersions({ database, log, versionsKept }) };
  }
  /** Builds a version of that day in `folder` and publishes it. */
  async function publish(versions: ReturnType<typeof connect>['versions'], folder: string, day: number) {
    const manifest = await versionOf(folder, day);
    await versions.publish(join(folder, 'versions', manifest.version), manifest);
    return manifest;
  }
  const liveOf = async (versions: ReturnType<typeof connect>['versions']) =>
    (await versions.list()).filter(({ isLive }) => isLive).map(({ version }) => version);

  it('has no version before the first is published', async () => {
    const { versions } = connect();
    expect([await versions.live(), await versions.list()]).toEqual([undefined, []]);
  });

  it('holds what was published, and makes it live', async () => {
    const { versions } = connect();
    const folder = await folderWith();
    const [monday, tuesday] = [await publish(versions, folder, 23), await publish(versions, folder, 24)];
    expect(await versions.live()).toEqual(tuesday);
    expect(await versions.list()).toEqual(
      [tuesday, monday].map(({ version, builtAt, counts }, row) => ({
        version,
        builtAt,
        documents: counts.documents,
        passages: counts.passages,
        isLive: row === 0,
        bytes: expect.any(Number),
      })),
    );
  });

  it('gives a replica the same version, file by file', async () => {
    const { versions } = connect();
    const monday = await publish(versions, await folderWith(), 23);
    const dataFolder = await folderWith();
    const replica = createReplica({
      source: versions,
      dataFolder,
      embedderId: EMBEDDER.id,
      log,
      versionsKept: 5,
      exclusively: (work) => work(),
    });
    await replica.sync();
    const { index, refused } = await openCurrent(dataFolder, { embedderId: EMBEDDER.id, openGraph: openHnswIndex });
    expect([index.manifest, refused]).toEqual([monday, []]);
  });

  it('tells a replica of a switch at once, and after the database was away', async () => {
    const { versions } = connect();
    const folder = await folderWith();
    const monday = await publish(versions, folder, 23);
    const dataFolder = await folderWith();
    const switched = async () => (await switchesOf(dataFolder)).map(({ version }) => version);
    const replica = createReplica({
      source: connect().versions,
      dataFolder,
      embedderId: EMBEDDER.id,
      log,
      versionsKept: 5,
      exclusively: (work) => work(),
      // Only the notice can tell in time.
      pollMs: 3_600_000,
    });
    opened.push(() => replica.close());
    replica.follow();
    await until(async () => (await switched()).length === 1);
    const tuesday = await publish(versions, folder, 24);
    await until(async () => (await switched()).length === 2);
    await postgres().stop();
    await postgres().start();
    await until(() => versions.switchTo(monday.version).then(() => true));
    await until(async () => (await switched()).length === 3);
    expect(await switched()).toEqual([monday, tuesday, monday].map(({ version }) => version));
  });

  it('goes back to an earlier version', async () => {
    const { versions } = connect();
    const folder = await folderWith();
    const monday = await publish(versions, folder, 23);
    await publish(versions, folder, 24);
    await versions.switchTo(monday.version);
    expect(await liveOf(versions)).toEqual([monday.version]);
  });

  it('refuses to go to a version it does not have', async () => {
    const { versions } = connect();
    const monday = await publish(versions, await folderWith(), 23);
    await expect(versions.switchTo('20200101T000000000Z-00000000')).rejects.toThrow('bokji versions');
    expect(await liveOf(versions)).toEqual([monday.version]);
  });

  it('publishes all of a version or nothing', async () => {
    const { versions, database } = connect();
    const folder = await folderWith();
    const monday = await publish(versions, folder, 23);
    const tuesday = await versionOf(folder, 24);
    const torn = { ...tuesday, embedder: { ...tuesday.embedder, dimension: 0 } };
    await expect(versions.publish(join(folder, 'versions', tuesday.version), torn)).rejects.toThrow();
    expect((await versions.list()).map(({ version }) => version)).toEqual([monday.version]);
    const { rows } = await database.query('select distinct version_id from knowledge_files');
    expect(rows).toHaveLength(1);
  });

  it('takes the first of several that offer theirs where nothing is live', async () => {
    const offers = [21, 22, 23].map(async (day) => {
      const folder = await folderWith();
      const manifest = await versionOf(folder, day);
      const isFirst = await connect().versions.publishFirst(join(folder, 'versions', manifest.version), manifest);
      return isFirst ? [manifest.version] : [];
    });
    const first = (await Promise.all(offers)).flat();
    expect(first).toHaveLength(1);
    expect((await connect().versions.list()).map(({ version }) => version)).toEqual(first);
  });

  it('keeps one version where several publish together', async () => {
    const folders = await Promise.all([folderWith(), folderWith(), folderWith()]);
    const published = await Promise.all(folders.map((folder, row) => publish(connect().versions, folder, 21 + row)));
    const { versions } = connect();
    expect(await versions.list()).toHaveLength(3);
    expect(await liveOf(versions)).toHaveLength(1);
    expect(published.map(({ version }) => version)).toContain((await liveOf(versions))[0]);
  });

  it('knows what to go back to: further back each time', async () => {
    const { versions } = connect();
    const folder = await folderWith();
    const built = [];
    for (const day of [16, 17, 18]) built.push((await publish(versions, folder, day)).version);
    const wentTo: (string | undefined)[] = [];
    for (let times = 0; times < 3; times += 1) {
      const before = await versions.before();
      wentTo.push(before);
      if (before !== undefined) await versions.switchTo(before);
    }
    expect(wentTo).toEqual([built[1], built[0], undefined]);
  });

  it('keeps those that were live last, and removes the others with their passages', async () => {
    const { versions, database } = connect(2);
    const folder = await folderWith();
    const first = await publish(versions, folder, 16);
    await publish(versions, folder, 17);
    await versions.switchTo(first.version);
    await publish(versions, folder, 18);
    expect((await versions.list()).map(({ version }) => version.slice(0, 8))).toEqual(['20261118', '20261116']);
    const { rows } = await database.query<{ tables: number }>(
      `select count(*) as tables from pg_tables where tablename ~ '^knowledge_passages_[0-9]+$'`,
    );
    expect(rows).toEqual([{ tables: 2 }]);
  });

  it('shows passages and vectors to whoever asks with SQL', async () => {
    const { versions, database } = connect();
    await publish(versions, await folderWith(), 23);
    const { rows } = await database.query(
      `select passage_id, content, vector_dims(embedding) as dimension from knowledge_passages order by unit`,
    );
    expect(rows[0]).toEqual({
      passage_id: 'document-1#overview',
      content: '기초연금은 복지 사업입니다.',
      dimension: EMBEDDER.dimension,
    });
  });
});
