/** Which files need not be read again: those that nobody has touched since they were hashed, and only those. */
import { statSync } from 'node:fs';
import { readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { scanFolder } from '../../src/indexing/scan.js';
import { openSeen } from '../../src/indexing/seen.js';
import { folderWith } from '../fixtures/folders.js';

/** As if the files had been written that long ago. */
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  return () => vi.useRealTimers();
});

async function seenFile({ ageMs = 10_000 } = {}) {
  const folder = await folderWith({ 'a.md': '처음' });
  const path = join(folder, 'a.md');
  later(ageMs);
  const data = await folderWith();
  const first = await openSeen(data);
  first.note('a.md', statSync(path), 'hash of the first');
  await first.save();
  return { path, data, hashNow: async () => (await openSeen(data)).hashOf('a.md', statSync(path)) };
}

describe('a file that was hashed', () => {
  it('is known again while nobody touches it', async () => {
    const { hashNow } = await seenFile();
    expect(await hashNow()).toBe('hash of the first');
  });

  it('is not known after its content changed, though size and time of modification are as before', async () => {
    const { path, hashNow } = await seenFile();
    const { atime, mtime } = statSync(path);
    await writeFile(path, '다음');
    await utimes(path, atime, mtime);
    expect(await hashNow()).toBeUndefined();
  });

  it('is not known when another file stands in its place', async () => {
    const { path, hashNow } = await seenFile();
    const { atime, mtime } = statSync(path);
    await writeFile(`${path}.new`, '다음');
    await utimes(`${path}.new`, atime, mtime);
    await rename(`${path}.new`, path);
    expect(await hashNow()).toBeUndefined();
  });

  it('is not trusted where it changed within the last two seconds: the clock may not have ticked since', async () => {
    const { hashNow } = await seenFile({ ageMs: 1_000 });
    expect(await hashNow()).toBeUndefined();
  });

  it('is not trusted where its time lies in the future', async () => {
    const { hashNow } = await seenFile({ ageMs: -60_000 });
    expect(await hashNow()).toBeUndefined();
  });

  it('is forgotten where everything is to be verified', async () => {
    const { path, data } = await seenFile();
    expect((await openSeen(data, true)).hashOf('a.md', statSync(path))).toBeUndefined();
  });
});

it('keeps only what the last run asked for', async () => {
  const { data, path } = await seenFile();
  const run = await openSeen(data);
  run.note('b.md', statSync(path), 'another');
  await run.save();
  expect(await readFile(join(data, 'seen.json'), 'utf8')).not.toContain('a.md');
});

it('is empty where its file is broken', async () => {
  const { data, hashNow } = await seenFile();
  await writeFile(join(data, 'seen.json'), '{"schema":1,"files":[["a.md",');
  expect(await hashNow()).toBeUndefined();
});

describe('a folder that is scanned', () => {
  it('has the same hash whether its files are read or known', async () => {
    const folder = await folderWith({ 'a.md': '# 하나\n하나입니다.\n', 'b.md': '# 둘\n둘입니다.\n' });
    later(10_000);
    const seen = await openSeen(await folderWith());
    const read = await scanFolder({ folder, reader: 'r', seen });
    expect((await scanFolder({ folder, reader: 'r', seen })).contentHash).toBe(read.contentHash);
  });

  it('sees a file of the same size that changed right after it was read', async () => {
    const folder = await folderWith({ 'a.md': '# 하나\n하나는 1만원.\n' });
    const seen = await openSeen(await folderWith());
    const before = await scanFolder({ folder, reader: 'r', seen });
    await writeFile(join(folder, 'a.md'), '# 하나\n하나는 2만원.\n');
    expect((await scanFolder({ folder, reader: 'r', seen })).contentHash).not.toBe(before.contentHash);
  });
});
