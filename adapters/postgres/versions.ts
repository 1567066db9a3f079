/**
 * Versions of the index in PostgreSQL: what `bokji index` publishes and `bokji rollback` switches, and where replicas
 * copy the live one from.
 *
 * A version, its files, documents, passages and vectors, the pointer to what is live and the notice of it are one
 * transaction: a replica sees all of it or nothing.
 */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { IndexVersionError, type Manifest } from '../../src/indexing/manifest.js';
import type { SharedVersion, SharedVersions, VersionSource } from '../../src/indexing/shared.js';
import { listen } from './listen.js';
import type { Database, DatabaseClient } from './pool.js';
import { schemaOf } from './schema.js';
import { passageTable, writeKnowledge } from './version-rows.js';

export interface PostgresVersionsOptions {
  /** Publishing runs statements longer than a question's: give it a database with time for them. */
  readonly database: Database;
  readonly log: Logger;
  /** So many of those that were live last are kept, the live one among them. */
  readonly versionsKept?: number | undefined;
}

const VERSIONS_KEPT = 5;
const CHANNEL = 'bokji_version';
const PART_BYTES = 1 << 20;
const PUBLISH_LOCK = 0x626f6b70;
const UNDEFINED_TABLE = '42P01';

export function createPostgresVersions(options: PostgresVersionsOptions): SharedVersions & VersionSource {
  const { database, log, versionsKept = VERSIONS_KEPT } = options;
  const schema = schemaOf(database);

  /** One publishes at a time, and the later one's version is the live one. */
  const alone = async <T>(work: (client: DatabaseClient) => Promise<T>): Promise<T> => {
    await schema();
    return database.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [PUBLISH_LOCK]);
      return work(client);
    });
  };
  const putLive = async (client: DatabaseClient, folder: string, manifest: Manifest): Promise<void> => {
    const known = await idOf(client, manifest.version);
    await makeLive(client, known ?? (await put(client, folder, manifest)), manifest.version);
    await removeOld(client, versionsKept);
  };

  return {
    publish: (folder, manifest) => alone((client) => putLive(client, folder, manifest)),

    publishFirst: (folder, manifest) =>
      alone(async (client) => {
        const { rows } = await client.query('select 1 from knowledge_live');
        if (rows.length > 0) return false;
        await putLive(client, folder, manifest);
        return true;
      }),

    async list() {
      const { rows } = await orNothing(() =>
        database.query<{ manifest: unknown; live: boolean; bytes: number }>(
          `select v.manifest, l.version_id is not null as live,
             (select coalesce(sum(octet_length(f.content)), 0) from knowledge_files f where f.version_id = v.id)::int8 as bytes
           from knowledge_versions v left join knowledge_live l on l.version_id = v.id order by v.version desc`,
        ),
      );
      return rows.map(summaryOf);
    },

    async before() {
      const { rows } = await orNothing(() =>
        // What was live before the live one first became so: going back twice goes further back, not forth again.
        database.query<{ version: string }>(
          `select s.version from knowledge_switches s join knowledge_versions v on v.version = s.version
           where s.number < (
             select min(first.number) from knowledge_switches first
             join knowledge_versions live on live.version = first.version
             join knowledge_live l on l.version_id = live.id)
           order by s.number desc limit 1`,
        ),
      );
      return rows[0]?.version;
    },

    switchTo: (version) =>
      alone(async (client) => {
        const id = await idOf(client, version);
        if (id === undefined)
          throw new IndexVersionError(
            'missing',
            `데이터베이스에 색인 ${version}이 없습니다.\n  → bokji versions 로 있는 색인을 확인하세요.`,
          );
        await makeLive(client, id, version);
      }),

    async live() {
      const { rows } = await orNothing(() =>
        database.query<{ manifest: unknown }>(
          'select v.manifest from knowledge_live l join knowledge_versions v on v.id = l.version_id',
        ),
      );
      return rows[0]?.manifest;
    },

    async copyFile(version, file, path) {
      const target = await open(path, 'w');
      try {
        for (let part = 0; ; part += 1) {
          const { rows } = await database.query<{ content: Buffer }>(
            `select f.content from knowledge_files f join knowledge_versions v on v.id = f.version_id
             where v.version = $1 and f.file = $2 and f.part = $3`,
            [version, file, part],
          );
          const content = rows[0]?.content;
          if (!content) break;
          await target.write(content);
        }
      } finally {
        await target.close();
      }
    },

    watch(onNews) {
      return listen({ url: database.url, log, channel: CHANNEL, onNotice: onNews, onMissed: onNews });
    },
  };
}

