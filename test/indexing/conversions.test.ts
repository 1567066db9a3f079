/** Conversions are kept while a version uses them, and go when none does. */
import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeUnusedConversions } from '../../src/indexing/conversions.js';
import { folderWith } from '../fixtures/folders.js';

const KEYS = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
const [ofLive = '', ofCandidate = '', ofNone = ''] = KEYS;
const catalogue = (key: string) =>
  `${JSON.stringify({ file: 'x.pdf', hash: 'h', conversion: key, documents: [], faults: [] })}\n`;

async function dataFolder({ ageMs = 2 * 60 * 60_000 } = {}) {
  const data = await folderWith({
    'versions/one/sources.jsonl': catalogue(ofLive),
    'candidates/two/sources.jsonl': catalogue(ofCandidate),
    ...Object.fromEntries(KEYS.map((key) => [`conversions/${key}.json`, '{}'])),
  });
  const then = new Date(Date.now() - ageMs);
  for (const key of KEYS) await utimes(join(data, 'conversions', `${key}.json`), then, then);
  return { data, left: () => readdir(join(data, 'conversions')) };
}

it('removes what neither a version nor a candidate uses', async () => {
  const { data, left } = await dataFolder();
  expect(await removeUnusedConversions(data)).toEqual([`${ofNone}.json`]);
  expect(await left()).toEqual([`${ofLive}.json`, `${ofCandidate}.json`]);
});

it('leaves a young one, which another program may have just made', async () => {
  const { data, left } = await dataFolder({ ageMs: 60_000 });
  await removeUnusedConversions(data);
  expect(await left()).toHaveLength(3);
});

it('removes nothing where a version does not tell what it uses', async () => {
  const { data, left } = await dataFolder();
  await rm(join(data, 'versions', 'one', 'sources.jsonl'));
  await removeUnusedConversions(data);
  expect(await left()).toHaveLength(3);
});

it('is content without a folder', async () => {
  const data = await folderWith();
  await mkdir(join(data, 'versions'));
  await writeFile(join(data, 'current'), '');
  expect(await removeUnusedConversions(data)).toEqual([]);
});
