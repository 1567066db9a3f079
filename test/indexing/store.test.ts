import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHnswIndex, writeHnswGraph } from '../../adapters/hnsw/index.js';
import type { VectorIndex } from '../../src/core/ports.js';
import { type BuildInput, buildVersion } from '../../src/indexing/build.js';
import { sha256, writeDurably } from '../../src/indexing/files.js';
import { INDEX_FILES, IndexVersionError, type Manifest } from '../../src/indexing/manifest.js';
import { sourcesOf } from '../../src/indexing/scan.js';
import {
  currentVersion,
  ensureDataFolder,
  listVersions,
  openCurrent,
  readManifest,
  switchTo,
} from '../../src/indexing/store.js';
import { termsOf } from '../../src/korean/tokens.js';

import { documentWith } from '../fixtures/documents.js';
import { embedderOver } from '../fixtures/embedding.js';
import { folderWith } from '../fixtures/folders.js';

const EMBEDDER = embedderOver(['기초연금', '청년월세']);
const MONDAY = new Date('2026-11-23T00:00:00Z');
const TUESDAY = new Date('2026-11-24T00:00:00Z');
const DOCUMENTS = [
  documentWith({ id: 'basic-pension', title: '기초연금' }),
  documentWith({ id: 'youth-rent', title: '청년월세' }),
];
const OPEN = { embedderId: EMBEDDER.id, openGraph: openHnswIndex };

function build(dataFolder: string, now: Date, changes: Partial<BuildInput> = {}): Promise<Manifest> {
  return buildVersion({
    dataFolder,
    knowledgeFolder: '/knowledge',
    contentHash: sha256('knowledge'),
    sources: sourcesOf(DOCUMENTS),
    reader: 'test',
    support: { glossary: [] },
    embedder: EMBEDDER,
    writeGraph: writeHnswGraph,
    openGraph: openHnswIndex,
    now,
    ...changes,
  });
}

/** A data folder with a good version of Monday and a live one of Tuesday. */
async function twoVersions() {
  const folder = await folderWith();
  const older = await build(folder, MONDAY);
  const live = await build(folder, TUESDAY);
  await switchTo(folder, live.version);
  return { folder, older: older.version, live: live.version, liveFolder: join(folder, 'versions', live.version) };
}

/** Writes `changes` over the manifest; an undefined value takes the field away. */
async function changeManifest(versionFolder: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const path = join(versionFolder, 'manifest.json');
  const manifest: unknown = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify(Object.assign({}, manifest, changes)));
}

const unitsOf = (index: VectorIndex, vector: Float32Array) => index.search(vector, 10).map(({ unit }) => unit);

describe('a version that was built', () => {
  it('opens with its documents and their passages', async () => {
    const folder = await folderWith();
    await build(folder, MONDAY);
    const { index } = await openCurrent(folder, OPEN);
    expect(index.documents).toEqual(DOCUMENTS);
    expect([0, 1].map((row) => index.passages.at(row)?.id)).toEqual(['basic-pension#overview', 'youth-rent#overview']);
    expect(index.passages.length).toBe(2);
  });

  it('finds documents and passages by their words', async () => {
    const folder = await folderWith();
    await build(folder, MONDAY);
    const { index } = await openCurrent(folder, OPEN);
    const query = termsOf('청년월세').map((term) => ({ term, weight: 1 }));
    expect([index.cards.search(query, 1)[0]?.unit, index.words.search(query, 1)[0]?.unit]).toEqual([1, 1]);
  });

  it('finds passages by their vectors', async () => {
    const folder = await folderWith();
    await build(folder, MONDAY);
    const { index } = await openCurrent(folder, OPEN);
    const [vector = new Float32Array()] = await EMBEDDER.embed(['청년월세']);
    expect(unitsOf(index.vectors, vector)).toEqual([1, 0]);
  });

  it('keeps the support it was built with', async () => {
    const support = { glossary: [{ say: ['집세'], mean: ['월세'] }] };
    const folder = await folderWith();
    await build(folder, MONDAY, { support });
    expect((await openCurrent(folder, OPEN)).index.support).toEqual(support);
  });

  it('counts what it holds and says what it was made of', async () => {
    const folder = await folderWith();
    expect(await build(folder, MONDAY)).toMatchObject({
      builtAt: '2026-11-23T00:00:00.000Z',
      counts: { documents: 2, passages: 2 },
      embedder: { id: OPEN.embedderId },
      knowledge: { folder: '/knowledge', contentHash: sha256('knowledge') },
    });
  });

  it('has a checksum for each of its files', async () => {
    const { liveFolder, live, folder } = await twoVersions();
    const { checksums } = await readManifest(folder, live);
    for (const file of INDEX_FILES) expect(checksums[file]).toBe(sha256(await readFile(join(liveFolder, file))));
  });

  it('holds nothing besides its files and its manifest', async () => {
    const { liveFolder } = await twoVersions();
    expect((await readdir(liveFolder)).sort()).toEqual([...INDEX_FILES, 'manifest.json'].sort());
  });

  it('may hold no document at all', async () => {
    const folder = await folderWith();
    await build(folder, MONDAY, { sources: [] });
    expect((await openCurrent(folder, OPEN)).index.vectors.size).toBe(0);
  });

  it('never takes the name of another, though of the same moment and content', async () => {
    const folder = await folderWith();
    const first = await build(folder, MONDAY);
    const second = await build(folder, MONDAY);
    expect(await listVersions(folder)).toEqual([first.version, second.version]);
  });

  it('tells its progress up to the last passage', async () => {
    const steps: string[] = [];
    await build(await folderWith(), MONDAY, { onProgress: (step, done, all) => steps.push(`${step} ${done}/${all}`) });
    expect(steps).toEqual([
      'words 1/6',
      'words 2/6',
      'words 3/6',
      'words 4/6',
      'words 5/6',
      'words 6/6',
      'vectors 2/2',
      'graph 0/1',
      'graph 1/1',
    ]);
  });
});

