/** Counts that the next build takes its words from come back as they were saved, or not at all. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openCounts, removeCounts, saveCounts } from '../../src/indexing/word-counts.js';
import { folderWith } from '../fixtures/folders.js';

const COUNTS = {
  lengths: Float64Array.of(3, 2.5),
  levels: Float32Array.of(1, 0.5),
  levelOf: Uint16Array.of(0, 1, 0),
};
/** Of units without a word, as where nobody wrote down what is asked. */
const WITHOUT_WORDS = { lengths: Float64Array.of(0, 0), levels: new Float32Array(0), levelOf: new Uint16Array(0) };

it.each([
  ['with words', COUNTS],
  ['without a word', WITHOUT_WORDS],
])('come back, %s', async (_name, counts) => {
  const data = await folderWith();
  await saveCounts(data, 'one.cards', counts);
  expect(await openCounts(data, 'one.cards')).toEqual(counts);
});

it.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
  ['changed in one bit', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte)))],
  ['empty', () => Buffer.alloc(0)],
])('do not come back where the file is %s', async (_name, damage) => {
  const data = await folderWith();
  await saveCounts(data, 'one.cards', COUNTS);
  const path = join(data, 'words', 'one.cards');
  await writeFile(path, damage(await readFile(path)));
  expect(await openCounts(data, 'one.cards')).toBeUndefined();
});

it('go with their version', async () => {
  const data = await folderWith();
  await saveCounts(data, 'one.cards', COUNTS);
  await saveCounts(data, 'two.cards', COUNTS);
  await removeCounts(data, ['two']);
  expect([await openCounts(data, 'one.cards'), await openCounts(data, 'two.cards')]).toEqual([undefined, COUNTS]);
});
