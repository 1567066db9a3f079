/** `bokji fetch` against a site on loopback, folders and checkouts: what it writes, tells and leaves. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parseFlags } from '../../src/cli/arguments.js';
import { fetchSources } from '../../src/cli/fetch.js';
import { readConfig } from '../../src/config.js';
import type { FetchReport } from '../../src/fetching/report.js';
import { settingsFor, startPortal } from '../fakes/opendata.js';
import { type FakeSite, startSite } from '../fakes/site.js';
import { folderWith } from '../fixtures/folders.js';

const BOKJI = new URL('../../bin/bokji.mjs', import.meta.url).pathname;
const page = (title: string, text: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
const ROSES = page('장미 이용권 안내', '장미 이용권은 고양시에 사는 어르신에게 월 2만 5,000원을 드립니다.');

async function office(sources: string, more: Readonly<Record<string, string>> = {}) {
  const knowledge = await folderWith({ 'note.txt': '복지과는 월요일에 엽니다.', 'sources.yaml': sources });
  const data = await folderWith();
  const flags = ['--knowledge', knowledge, '--data', data];
  const fetching = async (...words: string[]) => at('2026-11-25T12:00:00+09:00', ...words);
  const at = async (now: string, ...words: string[]): Promise<{ code: number; reports: FetchReport[] }> => {
    const printed: string[] = [];
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    try {
      const parsed = parseFlags([...words, '--json', ...flags]);
      const code = await fetchSources(readConfig({ BOKJI_NOW: now, ...more }), parsed.flags, parsed.words);
      return { code, reports: printed.map((line) => JSON.parse(line)) };
    } finally {
      spy.mockRestore();
    }
  };
  return { knowledge, data, flags, fetching, at };
}

const webSource = (site: FakeSite, ...paths: string[]) =>
  `sources:\n  - { name: city, kind: web, pages: [${paths.map((path) => site.url + path).join(', ')}], privateHosts: ["${site.host}"], delaySeconds: 0, region: 경기도 고양시, publisher: 고양시, trust: official }\n`;
const filesIn = async (folder: string) => (await readdir(folder)).filter((name) => name !== 'documents.yaml');

describe('a web page', () => {
  it('is fetched, indexed, and cited with its address and the day it was seen', async () => {
    const site = await startSite({ '/roses': ROSES });
    const { flags, fetching } = await office(webSource(site, '/roses'));
    expect(await fetching()).toMatchObject({ code: 0, reports: [{ added: [`${site.url}/roses`] }] });
    const bokji = (...args: string[]) =>
      new Promise<string>((resolve) =>
        execFile(process.execPath, [BOKJI, ...args, ...flags], { env: { PATH: process.env.PATH } }, (_error, stdout) =>
          resolve(stdout),
        ),
      );
    await bokji('index');
    const answer = JSON.parse(await bokji('ask', '고양시 장미 이용권 얼마예요', '--json'));
    expect(answer.text).toContain('2만 5,000원');
    expect(answer.citations[0]).toMatchObject({
      region: '경기도 고양시',
      asOf: '2026-11-25',
      source: { publisher: '고양시', url: `${site.url}/roses`, date: '2026-11-25' },
    });
  });

  it('is not written again while its words are the same, whatever else moves', async () => {
    const site = await startSite({ '/roses': ROSES });
    const { knowledge, fetching, at } = await office(webSource(site, '/roses'));
    await fetching();
    const [file = ''] = await filesIn(join(knowledge, 'imported/city'));
    const before = await readFile(join(knowledge, 'imported/city', file), 'utf8');
    const told = await readFile(join(knowledge, 'imported/city/documents.yaml'), 'utf8');
    site.pages['/roses'] = ROSES.replace('<body>', '<body data-visit="7"><script>token = 8</script>');
    expect((await at('2026-11-30T12:00:00+09:00')).reports).toMatchObject([{ added: [], changed: [], unchanged: 1 }]);
    expect(await readFile(join(knowledge, 'imported/city', file), 'utf8')).toBe(before);
    expect(await readFile(join(knowledge, 'imported/city/documents.yaml'), 'utf8')).toBe(told);
  });

  it('that has changed is dated anew', async () => {
    const site = await startSite({ '/roses': ROSES });
    const { knowledge, fetching, at } = await office(webSource(site, '/roses'));
    await fetching();
    site.pages['/roses'] = ROSES.replace('2만 5,000원', '3만원');
    expect((await at('2026-12-01T12:00:00+09:00')).reports).toMatchObject([{ changed: [`${site.url}/roses`] }]);
    expect(await readFile(join(knowledge, 'imported/city/documents.yaml'), 'utf8')).toContain('asOf: 2026-12-01');
  });

  it('that is gone is told, and marked as ended when it is missing again', async () => {
    const site = await startSite({ '/roses': ROSES });
    const { knowledge, fetching } = await office(webSource(site, '/roses'));
    await fetching();
    delete site.pages['/roses'];
    expect((await fetching()).reports).toMatchObject([{ gone: [`${site.url}/roses`] }]);
    expect(await readFile(join(knowledge, 'imported/city/documents.yaml'), 'utf8')).not.toContain('종료');
    await fetching();
    expect(await readFile(join(knowledge, 'imported/city/documents.yaml'), 'utf8')).toContain('status: 종료');
    expect(await filesIn(join(knowledge, 'imported/city'))).toHaveLength(1);
    site.pages['/roses'] = ROSES;
    expect((await fetching()).reports).toMatchObject([{ changed: [`${site.url}/roses`] }]);
    expect(await readFile(join(knowledge, 'imported/city/documents.yaml'), 'utf8')).not.toContain('종료');
  });

  it('in another Korean encoding is kept as UTF-8', async () => {
    // 가 in EUC-KR is B0 A1.
    const body = Buffer.concat([
      Buffer.from('<html><head><meta charset="euc-kr"></head><body>'),
      Buffer.from([0xb0, 0xa1]),
      Buffer.from('</body></html>'),
    ]);
    const site = await startSite({ '/roses': { body, headers: { 'content-type': 'text/html' } } });
    const { knowledge, fetching } = await office(webSource(site, '/roses'));
    await fetching();
    const [file = ''] = await filesIn(join(knowledge, 'imported/city'));
    expect(await readFile(join(knowledge, 'imported/city', file), 'utf8')).toBe(
      '<html><head><meta charset="utf-8"></head><body>가</body></html>',
    );
  });

  it.each([
    ['of a kind that is no document', { body: 'GIF', headers: { 'content-type': 'image/gif' } }, '종류'],
    ['that fails', { status: 500 }, '500'],
  ])('%s is named, and the others are kept', async (_name, reply, cause) => {
    const site = await startSite({ '/roses': ROSES, '/bad': reply });
    const { fetching } = await office(webSource(site, '/bad', '/roses'));
    const { code, reports } = await fetching();
    expect(code).toBe(1);
    expect(reports[0]?.added).toEqual([`${site.url}/roses`]);
    expect(reports[0]?.troubles[0]?.cause).toContain(cause);
  });

  it('at a private address is refused unless the admin named its host', async () => {
    const site = await startSite({ '/roses': ROSES });
    const { fetching } = await office(webSource(site, '/roses').replace(/privateHosts: \[[^\]]*\], /, ''));
    expect((await fetching()).reports[0]?.troubles[0]?.cause).toContain('사설망');
    expect(site.asked).toEqual([]);
  });
});

describe('a folder', () => {
  it('is taken over, and again only where it changed', async () => {
    const shared = await folderWith({
      'a.txt': '가',
      'sub/b.md': '# 나\n나입니다.',
      '.git/c.txt': '다',
      'd.exe': '라',
    });
    const secret = await folderWith({ 'secret.txt': '비밀' });
    await symlink(join(secret, 'secret.txt'), join(shared, 'link.txt'));
    const { knowledge, fetching } = await office(`sources:\n  - { name: shared, kind: folder, path: ${shared} }\n`);
    expect((await fetching()).reports).toMatchObject([{ added: ['a.txt', 'sub/b.md'] }]);
    await writeFile(join(shared, 'a.txt'), '가나');
    await rm(join(shared, 'sub/b.md'));
    expect((await fetching()).reports).toMatchObject([{ changed: ['a.txt'], gone: ['sub/b.md'], unchanged: 0 }]);
    expect(await readFile(join(knowledge, 'imported/shared/a.txt'), 'utf8')).toBe('가나');
  });

  it('that is suddenly empty takes nothing away', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${n}.txt`, `글 ${n}`]));
    const shared = await folderWith(files);
    const { knowledge, fetching } = await office(`sources:\n  - { name: shared, kind: folder, path: ${shared} }\n`);
    await fetching();
    for (const file of Object.keys(files)) await rm(join(shared, file));
    const { code, reports } = await fetching();
    expect(code).toBe(1);
    expect(reports[0]?.troubles[0]?.cause).toContain('한꺼번에');
    expect(await filesIn(join(knowledge, 'imported/shared'))).toHaveLength(12);
    expect((await fetching('--yes')).reports[0]?.gone).toHaveLength(12);
  });
});

describe('a Git repository', () => {
  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@a.example', ...args], {
      stdio: 'pipe',
    });

  async function repository(files: Readonly<Record<string, string>>) {
    const folder = await folderWith(files);
    git(folder, 'init', '--quiet');
    git(folder, 'add', '-A');
    git(folder, 'commit', '--quiet', '-m', 'first');
    return folder;
  }

  it('is checked out and followed', async () => {
    const folder = await repository({ 'docs/a.txt': '가', 'code.js': '1' });
    const { knowledge, fetching } = await office(
      `sources:\n  - { name: guides, kind: git, url: ${folder}, path: docs }\n`,
    );
    expect((await fetching()).reports).toMatchObject([{ added: ['a.txt'] }]);
    await writeFile(join(folder, 'docs/a.txt'), '나');
    git(folder, 'commit', '--quiet', '-am', 'second');
    expect((await fetching()).reports).toMatchObject([{ changed: ['a.txt'] }]);
    expect(await readFile(join(knowledge, 'imported/guides/a.txt'), 'utf8')).toBe('나');
  });

  it('runs nothing of its own and leads nowhere', async () => {
    const folder = await repository({ 'a.txt': '가' });
    const marker = join(await folderWith(), 'ran');
    await mkdir(join(folder, '.git/hooks'), { recursive: true });
    await writeFile(join(folder, '.git/hooks/post-checkout'), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    await symlink('/etc/passwd', join(folder, 'passwd.txt'));
    git(folder, 'add', '-A');
    git(folder, 'commit', '--quiet', '-m', 'link');
    const { knowledge, fetching } = await office(`sources:\n  - { name: guides, kind: git, url: ${folder} }\n`);
    await fetching();
    await expect(readFile(marker)).rejects.toThrow();
    for (const file of await filesIn(join(knowledge, 'imported/guides')))
      expect(await readFile(join(knowledge, 'imported/guides', file), 'utf8')).not.toContain('root:');
  });

  it.each([
    'ext::sh -c touch%20x',
    '--upload-pack=touch x',
    'git://a.example/a',
    'https://me:pw@a.example/a.git',
    'https://127.0.0.1/a.git',
  ])('at %s is refused', async (url) => {
    const { fetching } = await office(`sources:\n  - { name: guides, kind: git, url: "${url}" }\n`);
    expect(await fetching()).toMatchObject({ code: 1, reports: [{ troubles: [expect.anything()] }] });
  });

  it('outside of which a path leads is refused', async () => {
    const folder = await repository({ 'a.txt': '가' });
    const { fetching } = await office(`sources:\n  - { name: guides, kind: git, url: ${folder}, path: ../.. }\n`);
    expect((await fetching()).reports[0]?.troubles[0]?.cause).toContain('저장소 밖');
  });
});

describe('a schedule', () => {
  it('with --due fetches only what its time has come for', async () => {
    const shared = await folderWith({ 'a.txt': '가' });
    const { at } = await office(`sources:\n  - { name: shared, kind: folder, path: ${shared}, every: 6h }\n`);
    expect((await at('2026-11-25T00:00:00Z', '--due')).reports).toHaveLength(1);
    expect((await at('2026-11-25T05:59:00Z', '--due')).reports).toHaveLength(0);
    expect((await at('2026-11-25T06:00:00Z', '--due')).reports).toHaveLength(1);
  });

  it('also runs imports of official open data', async () => {
    const portal = await startPortal([{ id: 'WLF00000901', name: '어르신 찻값 지원' }]);
    const { fetching } = await office(
      'sources:\n  - { name: national, kind: opendata, source: bokjiro }\n',
      settingsFor(portal),
    );
    expect((await fetching()).reports).toMatchObject([{ kind: 'opendata', added: ['bokjiro-wlf00000901'] }]);
  });
});

it('stays with --watch until it is told to stop', async () => {
  const shared = await folderWith({ 'a.txt': '가' });
  const { flags } = await office(`sources:\n  - { name: shared, kind: folder, path: ${shared}, every: 6h }\n`);
  const child = spawn(process.execPath, [BOKJI, 'fetch', '--watch', ...flags], { env: { PATH: process.env.PATH } });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('names the source that is not there, and the file', async () => {
  const { fetching, knowledge } = await office('sources:\n  - { name: shared, kind: folder, path: /nowhere }\n');
  await expect(fetching('other')).rejects.toThrow('shared');
  expect((await fetching()).reports[0]?.troubles[0]?.cause).toContain('/nowhere');
  await rm(join(knowledge, 'sources.yaml'));
  await expect(fetching()).rejects.toThrow('sources.yaml');
});