describe('a build that breaks off', () => {
  const writeGraph = () => {
    throw new Error('disk full');
  };

  it('leaves no version behind', async () => {
    const folder = await folderWith();
    await expect(build(folder, MONDAY, { writeGraph })).rejects.toThrow('disk full');
    expect(await listVersions(folder)).toEqual([]);
  });

  it('leaves the live version as it was', async () => {
    const { folder, live } = await twoVersions();
    await build(folder, new Date('2026-11-25T00:00:00Z'), { writeGraph }).catch(() => undefined);
    expect((await openCurrent(folder, OPEN)).index.manifest.version).toBe(live);
  });

  it('leaves a .building folder that the next build removes', async () => {
    const folder = await folderWith();
    await build(folder, MONDAY, { writeGraph }).catch(() => undefined);
    const { version } = await build(folder, TUESDAY);
    expect(await readdir(join(folder, 'versions'))).toEqual([version]);
  });
});

describe('the live version', () => {
  it('is the one that was switched to', async () => {
    const { folder, older } = await twoVersions();
    await switchTo(folder, older);
    expect((await openCurrent(folder, OPEN)).index.manifest.version).toBe(older);
  });

  it('is not changed by a build', async () => {
    const { folder, live } = await twoVersions();
    await build(folder, new Date('2026-11-25T00:00:00Z'));
    expect(await currentVersion(folder)).toBe(live);
  });

  it('is the newest where none was switched to', async () => {
    const { folder, live } = await twoVersions();
    await rm(join(folder, 'current'));
    expect((await openCurrent(folder, OPEN)).index.manifest.version).toBe(live);
  });

  it('refuses nothing when it is whole', async () => {
    const { folder } = await twoVersions();
    expect((await openCurrent(folder, OPEN)).refused).toEqual([]);
  });
});

describe('versions', () => {
  it('are listed oldest first', async () => {
    const { folder, older, live } = await twoVersions();
    expect(await listVersions(folder)).toEqual([older, live]);
  });

  it('are none in a folder that does not exist', async () => {
    expect(await listVersions(join(await folderWith(), 'gone'))).toEqual([]);
  });

  it('do not include a folder left half built', async () => {
    const { folder, older, live } = await twoVersions();
    await mkdir(join(folder, 'versions', '20261125T000000000Z-1a2b3c4d.building'));
    expect(await listVersions(folder)).toEqual([older, live]);
  });
});

