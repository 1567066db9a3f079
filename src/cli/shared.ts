/**
 * What servers on one PostgreSQL share: settings → the shared index, leadership and the counter of hits. A composition
 * root: with `compose.ts` and `channels.ts` the only place that knows `adapters/postgres`. Loaded only where
 * `DATABASE_URL` is set.
 */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { checkPostgres } from '../../adapters/postgres/check.js';
import { createPostgresHitCounter } from '../../adapters/postgres/hit-counter.js';
import { createPostgresLeadership } from '../../adapters/postgres/leadership.js';
import { createDatabase, DatabaseDown } from '../../adapters/postgres/pool.js';
import { createPgvectorIndex } from '../../adapters/postgres/vector-index.js';
import { createPostgresVersions } from '../../adapters/postgres/versions.js';
import { createEmbedder } from '../compose.js';
import { ConfigError, type DatabaseConfig } from '../config.js';
import type { HitCounter } from '../core/hits.js';
import type { Leadership } from '../core/leadership.js';
import type { RemoteVectorIndex } from '../core/ports.js';
import type { Manifest } from '../indexing/manifest.js';
import { createReplica, type Replica } from '../indexing/replica.js';
import type { SharedVersions } from '../indexing/shared.js';
import type { OpenIndex } from '../indexing/store.js';

/** A version of 40,000 passages takes about a minute; a single statement of it seconds. */
const PUBLISH_STATEMENT_MS = 300_000;

export interface Shared {
  readonly leadership: Leadership;
  readonly hits: HitCounter;
  readonly replica: Replica;
  close(): Promise<void>;
}

/** For a running server. `onSwitched` runs once another version is whole in the data folder. */
export function openShared(
  { url }: DatabaseConfig,
  dataFolder: string,
  log: Logger,
  onSwitched: (version: string) => Promise<void>,
): Shared {
  const database = createDatabase({ url, log });
  const hits = createPostgresHitCounter({ database, log });
  const replica = createReplica({
    source: createPostgresVersions({ database, log }),
    dataFolder,
    embedderId: createEmbedder().id,
    log,
    onSwitched,
  });
  return {
    leadership: createPostgresLeadership({ url, log }),
    hits,
    replica,
    async close() {
      await replica.close();
      await hits.close();
      await database.end();
    },
  };
}

/** Lends the shared versions to a command; faults of the database come as words with a remedy. */
export async function withSharedVersions<T>(
  { url }: DatabaseConfig,
  log: Logger,
  work: (versions: SharedVersions) => Promise<T>,
): Promise<T> {
  const database = createDatabase({ url, log, connectionsMax: 2, statementMs: PUBLISH_STATEMENT_MS });
  try {
    return await work(createPostgresVersions({ database, log }));
  } catch (error) {
    if (!(error instanceof DatabaseDown)) throw error;
    // Says which of the many reasons it is.
    await checkPostgres(url);
    throw new ConfigError('데이터베이스와의 연결이 끊겼습니다.\n  → 잠시 뒤에 다시 하세요.', { cause: error });
  } finally {
    await database.end();
  }
}

/** Puts a version of the data folder into the database and makes it live for every server. */
export async function publishVersion(
  database: DatabaseConfig,
  dataFolder: string,
  manifest: Manifest,
  log: Logger,
): Promise<void> {
  await withSharedVersions(database, log, (versions) =>
    versions.publish(join(dataFolder, 'versions', manifest.version), manifest),
  );
}

/** The vectors of an index, searched in the database; the index's own copy stands in while that is away. */
export function vectorsInDatabase({ url }: DatabaseConfig, log: Logger): (index: OpenIndex) => RemoteVectorIndex {
  const database = createDatabase({ url, log });
  return ({ manifest, vectors }) =>
    createPgvectorIndex({
      database,
      version: manifest.version,
      size: vectors.size,
      dimension: manifest.embedder.dimension,
      fallback: vectors,
      log,
    });
}

export { checkPostgres };
