/**
 * One writer to a data folder: a lock file that names its holder → a lock, or an `IndexBusyError` that names who is at
 * work.
 *
 * A file of a process that is gone is stale; so is one of another machine (a container that was replaced has another
 * name) once its holder has not touched it for minutes. It is taken over under a lock of its own, so that of two
 * processes that both find it stale only one removes it, and never the fresh lock of a third.
 */
import { randomUUID } from 'node:crypto';
import { open, readFile, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const holderSchema = z.object({
  pid: z.number().int().positive(),
  /** When that process began, as the system counts it; a process id is used again. Null where it cannot be told. */
  begun: z.string().nullable(),
  host: z.string(),
  token: z.string(),
  since: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

export class IndexBusyError extends Error {
  override name = 'IndexBusyError';
}

export interface Lock {
  release(): Promise<void>;
}

/** A lock file is written at once after it is made; one that stays unreadable longer than this was cut off by a crash. */
const UNREADABLE_MS = 2_000;
const RETRY_MS = 50;
const BEAT_MS = 10_000;
/** A build may keep its process from touching the file for a minute or two. */
const SILENT_MS = 10 * 60_000;

/** Waits up to `waitMs` for a holder that is alive. */
export async function acquireLock(path: string, waitMs = 0): Promise<Lock> {
  const deadline = Date.now() + waitMs;
  let unreadableSince: number | undefined;
  for (;;) {
    const lock = await create(path);
    if (lock) return lock;
    const holder = await holderOf(path);
    if (holder === 'gone') continue;
    if (holder === 'unreadable') {
      unreadableSince ??= Date.now();
      if (Date.now() - unreadableSince > UNREADABLE_MS) await removeStale(path);
    } else if (await isGone(path, holder)) {
      await removeStale(path);
      continue;
    } else if (Date.now() >= deadline) throw busy(path, holder);
    await sleep(RETRY_MS);
  }
}

export type LockState =
  | { readonly state: 'free' | 'stale' }
  | { readonly state: 'held'; readonly pid: number; readonly host: string; readonly since: string };

/** Who holds a lock now, for whoever only wants to know. */
export async function lockHolder(path: string): Promise<LockState> {
  const holder = await holderOf(path);
  if (holder === 'gone') return { state: 'free' };
  if (holder === 'unreadable' || (await isGone(path, holder))) return { state: 'stale' };
  const { pid, host, since } = holder;
  return { state: 'held', pid, host, since };
}

async function create(path: string): Promise<Lock | undefined> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'wx');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  }
  const own: Holder = {
    pid: process.pid,
    begun: await beginningOf(process.pid),
    host: hostname(),
    token: randomUUID(),
    since: new Date().toISOString(),
  };
  try {
    await file.writeFile(JSON.stringify(own));
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  const beat = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      const holder = await holderOf(path);
      if (typeof holder === 'object' && holder.token === own.token) await unlink(path).catch(() => undefined);
    },
  };
}

async function removeStale(path: string): Promise<void> {
  const guard = await acquireLock(`${path}.takeover`, UNREADABLE_MS * 2);
  try {
    const holder = await holderOf(path);
    if (holder === 'gone') return;
    if (holder === 'unreadable' || (await isGone(path, holder))) await unlink(path).catch(() => undefined);
  } finally {
    await guard.release();
  }
}

async function holderOf(path: string): Promise<Holder | 'gone' | 'unreadable'> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'gone';
    throw error;
  }
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

/** Of a process of another machine nothing is known but how long it has been silent. */
async function isGone(path: string, holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) {
    const touched = await stat(path).catch(() => undefined);
    return touched !== undefined && Date.now() - touched.mtimeMs > SILENT_MS;
  }
  if (!isAlive(holder.pid)) return true;
  const begun = await beginningOf(holder.pid);
  return holder.begun !== null && begun !== null && begun !== holder.begun;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Field 22 of Linux' `/proc/<pid>/stat`; the name before it may hold spaces and brackets. */
async function beginningOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function busy(path: string, { pid, host, since }: Holder): IndexBusyError {
  const where = host === hostname() ? '' : ` (${host})`;
  return new IndexBusyError(
    `다른 프로그램이 이 색인을 고치고 있습니다: 프로세스 ${pid}${where}, ${since}부터.\n  → 그 일이 끝난 뒤 다시 하세요. 그런 프로그램이 없는 것이 확실하면 ${path} 파일을 지우세요.`,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