describe('a damaged version', () => {
  it.each(INDEX_FILES)(
    'is refused by name of the file when %s is cut short, and the older good one is used',
    async (file) => {
      const { folder, older, live, liveFolder } = await twoVersions();
      await truncate(join(liveFolder, file), 3);
      const { index, refused } = await openCurrent(folder, OPEN);
      expect(index.manifest.version).toBe(older);
      expect(refused).toEqual([{ version: live, reason: `색인 ${live}의 ${file} 파일이 없거나 깨졌습니다.` }]);
    },
  );

  it('is refused when a single byte differs', async () => {
    const { folder, live, liveFolder } = await twoVersions();
    const path = join(liveFolder, 'vectors.f32');
    const bytes = await readFile(path);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect((await openCurrent(folder, OPEN)).refused).toMatchObject([{ version: live }]);
  });

  it('is refused when a file is gone', async () => {
    const { folder, older, liveFolder } = await twoVersions();
    await rm(join(liveFolder, 'vectors.hnsw'));
    expect((await openCurrent(folder, OPEN)).index.manifest.version).toBe(older);
  });

  it('is refused when its manifest is no JSON', async () => {
    const { folder, live, liveFolder } = await twoVersions();
    await writeFile(join(liveFolder, 'manifest.json'), '{');
    expect((await openCurrent(folder, OPEN)).refused).toEqual([
      { version: live, reason: `색인 ${live}의 manifest.json을 읽을 수 없습니다.` },
    ]);
  });

  it('is refused when its manifest lacks a part', async () => {
    const { folder, live, liveFolder } = await twoVersions();
    await changeManifest(liveFolder, { checksums: undefined });
    expect((await openCurrent(folder, OPEN)).refused).toEqual([
      { version: live, reason: `색인 ${live}의 manifest.json이 깨졌습니다.` },
    ]);
  });

  it('is refused when it is gone although it was live', async () => {
    const { folder, older, liveFolder } = await twoVersions();
    await rm(liveFolder, { recursive: true });
    expect((await openCurrent(folder, OPEN)).index.manifest.version).toBe(older);
  });

  it('leaves nothing to open when it is the only one', async () => {
    const folder = await folderWith();
    const { version } = await build(folder, MONDAY);
    await rm(join(folder, 'versions', version, 'cards.lex'));
    await expect(openCurrent(folder, OPEN)).rejects.toMatchObject({ name: 'IndexVersionError', kind: 'damaged' });
  });
});

describe('a foreign version', () => {
  it('of another schema is refused with both schemas, and the older good one is used', async () => {
    const { folder, older, live, liveFolder } = await twoVersions();
    await changeManifest(liveFolder, { schema: 9_999 });
    const { index, refused } = await openCurrent(folder, OPEN);
    expect(index.manifest.version).toBe(older);
    expect(refused).toEqual([{ version: live, reason: expect.stringMatching(/다른 판의 프로그램.*9999/) }]);
  });

  it('of another schema is foreign, not damaged', async () => {
    const { folder, live, liveFolder } = await twoVersions();
    await changeManifest(liveFolder, { schema: 1 });
    await expect(readManifest(folder, live)).rejects.toMatchObject({ kind: 'foreign' });
  });

  it('of another embedder is refused with both embedders', async () => {
    const { folder } = await twoVersions();
    await expect(openCurrent(folder, { ...OPEN, embedderId: 'other-1' })).rejects.toThrow(
      new RegExp(`다른 임베딩\\(${OPEN.embedderId}\\).*other-1`),
    );
  });
});

describe('a data folder', () => {
  it('without an index says how to make one', async () => {
    await expect(openCurrent(await folderWith(), OPEN)).rejects.toThrow(/색인이 없습니다: .*\n {2}→ bokji index/);
  });

  it('is made where it is not there yet', async () => {
    const folder = join(await folderWith(), 'new', 'data');
    await ensureDataFolder(folder);
    expect(await readdir(folder)).toEqual(['versions']);
  });

  it('that cannot be written is named in Korean, with what to do', async () => {
    const folder = join(await folderWith({ file: '' }), 'file', 'data');
    const error: unknown = await ensureDataFolder(folder).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(IndexVersionError);
    expect(String(error)).toMatch(/데이터 폴더에 쓸 수 없습니다: .*\n {2}→ .*--data/);
  });
});

describe('a file written durably', () => {
  it('takes the place of the old one and leaves nothing beside it', async () => {
    const folder = await folderWith({ current: 'old' });
    await writeDurably(join(folder, 'current'), 'new');
    expect([await readFile(join(folder, 'current'), 'utf8'), await readdir(folder)]).toEqual(['new', ['current']]);
  });
});
