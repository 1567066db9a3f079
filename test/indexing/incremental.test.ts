/**
 * What did not change is taken over: the plan says so, the embedder is not asked for it, and the version is byte for
 * byte the one that would have been built from nothing.
 */
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openHnswIndex, writeHnswGraph } from '../../adapters/hnsw/index.js';
import type { Embedder } from '../../src/core/ports.js';
import { buildVersion, supportHashOf } from '../../src/indexing/build.js';
import { type Earlier, noteShared, openEarlier } from '../../src/indexing/earlier.js';
import { INDEX_FILES } from '../../src/indexing/manifest.js';
import { isUnchanged, planOf, removedShare } from '../../src/indexing/plan.js';
import { scanFolder } from '../../src/indexing/scan.js';
import { openSeen, type Seen } from '../../src/indexing/seen.js';
import { folderWith } from '../fixtures/folders.js';

const SUPPORT = { glossary: [] };
const NOW = new Date('2026-11-24T00:00:00Z');

/** Counts the texts it is asked for; letters of a text are its direction. */
function countingEmbedder(id = 'letters'): Embedder & { asked: number } {
  const embedder = {
    id,
    dimension: 4,
    asked: 0,
    async embed(texts: readonly string[]) {
      embedder.asked += texts.length;
      return texts.map((text) => {
        const vector = new Float32Array(4);
        for (const letter of text) vector[letter.charCodeAt(0) % 4] = (vector[letter.charCodeAt(0) % 4] ?? 0) + 1;
        const length = Math.hypot(...vector) || 1;
        return vector.map((value) => value / length);
      });
    },
  };
  return embedder;
}

interface Step {
  readonly embedder?: Embedder;
  readonly reader?: string;
  readonly earlier?: Earlier | undefined;
  readonly data?: string;
  readonly seen?: Seen;
}

async function step(folder: string, { embedder = countingEmbedder(), reader = 'r1', earlier, data, seen }: Step = {}) {
  const dataFolder = data ?? (await folderWith());
  const scan = await scanFolder({ folder, earlier, reader });
  const plan = planOf({ ...scan, supportHash: supportHashOf(SUPPORT), reader, embedderId: embedder.id }, earlier);
  const manifest = await buildVersion({
    ...scan,
    dataFolder,
    knowledgeFolder: folder,
    earlier,
    seen,
    reader,
    support: SUPPORT,
    embedder,
    writeGraph: writeHnswGraph,
    openGraph: openHnswIndex,
    now: NOW,
  });
  return { scan, plan, manifest, dataFolder, opened: await openEarlier(dataFolder, manifest.version) };
}

const FILES = {
  'moving.md': '# 이사 지원\n이사 지원은 이사비 30만원을 드립니다.\n',
  'rent.md': '# 청년월세\n청년월세는 월 20만원입니다.\n',
  'list.jsonl': '{"id":"one","text":"하나 지원입니다."}\n{"id":"two","text":"둘 지원입니다."}\n',
};

describe('nothing changed', () => {
  it('is said, and no file is read again', async () => {
    const folder = await folderWith(FILES);
    const { opened } = await step(folder);
    const { plan, scan } = await step(folder, { earlier: opened });
    expect([isUnchanged(plan), plan.unchanged, scan.reused]).toEqual([true, 4, 3]);
  });

  it('is said of a file that was only touched', async () => {
    const folder = await folderWith(FILES);
    const { opened } = await step(folder);
    await utimes(join(folder, 'rent.md'), new Date(0), new Date(0));
    expect(isUnchanged((await step(folder, { earlier: opened })).plan)).toBe(true);
  });
});

