/**
 * What servers on one PostgreSQL share: settings → the shared index, leadership and the counter of hits. A composition
 * root: beside `store-access.ts` the only place that knows `adapters/postgres`. Loaded only where `DATABASE_URL` is set.
 */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { checkPostgres, DatabaseAway } from '../../adapters/postgres/check.js';
import { createPostgresHitCounter } from '../../adapters/postgres/hit-counter.js';
import { createPostgresLeadership } from '../../adapters/postgres/leadership.js';
import { createDatabase, DatabaseDown } from '../../adapters/postgres/pool.js';
import { createPgvectorIndex } from '../../adapters/postgres/vector-index.js';
import { createPostgresVersions } from '../../adapters/postgres/versions.js';
import { type Folders, lockIndex, openOptions } from '../compose.js';
import type { Config, DatabaseConfig } from '../config.js';
import type { HitCounter } from '../core/hits.js';
import type { Leadership } from '../core/leadership.js';
import type { RemoteVectorIndex } from '../core/ports.js';
import type { Manifest } from '../indexing/manifest.js';
import { createReplica, type Replica, type ReplicaOptions } from '../indexing/replica.js';
import type { SharedVersions, VersionSource } from '../indexing/shared.js';
import { currentVersion, type OpenIndex } from '../indexing/store.js';
import { createLog } from '../operations/log.js';

/** Passages of 40,000 and their graph took 83 s on a busy machine; the graph is most of it, and one statement. */
const PUBLISH_STATEMENT_MS = 300_000;
/** Beside the store's connections: limits and looks at what is live, both short. */
const SERVICE_CONNECTIONS_MAX = 3;
/** Rest between two attempts to offer the first version to a database that is away. */
const OFFER_AGAIN_MS = 5_000;
/** How long a replica waits for a program that writes to its data folder; then it looks again later. */
const LOCK_WAIT_MS = 1_000;

/** The settings of a program that shares: those of everyone, with the database. */
export type SharedConfig = Config & { readonly database: DatabaseConfig };

export function isShared(config: Config): config is SharedConfig {
  return config.database !== undefined;
}

export interface Shared {
  readonly leadership: Leadership;
  readonly hits: HitCounter;
  /** Why the database cannot be asked now, in words with a remedy; undefined where it can. Rejects where only another
   * setting helps. */
  outage(): Promise<string | undefined>;
  /** Brings what is live into the data folder. False where the database could not be asked. */
  sync(): Promise<boolean>;
  /**
   * Publishes the version served here where nothing is live yet, so that the other servers take the same; tries again
   * while the database is away. Asked anew each time, for another version may be served by then.
   */
  offer(manifest: () => Manifest): void;
  /** False while the database cannot be asked, or holds a live version that cannot be served here. */
  servesLive(): boolean;
  close(): Promise<void>;
}

/** For a running server: its data folder holds the live version, as far as the database can be reached, and follows it. */
export async function openShared(config: SharedConfig, folders: Folders, log: Logger): Promise<Shared> {
  const { url } = config.database;
  const database = createDatabase({ url, log, connectionsMax: SERVICE_CONNECTIONS_MAX });
  const hits = createPostgresHitCounter({ database, log });
  const replica = replicaOf(config, folders, log, createPostgresVersions({ database, log }), async (work) => {
    const lock = await lockIndex(folders, LOCK_WAIT_MS);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  });
  const outage = async (): Promise<string | undefined> => {
    try {
      await checkPostgres(url);
      return undefined;
    } catch (error) {
      // A name that nobody knows is a slip of the pen, unless this server has an index, so has reached it once: then its
      // container may be stopped, which takes the name away.
      const mayCome =
        error instanceof DatabaseAway && !(error.isNameUnknown && (await currentVersion(folders.data)) === undefined);
      if (!mayCome) throw error;
      return error.message;
    }
  };
  let offering: NodeJS.Timeout | undefined;
  const offer = async (manifest: () => Manifest): Promise<void> => {
    const offered = manifest();
    try {
      const folder = join(folders.data, 'versions', offered.version);
      if (await withShared(config, (versions) => versions.publishFirst(folder, offered)))
        log.info({ version: offered.version }, 'published as the first version');
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'first version not published');
      if (error instanceof DatabaseAway && !closed) offering = setTimeout(() => void offer(manifest), OFFER_AGAIN_MS);
      offering?.unref();
    }
  };
  let closed = false;
  await replica.sync();
  replica.follow();
  return {
    leadership: createPostgresLeadership({ url, log }),
    hits,
    outage,
    sync: replica.sync,
    offer: (manifest) => void offer(manifest),
    servesLive() {
      const { reachable, refused } = replica.state();
      return reachable && refused === undefined;
    },
    async close() {
      closed = true;
      clearTimeout(offering);
      await replica.close();
      await hits.close();
      await database.end();
    },
  };
}

function replicaOf(
  config: SharedConfig,
  folders: Folders,
  log: Logger,
  source: VersionSource,
  exclusively: ReplicaOptions['exclusively'],
): Replica {
  return createReplica({
    source,
    dataFolder: folders.data,
    embedderId: openOptions(folders).embedderId,
    versionsKept: config.versionsKept,
    exclusively,
    log,
  });
}

/** Lends the shared versions to a command; faults of the database come as words with a remedy. */
export async function withShared<T>(
  config: SharedConfig,
  work: (versions: SharedVersions & VersionSource) => Promise<T>,
): Promise<T> {
  const log = logOf(config);
  const { url } = config.database;
  const database = createDatabase({ url, log, connectionsMax: 2, statementMs: PUBLISH_STATEMENT_MS });
  try {
    return await work(createPostgresVersions({ database, log, versionsKept: config.versionsKept }));
  } catch (error) {
    if (!(error instanceof DatabaseDown)) throw error;
    // Says which of the many reasons it is.
    await checkPostgres(url);
    throw new DatabaseAway('데이터베이스와의 연결이 끊겼습니다.\n  → 잠시 뒤에 다시 하세요.', { cause: error });
  } finally {
    await database.end();
  }
}

/** Brings what is live for everyone into the data folder, to build beside it. The caller holds the folder's lock. */
export async function pullLive(config: SharedConfig, folders: Folders): Promise<void> {
  await withShared(config, async (versions) => {
    // Asked first, for a replica keeps a fault to itself.
    await versions.live();
    const replica = replicaOf(config, folders, logOf(config), versions, (work) => work());
    await replica.sync();
  });
}

/** Makes a whole version of the data folder live for every server. */
export async function publish(config: SharedConfig, folders: Folders, manifest: Manifest): Promise<void> {
  await withShared(config, (versions) => versions.publish(join(folders.data, 'versions', manifest.version), manifest));
}

/** The vectors of an index, searched in the database; the index's own copy stands in while that is away. */
export function vectorsInDatabase(config: SharedConfig): (index: OpenIndex) => RemoteVectorIndex {
  const log = logOf(config);
  const database = createDatabase({ url: config.database.url, log });
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

function logOf({ logLevel }: Config): Logger {
  return createLog(logLevel);
}

export { checkPostgres };
