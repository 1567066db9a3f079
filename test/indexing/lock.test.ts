/** One writer at a time: who holds, who is refused, and what a crash leaves. */
import { spawnSync } from 'node:child_process';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acquireLock, IndexBusyError } from '../../src/indexing/lock.js';
import { folderWith } from '../fixtures/folders.js';

/** The id of a process that has ended. */
const goneProcess = () => spawnSync(process.execPath, ['--version']).pid;
const holder = (fields: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ pid: process.pid, begun: null, host: hostname(), token: 't', since: '2026-01-01', ...fields });

describe('a lock', () => {
  it('is refused while it is held, with the process that holds it and what to do', async () => {
    const path = join(await folderWith(), 'index.lock');
    const lock = await acquireLock(path);
    const refused: unknown = await acquireLock(path).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(IndexBusyError);
    expect(String(refused)).toContain(`프로세스 ${process.pid}`);
    expect(String(refused)).toContain('→');
    await lock.release();
  });

  it('is free again once it is released, and leaves nothing', async () => {
    const folder = await folderWith();
    await (await acquireLock(join(folder, 'index.lock'))).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is waited for where the caller may wait', async () => {
    const path = join(await folderWith(), 'index.lock');
    const first = await acquireLock(path);
    const second = acquireLock(path, 10_000);
    await first.release();
    await (await second).release();
    expect.assertions(0);
  });

  it('goes to one of many that ask at once', async () => {
    const path = join(await folderWith(), 'index.lock');
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => acquireLock(path)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('what a crash left', () => {
  it('is taken over where the process is gone', async () => {
    const folder = await folderWith({ 'index.lock': holder({ pid: goneProcess() }) });
    await (await acquireLock(join(folder, 'index.lock'))).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over by one of many that find it', async () => {
    const path = join(await folderWith({ 'index.lock': holder({ pid: goneProcess() }) }), 'index.lock');
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => acquireLock(path)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.runIf(process.platform === 'linux')('is taken over where its process id belongs to another one now', async () => {
    const folder = await folderWith({ 'index.lock': holder({ begun: '1' }) });
    await (await acquireLock(join(folder, 'index.lock'))).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over where the file was cut off as it was written', async () => {
    const folder = await folderWith({ 'index.lock': '{"pid":' });
    await (await acquireLock(join(folder, 'index.lock'))).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not taken from another machine that may be at work, and is once that has been silent for long', async () => {
    const folder = await folderWith({ 'index.lock': holder({ host: 'elsewhere', pid: goneProcess() }) });
    const path = join(folder, 'index.lock');
    await expect(acquireLock(path)).rejects.toThrow('elsewhere');
    const longAgo = new Date(Date.now() - 11 * 60_000);
    await utimes(path, longAgo, longAgo);
    await (await acquireLock(path)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not the lock of a later holder, which the earlier one does not release', async () => {
    const path = join(await folderWith(), 'index.lock');
    const lock = await acquireLock(path);
    await writeFile(path, holder({ token: 'other' }));
    await lock.release();
    expect(await readFile(path, 'utf8')).toContain('other');
  });
});
