/** What happens to an index that is being made: the process is killed, the disk fills, the folder is closed, two come. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openHnswIndex, writeHnswGraph } from '../../adapters/hnsw/index.js';
import { buildVersion } from '../../src/indexing/build.js';
import { IndexWriteError, writingTo } from '../../src/indexing/files.js';
import { acquireLock } from '../../src/indexing/lock.js';
import { scanFolder } from '../../src/indexing/scan.js';
import { currentVersion, listVersions, switchTo } from '../../src/indexing/store.js';
import { folderWith } from '../fixtures/folders.js';
import { EARLY_SWITCH, killOften } from '../fixtures/kills.js';
import { randomFrom } from '../fixtures/random.js';
import { EMBEDDER, versionOf } from '../fixtures/versions.js';

const BOKJI = new URL('../../bin/bokji.mjs', import.meta.url).pathname;

function bokji(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BOKJI, ...args], { env: { PATH: process.env.PATH } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout + stderr });
    });
  });
}

it('survives kill -9 at any moment: the live version is whole and old or new, and nothing is left', async () => {
  const { broken, left } = await killOften(await folderWith(), 12, randomFrom(20261125));
  expect({ broken, left }).toEqual({ broken: [], left: [] });
}, 120_000);

it('is measured by kills that find an indexer which switches before its version is whole', async () => {
  // Later each time: how long a run takes is not known when other programs come and go.
  const moments = [0.6, 0.75, 0.9];
  const laterEachTime = () => moments.shift() ?? 1;
  const { broken } = await killOften(await folderWith(), moments.length, laterEachTime, EARLY_SWITCH);
  expect(broken).not.toEqual([]);
}, 120_000);

describe('a disk that fills while a version is written', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });

  async function fill() {
    const data = await folderWith();
    const { version } = await versionOf(data, 1);
    await switchTo(data, version);
    const knowledge = await folderWith({ 'a.md': '# 이사 지원\n이사 지원은 월 1만원입니다.\n' });
    const failed: unknown = await writingTo(data, async () => {
      await buildVersion({
        ...(await scanFolder({ folder: knowledge, reader: 'test' })),
        dataFolder: data,
        knowledgeFolder: knowledge,
        reader: 'test',
        support: { glossary: [] },
        embedder: EMBEDDER,
        writeGraph(path, vectors, dimension) {
          writeHnswGraph(path, vectors, dimension);
          throw full;
        },
        openGraph: openHnswIndex,
        now: new Date('2026-11-25T00:00:00Z'),
      });
    }).catch((error: unknown) => error);
    return { data, version, failed };
  }

  it('is told in Korean with what to do', async () => {
    const { failed } = await fill();
    expect(failed).toBeInstanceOf(IndexWriteError);
    expect(String(failed)).toMatch(/디스크가 가득 찼습니다[\s\S]*→/);
  });

  it('leaves the live version and nothing else', async () => {
    const { data, version } = await fill();
    expect([await currentVersion(data), await readdir(join(data, 'versions'))]).toEqual([version, [version]]);
  });
});

/** A file system of its own, where the test may make one. */
function mounted(folder: string, options: string): boolean {
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
  if (made) onTestFinished(() => void spawnSync('umount', [folder]));
  return made;
}

describe('a real disk of its own', () => {
  it('that is too small for a version keeps the live one, and the next run finishes', async (test) => {
    const data = await folderWith();
    if (!mounted(data, 'size=4m')) return test.skip();
    const knowledge = await folderWith({ 'a.md': '# 이사 지원\n이사 지원은 월 1만원입니다.\n' });
    const flags = ['--knowledge', knowledge, '--data', data];
    expect((await bokji('index', ...flags)).code).toBe(0);
    const live = await currentVersion(data);
    await mkdir(join(data, 'other'));
    await writeFile(join(data, 'other', 'ballast'), Buffer.alloc(3_000_000));
    await writeFile(join(knowledge, 'a.md'), `# 지원\n${'지원은 월 2만원입니다.\n'.repeat(20_000)}`);
    const { code, out } = await bokji('index', ...flags);
    expect([code, out.includes('디스크가 가득 찼습니다'), await currentVersion(data)]).toEqual([3, true, live]);
    expect(await listVersions(data)).toEqual([live]);
    await writeFile(join(knowledge, 'a.md'), '# 이사 지원\n이사 지원은 월 3만원입니다.\n');
    expect((await bokji('index', ...flags)).code).toBe(0);
    expect((await readdir(data)).filter((name) => /lock|tmp/.test(name))).toEqual([]);
  });

  it('that cannot be written any more still answers, and says why it is not changed', async (test) => {
    const data = await folderWith();
    if (!mounted(data, 'size=8m')) return test.skip();
    const knowledge = await folderWith({ 'a.md': '# 이사 지원\n이사 지원은 월 1만원입니다.\n' });
    const flags = ['--knowledge', knowledge, '--data', data];
    await bokji('index', ...flags);
    spawnSync('mount', ['-o', 'remount,ro', data]);
    expect(await bokji('index', ...flags)).toMatchObject({ code: 3, out: expect.stringContaining('쓸 수 없습니다') });
    expect((await bokji('ask', '이사 지원 얼마예요', ...flags)).out).toContain('1만원');
  });
});

describe('a second indexer', () => {
  it('is refused with 4, in Korean, and changes nothing; answers go on', async () => {
    const knowledge = await folderWith({ 'a.md': '# 이사 지원\n이사 지원은 월 1만원입니다.\n' });
    const data = await folderWith();
    const flags = ['--knowledge', knowledge, '--data', data];
    await bokji('index', ...flags);
    const live = await readFile(join(data, 'current'), 'utf8');
    const lock = await acquireLock(join(data, 'index.lock'));
    await writeFile(join(knowledge, 'a.md'), '# 이사 지원\n이사 지원은 월 2만원입니다.\n');
    const { code, out } = await bokji('index', ...flags);
    expect([code, out.includes('다른 프로그램이 이 색인을 고치고 있습니다')]).toEqual([4, true]);
    expect(await readFile(join(data, 'current'), 'utf8')).toBe(live);
    expect((await bokji('ask', '이사 지원 얼마예요', ...flags)).out).toContain('1만원');
    await lock.release();
    expect((await bokji('index', ...flags)).code).toBe(0);
  });
});
