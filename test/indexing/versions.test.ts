/** The versions of a data folder: the order of going back, what is kept, what is listed, what a service follows. */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHnswIndex } from '../../adapters/hnsw/index.js';
import { followCurrent } from '../../src/indexing/follow.js';
import { switchesOf } from '../../src/indexing/history.js';
import { removeLeftovers } from '../../src/indexing/leftovers.js';
import { describeVersions } from '../../src/indexing/listing.js';
import { removeCandidates, removeOldVersions } from '../../src/indexing/retention.js';
import { currentVersion, listVersions, openCurrent, switchTo } from '../../src/indexing/store.js';
import { folderWith } from '../fixtures/folders.js';
import { EMBEDDER, versionOf } from '../fixtures/versions.js';

/** A data folder whose versions went live one after the other; the last is live. */
async function versions(count: number) {
  const folder = await folderWith();
  const names: string[] = [];
  for (let day = 1; day <= count; day += 1) {
    const { version } = await versionOf(folder, day);
    await switchTo(folder, version, 'index', new Date(Date.UTC(2026, 10, day)));
    names.push(version);
  }
  return { folder, names };
}

describe('the history', () => {
  it('holds every switch with its time', async () => {
    const { folder, names } = await versions(2);
    expect(await switchesOf(folder)).toEqual([
      { version: names[0], at: '2026-11-01T00:00:00.000Z', by: 'index' },
      { version: names[1], at: '2026-11-02T00:00:00.000Z', by: 'index' },
    ]);
  });

  it('is empty where its file is broken, and goes on from there', async () => {
    const { folder, names } = await versions(1);
    await writeFile(join(folder, 'switches.jsonl'), '{"vers');
    expect(await switchesOf(folder)).toEqual([]);
    await switchTo(folder, names[0] ?? '');
    expect(await switchesOf(folder)).toHaveLength(1);
  });

  it('decides which version answers where the live one is gone: the one last live, not the newest', async () => {
    const { folder, names } = await versions(3);
    const [first = '', second, third = ''] = names;
    await switchTo(folder, first);
    await switchTo(folder, third);
    await rename(join(folder, 'versions', third), join(folder, 'gone'));
    const { index } = await openCurrent(folder, { embedderId: EMBEDDER.id, openGraph: openHnswIndex });
    expect([index.manifest.version, index.manifest.version === second]).toEqual([first, false]);
  });
});

describe('retention', () => {
  it('keeps so many of the versions that were live last', async () => {
    const { folder, names } = await versions(4);
    expect(await removeOldVersions(folder, 2)).toEqual(names.slice(0, 2).reverse());
    expect(await listVersions(folder)).toEqual(names.slice(2));
  });

  it('keeps the live version however old it is', async () => {
    const { folder, names } = await versions(3);
    await switchTo(folder, names[0] ?? '');
    await removeOldVersions(folder, 1);
    expect(await listVersions(folder)).toEqual([names[0]]);
  });

  it('leaves nothing beside what it keeps', async () => {
    const { folder, names } = await versions(2);
    await removeOldVersions(folder, 1);
    expect(await readdir(join(folder, 'versions'))).toEqual([names[1]]);
  });

  it('removes every candidate but the one that is named', async () => {
    const folder = await folderWith({ 'candidates/a/x': '', 'candidates/b/x': '' });
    await removeCandidates(folder, 'b');
    expect(await readdir(join(folder, 'candidates'))).toEqual(['b']);
  });
});

describe('the list', () => {
  it('tells of each version what it holds and whether it is live, the newest first', async () => {
    const { folder, names } = await versions(2);
    expect(await describeVersions(folder)).toMatchObject([
      {
        version: names[1],
        state: 'live',
        documents: 3,
        passages: 3,
        fault: null,
        switchedAt: '2026-11-02T00:00:00.000Z',
      },
      { version: names[0], state: 'kept' },
    ]);
  });

  it('tells the size of what lies there', async () => {
    const { folder, names } = await versions(1);
    const [before] = await describeVersions(folder);
    await writeFile(join(folder, 'versions', names[0] ?? '', 'more'), Buffer.alloc(1000));
    const [after] = await describeVersions(folder);
    expect((after?.bytes ?? 0) - (before?.bytes ?? 0)).toBe(1000);
  });

  it('shows a candidate before all others, and why a version cannot be served', async () => {
    const { folder, names } = await versions(1);
    await mkdir(join(folder, 'candidates'));
    const { version } = await versionOf(folder, 9);
    await rename(join(folder, 'versions', version), join(folder, 'candidates', version));
    await writeFile(join(folder, 'versions', names[0] ?? '', 'manifest.json'), '{');
    expect(await describeVersions(folder)).toMatchObject([
      { version, state: 'candidate', fault: null },
      { version: names[0], fault: expect.stringContaining('manifest.json') },
    ]);
  });

  it('never offers a candidate to answer from', async () => {
    const { folder, names } = await versions(1);
    const { version } = await versionOf(folder, 9);
    await mkdir(join(folder, 'candidates'));
    await rename(join(folder, 'versions', version), join(folder, 'candidates', version));
    await writeFile(join(folder, 'current'), 'gone');
    const { index } = await openCurrent(folder, { embedderId: EMBEDDER.id, openGraph: openHnswIndex });
    expect(index.manifest.version).toBe(names[0]);
  });
});

describe('leftovers', () => {
  it('of processes that are gone are removed, those of others stay', async () => {
    const folder = await folderWith({
      'versions/v1.999999999.building/x': '',
      'versions/v2.1.building/x': '',
      'current.999999999.tmp': '',
      'reports/r.999999999.tmp': '',
      'versions/v3/x': '',
    });
    await removeLeftovers(folder);
    expect([
      await readdir(folder),
      await readdir(join(folder, 'versions')),
      await readdir(join(folder, 'reports')),
    ]).toEqual([['reports', 'versions'], ['v2.1.building', 'v3'], []]);
  });
});

describe('a service', () => {
  it('is told of every version that becomes live, once', async () => {
    const { folder, names } = await versions(2);
    const told: string[] = [];
    const following = followCurrent(folder, {
      from: await currentVersion(folder),
      pollMs: 20,
      onVersion: async (version) => void told.push(version),
      onFault: () => undefined,
    });
    await switchTo(folder, names[0] ?? '');
    await expect.poll(() => told).toEqual([names[0]]);
    await switchTo(folder, names[1] ?? '');
    await expect.poll(() => told).toEqual([names[0], names[1]]);
    await following.close();
  });

  it('is told of a version that cannot be opened once, and of the next one again', async () => {
    const { folder, names } = await versions(2);
    const faults: string[] = [];
    const following = followCurrent(folder, {
      from: names[1],
      pollMs: 20,
      onVersion: () => Promise.reject(new Error('damaged')),
      onFault: (version) => void faults.push(version),
    });
    await switchTo(folder, names[0] ?? '');
    await expect.poll(() => faults).toEqual([names[0]]);
    await switchTo(folder, names[1] ?? '');
    await expect.poll(() => faults).toEqual([names[0], names[1]]);
    await following.close();
  });

  it('is told nothing after it has left', async () => {
    const { folder, names } = await versions(2);
    const told: string[] = [];
    const following = followCurrent(folder, {
      from: names[1],
      pollMs: 5,
      onVersion: async (version) => void told.push(version),
      onFault: () => undefined,
    });
    await following.close();
    await switchTo(folder, names[0] ?? '');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(told).toEqual([]);
  });
});