describe('one document changed', () => {
  it('is planned by its id, title and file', async () => {
    const folder = await folderWith(FILES);
    const { opened } = await step(folder);
    await writeFile(join(folder, 'rent.md'), '# 청년월세\n청년월세는 월 25만원입니다.\n');
    const { plan } = await step(folder, { earlier: opened });
    expect(plan).toMatchObject({
      added: [],
      changed: [{ id: 'rent', title: '청년월세', file: 'rent.md' }],
      removed: [],
      unchanged: 3,
    });
  });

  it('is the only one that the embedder reads', async () => {
    const folder = await folderWith(FILES);
    const { opened } = await step(folder);
    await writeFile(join(folder, 'rent.md'), '# 청년월세\n청년월세는 월 25만원입니다.\n');
    const embedder = countingEmbedder();
    await step(folder, { earlier: opened, embedder });
    expect(embedder.asked).toBe(1);
  });

  it('in a file of many leaves the others unchanged', async () => {
    const folder = await folderWith(FILES);
    const { opened } = await step(folder);
    await writeFile(join(folder, 'list.jsonl'), FILES['list.jsonl'].replace('둘 지원', '두 번째 지원'));
    expect((await step(folder, { earlier: opened })).plan).toMatchObject({ changed: [{ id: 'two' }], unchanged: 3 });
  });

  it('takes the vector of a text that stands elsewhere now', async () => {
    const folder = await folderWith(FILES);
    const { opened } = await step(folder);
    await rm(join(folder, 'rent.md'));
    await writeFile(join(folder, 'renamed.md'), FILES['rent.md']);
    const embedder = countingEmbedder();
    const { plan } = await step(folder, { earlier: opened, embedder });
    expect([plan.added.length, plan.removed.length, embedder.asked]).toEqual([1, 1, 0]);
  });
});

it('tells of the older of two editions, also where neither file is read again', async () => {
  const folder = await folderWith({
    ...FILES,
    '2025_돌봄.md': '# 2025년 돌봄 안내\n돌봄은 월 1만원입니다.\n',
    '2026_돌봄.md': '# 2026년 돌봄 안내\n돌봄은 월 2만원입니다.\n',
    '2026_이사.md': '# 2026년 이사 안내\n이사는 한 번입니다.\n',
  });
  const { opened } = await step(folder);
  const { scan } = await step(folder, { earlier: opened });
  expect(scan.notes.map(({ file, kind }) => [file, kind])).toEqual([['2025_돌봄.md', 'edition']]);
});

describe('the graph of vectors', () => {
  const many = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`d${at}.md`, `# 지원 ${at}\n지원 ${at}은 월 ${at}만원입니다.\n`]),
    );
  const inode = async ({ folder }: Earlier) => (await stat(join(folder, 'vectors.hnsw'))).ino;

  it('is the earlier file where one document of a hundred changed, and its checksum is known', async () => {
    const folder = await folderWith(many(100));
    const { opened, dataFolder } = await step(folder);
    await writeFile(join(folder, 'd7.md'), '# 지원 7\n지원 7은 월 70만원입니다.\n');
    const after = await step(folder, { earlier: opened, data: dataFolder });
    expect(await inode(after.opened)).toBe(await inode(opened));
    expect(after.manifest.checksums['vectors.hnsw']).toBe(opened.manifest.checksums['vectors.hnsw']);
  });

  it('is written where one of three changed', async () => {
    const folder = await folderWith(FILES);
    const { opened, dataFolder } = await step(folder);
    await writeFile(join(folder, 'rent.md'), '# 청년월세\n청년월세는 월 25만원입니다.\n');
    const after = await step(folder, { earlier: opened, data: dataFolder });
    expect(await inode(after.opened)).not.toBe(await inode(opened));
  });

  it('that versions share need not be proved again when one of them goes', async () => {
    const folder = await folderWith(many(100));
    const data = await folderWith();
    const seen = await openSeen(data);
    const first = await step(folder, { data, seen });
    await writeFile(join(folder, 'd7.md'), '# 지원 7\n지원 7은 월 70만원입니다.\n');
    const second = await step(folder, { earlier: first.opened, data, seen });
    await rm(first.opened.folder, { recursive: true });
    noteShared(data, second.manifest, seen);
    const name = `versions/${second.manifest.version}/vectors.hnsw`;
    expect(seen.hashOf(name, await stat(join(data, name)))).toBe(second.manifest.checksums['vectors.hnsw']);
  });
});

