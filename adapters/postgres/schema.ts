/**
 * The tables of the shared knowledge and what else is PostgreSQL's alone. Forward only: each step runs once, in order,
 * under a lock, so that replicas starting together do not run it twice.
 *
 * Passages are one table a version, so that an old version goes at once and a graph covers one version only.
 */
import type { Database } from './pool.js';

const STEPS: readonly string[] = [
  `create extension if not exists vector;
   create table knowledge_versions (
     id integer generated always as identity primary key,
     version text not null unique,
     manifest jsonb not null,
     published_at timestamptz not null default now()
   );
   create table knowledge_live (
     only_row boolean primary key default true check (only_row),
     version_id integer not null references knowledge_versions (id),
     switched_at timestamptz not null default now()
   );
   -- Names, not ids: what was live is remembered after the version itself is gone.
   create table knowledge_switches (
     number bigint generated always as identity primary key,
     version text not null,
     at timestamptz not null default now()
   );
   create table knowledge_files (
     version_id integer not null references knowledge_versions (id) on delete cascade,
     file text not null,
     part integer not null,
     content bytea not null,
     primary key (version_id, file, part)
   );
   -- Saved files are compressed words and numbers: trying again costs time and gains nothing.
   alter table knowledge_files alter column content set storage external;
   create table knowledge_documents (
     version_id integer not null references knowledge_versions (id) on delete cascade,
     unit integer not null,
     document_id text not null,
     title text not null,
     region text not null,
     audience text not null,
     document jsonb not null,
     primary key (version_id, unit)
   );
   create table knowledge_passages (
     version_id integer not null,
     unit integer not null,
     passage_id text not null,
     document_id text not null,
     section text not null,
     content text not null,
     embedding vector not null,
     primary key (version_id, unit)
   ) partition by list (version_id);`,
  // Counts of a minute: not worth a log that survives a crash.
  `create unlogged table rate_counts (
     key bytea not null,
     window_start bigint not null,
     hits integer not null,
     primary key (key, window_start)
   );`,
];

/** 'boki', as a number: the lock that steps run under. */
const SCHEMA_LOCK = 0x626f6b69;

export async function ensureSchema(database: Database): Promise<void> {
  await database.transaction(async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
    await client.query(
      'create table if not exists knowledge_schema (step integer primary key, done_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ done: number }>('select count(*) as done from knowledge_schema');
    const done = rows[0]?.done ?? 0;
    for (const [step, sql] of STEPS.entries()) {
      if (step < done) continue;
      await client.query(sql);
      await client.query('insert into knowledge_schema (step) values ($1)', [step]);
    }
  });
}

/** The same, once a process; a fault is tried again at the next call. */
export function schemaOf(database: Database): () => Promise<void> {
  let ready: Promise<void> | undefined;
  return () => {
    ready ??= ensureSchema(database).catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    return ready;
  };
}
