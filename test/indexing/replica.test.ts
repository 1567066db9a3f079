/** A replica's copy of the shared index, over a source in memory that can fail in every way. */
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { openHnswIndex } from '../../adapters/hnsw/index.js';
import { switchesOf } from '../../src/indexing/history.js';
import { IndexBusyError } from '../../src/indexing/lock.js';
import type { Manifest } from '../../src/indexing/manifest.js';
import { createReplica } from '../../src/indexing/replica.js';
import type { VersionSource } from '../../src/indexing/shared.js';
import { currentVersion, listVersions, openCurrent } from '../../src/indexing/store.js';
import { folderWith } from '../fixtures/folders.js';
import { EMBEDDER, versionOf } from '../fixtures/versions.js';

interface Shelf extends VersionSource {
  liveNow: unknown;
  fault: Error | undefined;
  /** What a copied file becomes. */
  spoil: ((path: string) => Promise<void>) | undefined;
  copied: number;
  tell(): void;
}

function shelfOver(folder: string): Shelf {
  let news: () => void = () => undefined;
  const shelf: Shelf = {
    liveNow: undefined,
    fault: undefined,
    spoil: undefined,
    copied: 0,
    tell: () => news(),
    async live() {
      if (shelf.fault) throw shelf.fault;
      return shelf.liveNow;
    },
    async copyFile(version, file, path) {
      if (shelf.fault) throw shelf.fault;
      shelf.copied += 1;
      await copyFile(join(folder, 'versions', version, file), path);
      await shelf.spoil?.(path);
    },
    watch(onNews) {
      news = onNews;
      return { close: async () => undefined };
    },
  };
  return shelf;
}

async function setUp() {
  const [published, dataFolder] = [await folderWith(), await folderWith()];
  const monday = await versionOf(published, 23);
  const tuesday = await versionOf(published, 24, ['기초연금', '청년월세']);
  const shelf = shelfOver(published);
  const replica = createReplica({
    source: shelf,
    dataFolder,
    embedderId: EMBEDDER.id,
    log: pino({ level: 'silent' }),
    versionsKept: 5,
    exclusively: (work) => work(),
    pollMs: 60_000,
  });
  const opened = () => openCurrent(dataFolder, { embedderId: EMBEDDER.id, openGraph: openHnswIndex });
  const switched = async () => (await switchesOf(dataFolder)).map(({ version }) => version);
  return { shelf, replica, dataFolder, monday, tuesday, switched, opened };
}

