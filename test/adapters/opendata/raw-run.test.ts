import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { openRun } from '../../../adapters/opendata/raw-run.js';
import { folderWith } from '../../fixtures/folders.js';

const opened = async (root: string, day: string, isFresh = false) => {
  const run = await openRun(root, day, isFresh);
  return { run, name: basename(run.folder) };
};

it('takes up a run that was interrupted, with what it has', async () => {
  const root = await folderWith();
  const { run } = await opened(root, '2026-11-25');
  await run.save('list-0001.xml', '<a/>');
  const { run: later, name } = await opened(root, '2026-11-27');
  expect(name).toBe('2026-11-25');
  expect(later.isResumed).toBe(true);
  expect(await later.read('list-0001.xml')).toBe('<a/>');
});

it('begins anew when asked to, when the old one is done, and when it is too old', async () => {
  const root = await folderWith();
  await opened(root, '2026-11-01');
  expect((await opened(root, '2026-11-20')).name).toBe('2026-11-20');
  expect((await opened(root, '2026-11-20', true)).name).toBe('2026-11-20-2');
  const { run } = await opened(root, '2026-11-20');
  await run.mark('applied');
  expect((await opened(root, '2026-11-20')).name).toBe('2026-11-20-3');
});

it('uses what was fetched today and not written, but not what was fetched yesterday', async () => {
  const root = await folderWith();
  const { run } = await opened(root, '2026-11-25');
  await run.mark('fetched');
  expect((await opened(root, '2026-11-25')).name).toBe('2026-11-25');
  expect((await opened(root, '2026-11-26')).name).toBe('2026-11-26');
});

it('is done with once its records are written, unless something is still to be fetched', async () => {
  const root = await folderWith();
  const { run } = await opened(root, '2026-11-25');
  await run.settle();
  expect((await opened(root, '2026-11-25')).name).toBe('2026-11-25');
  await run.mark('fetched');
  await run.settle();
  expect((await opened(root, '2026-11-25')).name).toBe('2026-11-25-2');
});

it('keeps the last fourteen runs', async () => {
  const root = await folderWith();
  for (let day = 1; day <= 20; day += 1) {
    const { run } = await opened(root, `2026-10-${String(day).padStart(2, '0')}`);
    await run.mark('applied');
  }
  const kept = (await readdir(root)).sort();
  expect(kept.length).toBeLessThanOrEqual(15);
  expect(kept.at(-1)).toBe('2026-10-20');
});