describe('everything is read anew', () => {
  it('where there is no earlier version', async () => {
    expect((await step(await folderWith(FILES))).plan).toMatchObject({ anew: 'first', unchanged: 0 });
  });

  it('by another reader, though the embedder is not asked again', async () => {
    const folder = await folderWith(FILES);
    const { opened } = await step(folder);
    const embedder = countingEmbedder();
    const { plan, scan } = await step(folder, { earlier: opened, reader: 'r2', embedder });
    expect([plan.anew, scan.reused, embedder.asked]).toEqual(['reader', 0, 0]);
  });

  it('by another embedder', async () => {
    const folder = await folderWith(FILES);
    const { opened } = await step(folder);
    const embedder = countingEmbedder('other');
    const { plan } = await step(folder, { earlier: opened, embedder });
    expect([plan.anew, embedder.asked]).toEqual(['embedder', 4]);
  });
});

describe('an id that two files claim', () => {
  it('is its second file’s once the first is gone, though that one did not change', async () => {
    const folder = await folderWith({
      'a.jsonl': '{"id":"x","text":"첫째."}\n',
      'b.jsonl': '{"id":"x","text":"둘째."}\n',
    });
    const { opened } = await step(folder);
    await rm(join(folder, 'a.jsonl'));
    const { plan, scan } = await step(folder, { earlier: opened });
    expect([plan.changed.map(({ id }) => id), scan.faults]).toEqual([['x'], []]);
  });
});

it('tells the share of documents that would go', async () => {
  const folder = await folderWith(FILES);
  const { opened } = await step(folder);
  await rm(join(folder, 'list.jsonl'));
  expect(removedShare((await step(folder, { earlier: opened })).plan)).toBe(0.5);
});

it('keeps the faults of a file that is not read again', async () => {
  const folder = await folderWith({ ...FILES, 'empty.md': ' ' });
  const { opened } = await step(folder);
  const { scan } = await step(folder, { earlier: opened });
  expect(scan.faults.map(({ file }) => file)).toEqual(['empty.md']);
});

it('builds, whatever changed time after time, the same bytes as from nothing', async () => {
  const word = fc.constantFrom('기초연금', '청년월세', '이사 지원', '돌봄', '의료비', '30만원', '65세');
  const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => `${words.join(' ')}입니다.`);
  const files = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), text, { minKeys: 1, maxKeys: 5 });
  // Lines of one file change places as well: documents that stay are then taken over in another order.
  const lines = fc.shuffledSubarray(['하나', '둘', '셋', '넷', '다섯']);
  const state = fc.record({ files, lines });
  await fc.assert(
    fc.asyncProperty(fc.array(state, { minLength: 2, maxLength: 4 }), async (states) => {
      const folder = await folderWith();
      const data = await folderWith();
      let built: Awaited<ReturnType<typeof step>> | undefined;
      for (const { files: texts, lines: ids } of states) {
        await rm(folder, { recursive: true });
        await mkdir(folder);
        await fill(folder, texts);
        const list = ids.map((id) => `${JSON.stringify({ id, text: `${id} 지원은 월 ${id.length}만원입니다.` })}\n`);
        await writeFile(join(folder, 'z.jsonl'), list.join(''));
        built = await step(folder, { earlier: built?.opened, data });
      }
      const whole = await step(folder);
      for (const file of INDEX_FILES) {
        // A patched graph finds the same and is another file.
        if (file.startsWith('vectors.hnsw')) continue;
        const [one, other] = await Promise.all(
          [built, whole].map((each) => readFile(join(each?.opened.folder ?? '', file))),
        );
        expect(one?.equals(other ?? Buffer.alloc(0)), file).toBe(true);
      }
    }),
    { numRuns: 12 },
  );
});

/** A text's date is that of its file, so every file has the same. */
async function fill(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, `${name}.md`), content);
    await utimes(join(folder, `${name}.md`), NOW, NOW);
  }
}
