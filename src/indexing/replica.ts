/**
 * A replica's copy of the shared index: the live version of a `VersionSource` → the same version in the data folder,
 * checked file by file, then made the local `current`, which a running server follows (`follow.ts`). Told of a switch, and asking by itself as well, for a notice may
 * be lost.
 *
 * While the source cannot be reached, or offers what this program cannot read, the replica keeps what it has.
 */
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { sha256, syncFile, syncFolder, writeDurably } from './files.js';
import { IndexBusyError } from './lock.js';
import { IndexVersionError, type Manifest, manifestSchema } from './manifest.js';
import { removeOldVersions } from './retention.js';
import type { VersionSource } from './shared.js';
import { currentVersion, readManifest, switchTo } from './store.js';

export interface ReplicaOptions {
  readonly source: VersionSource;
  readonly dataFolder: string;
  readonly embedderId: string;
  readonly log: Logger;
  /** Of the versions that were live last, so many stay in the data folder. */
  readonly versionsKept: number;
  /** Runs what writes to the data folder while nobody else does. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  readonly pollMs?: number | undefined;
}

export interface ReplicaState {
  /** Whether the last look at the source worked. */
  readonly reachable: boolean;
  /** What is live for everyone, as far as known here. */
  readonly shared: string | undefined;
  /** Why the live version is not served here; undefined where it is, or there is none. */
  readonly refused: string | undefined;
}

export interface Replica {
  /** Looks once; never rejects. True where the source could be asked. */
  sync(): Promise<boolean>;
  /** From now on follows every switch. */
  follow(): void;
  state(): ReplicaState;
  close(): Promise<void>;
}

const POLL_MS = 5_000;

export function createReplica(options: ReplicaOptions): Replica {
  const { source, dataFolder, log, pollMs = POLL_MS } = options;
  let state: ReplicaState = { reachable: false, shared: undefined, refused: undefined };
  let running: Promise<boolean> | undefined;
  let again = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let watching: { close(): Promise<void> } | undefined;

  const look = async (): Promise<boolean> => {
    let stored: unknown;
    try {
      stored = await source.live();
    } catch (error) {
      if (state.reachable) log.warn({ error: nameOf(error) }, 'shared index cannot be reached');
      state = { ...state, reachable: false };
      return false;
    }
    state = { ...state, reachable: true };
    if (stored === undefined) return true;
    try {
      const manifest = readable(stored, options.embedderId);
      const { version } = manifest;
      const isHere = (await currentVersion(dataFolder)) === version;
      if (state.shared === version && state.refused === undefined && isHere) return true;
      if (!isHere || !(await isWhole(dataFolder, version))) await options.exclusively(() => take(manifest));
      state = { reachable: true, shared: version, refused: undefined };
    } catch (error) {
      // A program that writes to the data folder is no fault: the next look finds it done.
      if (error instanceof IndexBusyError) return true;
      const refused = error instanceof IndexVersionError ? error.message : '색인을 받아 오지 못했습니다.';
      if (state.refused !== refused) log.error({ error: nameOf(error) }, 'live version of the shared index not taken');
      state = { ...state, refused };
    }
    return true;
  };

  /** Looked at again: whoever wrote to the folder until now may have done it. */
  const take = async (manifest: Manifest): Promise<void> => {
    if (!(await isWhole(dataFolder, manifest.version))) await copy(manifest);
    if ((await currentVersion(dataFolder)) !== manifest.version) await switchTo(dataFolder, manifest.version);
    await removeOldVersions(dataFolder, options.versionsKept);
  };

  /** Whole or not at all: written aside, checked, renamed. */
  const copy = async (manifest: Manifest): Promise<void> => {
    const versions = join(dataFolder, 'versions');
    const aside = join(versions, `${manifest.version}.${process.pid}.building`);
    await rm(aside, { recursive: true, force: true });
    await mkdir(aside, { recursive: true });
    try {
      for (const [file, checksum] of Object.entries(manifest.checksums)) {
        const path = join(aside, file);
        await source.copyFile(manifest.version, file, path);
        await syncFile(path);
        if (sha256(await readFile(path)) !== checksum)
          throw new IndexVersionError('damaged', `공유 색인 ${manifest.version}의 ${file} 파일이 깨졌습니다.`);
      }
      await writeDurably(join(aside, 'manifest.json'), JSON.stringify(manifest, null, 2));
      const finished = join(versions, manifest.version);
      await rm(finished, { recursive: true, force: true });
      await rename(aside, finished);
      await syncFolder(versions);
    } catch (error) {
      await rm(aside, { recursive: true, force: true });
      throw error;
    }
    log.info({ version: manifest.version }, 'version copied from the shared index');
  };

  /** One look at a time; news that come meanwhile make one more. */
  const sync = (): Promise<boolean> => {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      let reached: boolean;
      do {
        again = false;
        reached = await look();
      } while (again && !closed);
      running = undefined;
      return reached;
    })();
    return running;
  };

  const poll = (): void => {
    // Spread by chance, so that replicas do not ask in step.
    timer = setTimeout(
      () => {
        void sync().then(() => {
          if (!closed) poll();
        });
      },
      pollMs * (0.75 + Math.random() / 2),
    );
    timer.unref();
  };

  return {
    sync,
    follow() {
      watching = source.watch(() => {
        if (!closed) void sync();
      });
      poll();
    },
    state: () => state,
    async close() {
      closed = true;
      clearTimeout(timer);
      await watching?.close();
      await running;
    },
  };
}

function readable(stored: unknown, embedderId: string): Manifest {
  const parsed = manifestSchema.safeParse(stored);
  if (!parsed.success)
    throw new IndexVersionError(
      'foreign',
      '공유 색인은 다른 판의 프로그램이 만든 것입니다.\n  → 모든 서버의 프로그램을 같은 판으로 맞추고 bokji index 를 실행하세요.',
    );
  if (parsed.data.embedder.id !== embedderId)
    throw new IndexVersionError(
      'foreign',
      `공유 색인은 다른 임베딩(${parsed.data.embedder.id})으로 만들었습니다. 지금 설정은 ${embedderId}입니다.\n  → 모든 서버의 설정을 같게 맞추고 bokji index 를 실행하세요.`,
    );
  return parsed.data;
}

async function isWhole(dataFolder: string, version: string): Promise<boolean> {
  try {
    const { checksums } = await readManifest(dataFolder, version);
    for (const [file, checksum] of Object.entries(checksums))
      if (sha256(await readFile(join(dataFolder, 'versions', version, file))) !== checksum) return false;
    return true;
  } catch {
    return false;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
