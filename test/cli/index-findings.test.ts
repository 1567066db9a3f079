/** What `bokji doctor` says of the index beside the index itself. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { candidateFinding, lockFinding, sourcesFinding } from '../../src/cli/index-findings.js';
import { buildAside, settle } from '../../src/indexing/build.js';
import { acquireLock } from '../../src/indexing/lock.js';
import { folderWith } from '../fixtures/folders.js';
import { inputOf } from '../fixtures/versions.js';

const foldersWith = async (files: Readonly<Record<string, string>> = {}) => ({
  knowledge: await folderWith(files),
  data: await folderWith(),
  knowledgeNamed: true,
});

describe('a version that waits at the gate', () => {
  it('is named with both ways on', async () => {
    const folders = await foldersWith();
    const built = await buildAside(inputOf(folders.data, 1));
    await settle(folders.data, built, 'candidates');
    const { version } = built.manifest;
    expect(await candidateFinding(folders)).toMatch(
      new RegExp(`${version} 판이.*\\n.*bokji switch ${version}.*bokji index`),
    );
  });

  it('is none where none waits', async () => {
    expect(await candidateFinding(await foldersWith())).toBe('없음');
  });
});

describe('the lock', () => {
  it('names the process that is writing', async () => {
    const folders = await foldersWith();
    const lock = await acquireLock(join(folders.data, 'index.lock'));
    expect(await lockFinding(folders)).toContain(`프로세스 ${process.pid}`);
    await lock.release();
    expect(await lockFinding(folders)).toBe('아무도 고치고 있지 않음');
  });

  it('of a process that is gone needs nobody', async () => {
    const folders = await foldersWith();
    const data = await folderWith({ 'index.lock': '{"pid"' });
    expect(await lockFinding({ ...folders, data })).toContain('할 일은 없습니다');
  });
});

describe('sources.yaml', () => {
  it('may be missing', async () => {
    expect(await sourcesFinding(await foldersWith())).toContain('적지 않음');
  });

  it('is counted', async () => {
    const folders = await foldersWith({ 'sources.yaml': 'sources:\n  - { name: own, kind: folder, path: /tmp/x }\n' });
    expect(await sourcesFinding(folders)).toBe('1곳');
  });

  it('is a fault with its line where it cannot be read', async () => {
    const folders = await foldersWith({ 'sources.yaml': 'sources:\n  - { name: own, kind: nothing }\n' });
    await expect(sourcesFinding(folders)).rejects.toThrow(/고칠 것이 1건[\s\S]*sources\.yaml:2/);
  });
});
