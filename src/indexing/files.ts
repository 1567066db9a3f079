/** Files that survive a crash: written aside, fsynced, renamed, and their folder fsynced. */
import { createHash, hash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The disk took no more. Text in Korean, for admins; nothing that was there before is touched. */
export class IndexWriteError extends Error {
  override name = 'IndexWriteError';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: '디스크가 가득 찼습니다',
  EDQUOT: '디스크 할당량을 다 썼습니다',
  EFBIG: '파일 크기 한도를 넘었습니다',
  EROFS: '읽기만 할 수 있는 디스크입니다',
  EACCES: '쓸 권한이 없습니다',
  EPERM: '쓸 권한이 없습니다',
  EIO: '디스크가 쓰기를 마치지 못했습니다',
};

/** Runs what writes into a data folder; what a full or closed disk says is told with its remedy. */
export async function writingTo<T>(dataFolder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const reason = REASONS[code];
    if (reason === undefined) throw cause;
    throw new IndexWriteError(
      `데이터 폴더에 쓰지 못했습니다: ${reason} (${dataFolder}).\n  지금 색인은 그대로이고, 만들던 것은 지웠습니다.\n  → 자리를 비우거나 권한을 고친 뒤 bokji index 를 다시 하세요.`,
      { cause },
    );
  }
}

export async function writeDurably(path: string, content: Uint8Array | string): Promise<void> {
  const aside = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(aside, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Read at one go: files of a version are large, and a reader that asks for small pieces spends its time on asking. */
export async function readWhole(path: string): Promise<Buffer<ArrayBuffer>> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const content = Buffer.from(new ArrayBuffer(size));
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(content, at, size - at, at);
      if (bytesRead === 0) return content.subarray(0, at);
      at += bytesRead;
    }
    return content;
  } finally {
    await file.close();
  }
}

export interface Written {
  /** Of what was meant. */
  readonly checksum: string;
  /** Resolves when the file is on the disk; the next one may be made meanwhile. */
  readonly synced: Promise<void>;
}

const GATHERED_BYTES = 1 << 20;

/** Writes a file that nobody reads yet. Small pieces are gathered, large ones written where they lie. */
export async function writeAndSync(path: string, pieces: Iterable<Uint8Array>): Promise<Written> {
  const digest = createHash('sha256');
  const file = await open(path, 'w');
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const write = async (): Promise<void> => {
    const piece = waiting.length === 1 && waiting[0] ? waiting[0] : Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
    const writing = writeAll(file, piece);
    // Beside the writing, which goes on in another thread.
    digest.update(piece);
    await writing;
  };
  try {
    for (const piece of pieces) {
      if (bytes > 0 && bytes + piece.length > GATHERED_BYTES) await write();
      waiting.push(piece);
      bytes += piece.length;
    }
    if (bytes > 0) await write();
  } catch (error) {
    await file.close();
    throw error;
  }
  return { checksum: digest.digest('hex'), synced: afterOthers(() => file.sync()).finally(() => file.close()) };
}

let syncing: Promise<unknown> = Promise.resolve();

/** One after the other: all at once they would hold every thread that reads and writes, and the disk makes a queue of them. */
function afterOthers(sync: () => Promise<void>): Promise<void> {
  const synced = syncing.then(sync);
  syncing = synced.catch(() => undefined);
  return synced;
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten;
}

export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes renames inside the folder last. */
export async function syncFolder(path: string): Promise<void> {
  await syncFile(path);
}

export function sha256(content: Uint8Array | string): string {
  return hash('sha256', content, 'hex');
}

const PIECE_BYTES = 1 << 20;

/** Of a file of any size, piece by piece: a version's files are as large as all that is known. */
export function sha256OfFile(path: string): string {
  const digest = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const bytes = readSync(file, piece);
      if (bytes === 0) return digest.digest('hex');
      digest.update(piece.subarray(0, bytes));
    }
  } finally {
    closeSync(file);
  }
}

/** With those above it. One by one: Node's own way tries for ever where one can never be made, as below `/proc`. */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  for (let at = path; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  for (const folder of missing) await mkdir(folder).catch(unlessThere);
}

/** Another program was quicker. */
function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