async function idOf(client: DatabaseClient, version: string): Promise<number | undefined> {
  const { rows } = await client.query<{ id: number }>('select id from knowledge_versions where version = $1', [
    version,
  ]);
  return rows[0]?.id;
}

async function put(client: DatabaseClient, folder: string, manifest: Manifest): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'insert into knowledge_versions (version, manifest) values ($1, $2) returning id',
    [manifest.version, JSON.stringify(manifest)],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('the database gave no id');
  for (const file of Object.keys(manifest.checksums)) await putFile(client, id, folder, file);
  await writeKnowledge(client, id, folder, manifest);
  return id;
}

/** In parts, so that neither side holds a large file twice. */
async function putFile(client: DatabaseClient, id: number, folder: string, file: string): Promise<void> {
  const source = await open(join(folder, file), 'r');
  try {
    for (let part = 0; ; part += 1) {
      const buffer = Buffer.alloc(PART_BYTES);
      const { bytesRead } = await source.read(buffer, 0, PART_BYTES, part * PART_BYTES);
      // An empty file still has one part.
      if (bytesRead === 0 && part > 0) break;
      await client.query('insert into knowledge_files (version_id, file, part, content) values ($1, $2, $3, $4)', [
        id,
        file,
        part,
        buffer.subarray(0, bytesRead),
      ]);
      if (bytesRead < PART_BYTES) break;
    }
  } finally {
    await source.close();
  }
}

/** The notice goes out with the commit, never before. */
async function makeLive(client: DatabaseClient, id: number, version: string): Promise<void> {
  const { rowCount } = await client.query(
    `insert into knowledge_live (version_id) values ($1)
     on conflict (only_row) do update set version_id = $1, switched_at = now() where knowledge_live.version_id <> $1`,
    [id],
  );
  if (rowCount === 0) return;
  await client.query('insert into knowledge_switches (version) values ($1)', [version]);
  await client.query('select pg_notify($1, $2)', [CHANNEL, version]);
}

async function removeOld(client: DatabaseClient, kept: number): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `select v.id from knowledge_versions v
     left join (select version, max(number) as number from knowledge_switches group by version) s using (version)
     order by s.number desc nulls last, v.version desc offset $1`,
    [Math.max(1, kept)],
  );
  for (const { id } of rows) {
    await client.query(`drop table if exists ${passageTable(id)}`);
    await client.query('delete from knowledge_versions where id = $1', [id]);
  }
}

// Of another program's version only this is asked for.
const toldSchema = z.object({
  version: z.string(),
  builtAt: z.string(),
  counts: z.object({ documents: z.number(), passages: z.number() }),
});

function summaryOf(row: { readonly manifest: unknown; readonly live: boolean; readonly bytes: number }): SharedVersion {
  const { version, builtAt, counts } = toldSchema.parse(row.manifest);
  return { version, builtAt, ...counts, isLive: row.live, bytes: row.bytes };
}

/** Before the first publishing there are no tables: no version is an answer, not a fault. */
async function orNothing<R>(query: () => Promise<{ readonly rows: R[] }>): Promise<{ readonly rows: R[] }> {
  try {
    return await query();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNDEFINED_TABLE) return { rows: [] };
    throw error;
  }
}
