/** What `bokji doctor` says of the database. */
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { checkPostgres } from '../../../adapters/postgres/check.js';
import { createDatabase } from '../../../adapters/postgres/pool.js';
import { createPostgresVersions } from '../../../adapters/postgres/versions.js';
import { folderWith } from '../../fixtures/folders.js';
import { describeWithPostgres } from '../../fixtures/postgres.js';
import { versionOf } from '../../fixtures/versions.js';

describeWithPostgres('the check of the database', (postgres) => {
  it('says what is live, or what to do where nothing is', async () => {
    const url = await postgres().createDatabase();
    expect(await checkPostgres(url)).toMatch(/^PostgreSQL \d+.*pgvector .*공유 색인 없음\(bokji index/);
    const database = createDatabase({ url, log: pino({ level: 'silent' }) });
    const folder = await folderWith();
    const manifest = await versionOf(folder, 23);
    await createPostgresVersions({ database, log: pino({ level: 'silent' }) }).publish(
      join(folder, 'versions', manifest.version),
      manifest,
    );
    await database.end();
    expect(await checkPostgres(url)).toContain(`공유 색인 ${manifest.version}`);
  });

  it.each([
    ['a database that is not there', (url: string) => url.replace(/[^/]+$/, 'elsewhere'), 'CREATE DATABASE'],
    ['a port that nobody listens on', (url: string) => url.replace(/:\d+\//, ':1/'), 'DATABASE_URL'],
    ['a host that has no address', (url: string) => url.replace('127.0.0.1', 'db.invalid'), 'DATABASE_URL'],
  ])('names what to mend: %s', async (_what, change, remedy) => {
    const wrong = change(postgres().url);
    await expect(checkPostgres(wrong)).rejects.toThrow(new RegExp(`\\n {2}→ .*${remedy}`));
  });

  it('never repeats the password', async () => {
    const wrong = postgres()
      .url.replace('bokji@', 'bokji:topsecret@')
      .replace(/[^/]+$/, 'elsewhere');
    const message = await checkPostgres(wrong).catch((error: unknown) => String(error));
    expect(message).toContain('CREATE DATABASE');
    expect(message).not.toContain('topsecret');
  });
});