describe('a replica', () => {
  it('answers from the live version of the shared index', async () => {
    const { shelf, replica, monday, opened, switched } = await setUp();
    shelf.liveNow = monday;
    expect(await replica.sync()).toBe(true);
    expect((await opened()).index.manifest).toEqual(monday);
    expect(await switched()).toEqual([monday.version]);
  });

  it('follows a switch, forward and back', async () => {
    const { shelf, replica, dataFolder, monday, tuesday, switched } = await setUp();
    for (const live of [monday, tuesday, monday]) {
      shelf.liveNow = live;
      await replica.sync();
      expect(await currentVersion(dataFolder)).toBe(live.version);
    }
    expect(await switched()).toEqual([monday, tuesday, monday].map(({ version }) => version));
  });

  it('is told of a switch', async () => {
    const { shelf, replica, monday, switched } = await setUp();
    replica.follow();
    shelf.liveNow = monday;
    shelf.tell();
    await replica.sync();
    expect(await switched()).toEqual([monday.version]);
    await replica.close();
  });

  it('copies nothing that it has', async () => {
    const { shelf, replica, monday, tuesday } = await setUp();
    for (const live of [monday, tuesday]) {
      shelf.liveNow = live;
      await replica.sync();
    }
    const { copied } = shelf;
    shelf.liveNow = monday;
    await replica.sync();
    await replica.sync();
    expect(shelf.copied).toBe(copied);
  });

  it('copies anew what is damaged in its own folder', async () => {
    const { shelf, replica, dataFolder, monday, tuesday, opened } = await setUp();
    shelf.liveNow = monday;
    await replica.sync();
    await writeFile(join(dataFolder, 'versions', monday.version, 'passages.lex'), 'damaged');
    for (const live of [tuesday, monday]) {
      shelf.liveNow = live;
      await replica.sync();
    }
    expect((await opened()).refused).toEqual([]);
  });

  it('keeps what it has while the source cannot be reached, and says so', async () => {
    const { shelf, replica, dataFolder, monday } = await setUp();
    shelf.liveNow = monday;
    await replica.sync();
    shelf.fault = new Error('away');
    expect(await replica.sync()).toBe(false);
    expect(await currentVersion(dataFolder)).toBe(monday.version);
    expect(replica.state()).toMatchObject({ reachable: false, shared: monday.version });
    shelf.fault = undefined;
    await replica.sync();
    expect(replica.state().reachable).toBe(true);
  });

  it('takes a version whole or not at all', async () => {
    const { shelf, replica, dataFolder, monday, tuesday } = await setUp();
    shelf.liveNow = monday;
    await replica.sync();
    shelf.spoil = async (path) => {
      if (path.endsWith('vectors.f32')) await writeFile(path, (await readFile(path)).subarray(1));
    };
    shelf.liveNow = tuesday;
    await replica.sync();
    expect(await currentVersion(dataFolder)).toBe(monday.version);
    expect(await listVersions(dataFolder)).toEqual([monday.version]);
    expect(await readdir(join(dataFolder, 'versions'))).toEqual([monday.version]);
    expect(replica.state().refused).toContain('vectors.f32');
  });

  it('takes it at the next look when the damage was on the way', async () => {
    const { shelf, replica, dataFolder, monday } = await setUp();
    shelf.liveNow = monday;
    shelf.spoil = (path) => writeFile(path, 'cut');
    await replica.sync();
    shelf.spoil = undefined;
    await replica.sync();
    expect(await currentVersion(dataFolder)).toBe(monday.version);
    expect(replica.state().refused).toBeUndefined();
  });

  it.each<[string, (manifest: Manifest) => unknown]>([
    ['another schema', (manifest) => ({ ...manifest, schema: 1 })],
    ['another embedding', (manifest) => ({ ...manifest, embedder: { ...manifest.embedder, id: 'other' } })],
  ])('keeps what it has where the live version is of %s', async (_what, change) => {
    const { shelf, replica, dataFolder, monday, tuesday } = await setUp();
    shelf.liveNow = monday;
    await replica.sync();
    shelf.liveNow = change(tuesday);
    await replica.sync();
    expect(await currentVersion(dataFolder)).toBe(monday.version);
    expect(replica.state().refused).toContain('공유 색인');
  });

  it('is content with a source that has no version yet', async () => {
    const { replica, switched } = await setUp();
    expect(await replica.sync()).toBe(true);
    expect(await switched()).toEqual([]);
  });

  it('leaves a switch for its next look while another program writes to its data folder', async () => {
    const [published, dataFolder] = [await folderWith(), await folderWith()];
    const shelf = shelfOver(published);
    shelf.liveNow = await versionOf(published, 23);
    let isBusy = true;
    const replica = createReplica({
      source: shelf,
      dataFolder,
      embedderId: EMBEDDER.id,
      versionsKept: 5,
      log: pino({ level: 'silent' }),
      exclusively: (work) => (isBusy ? Promise.reject(new IndexBusyError('busy')) : work()),
    });
    await replica.sync();
    expect([await currentVersion(dataFolder), replica.state().refused]).toEqual([undefined, undefined]);
    isBusy = false;
    await replica.sync();
    expect(await currentVersion(dataFolder)).toBeDefined();
  });

  it('keeps so many versions as the setting says', async () => {
    const [published, dataFolder] = [await folderWith(), await folderWith()];
    const shelf = shelfOver(published);
    const replica = createReplica({
      source: shelf,
      dataFolder,
      embedderId: EMBEDDER.id,
      versionsKept: 2,
      log: pino({ level: 'silent' }),
      exclusively: (work) => work(),
    });
    for (const day of [21, 22, 23]) {
      shelf.liveNow = await versionOf(published, day);
      await replica.sync();
    }
    expect((await listVersions(dataFolder)).map((version) => version.slice(0, 8))).toEqual(['20261122', '20261123']);
  });
});
