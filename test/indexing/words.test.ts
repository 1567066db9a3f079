/** The word indexes of a version, made in this thread or in one of their own. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/indexing/files.js';
import { scannedDocument } from '../../src/indexing/scan.js';
import { inThread, jobOf } from '../../src/indexing/words.js';
import { runWordsJob } from '../../src/indexing/words-job.js';
import { openLexicalIndex } from '../../src/retrieval/lexical-index.js';
import { documentWith } from '../fixtures/documents.js';
import { folderWith } from '../fixtures/folders.js';

/** Threads are started from what was built. */
const BUILT = new URL('../../dist/src/indexing/words-thread.js', import.meta.url);

async function jobOver(titles: readonly string[], kind: 'cards' | 'asked' = 'cards') {
  const dataFolder = await folderWith();
  const folder = join(dataFolder, 'versions', 'one.building');
  await mkdir(folder, { recursive: true });
  const documents = titles.map((title, row) => scannedDocument(documentWith({ id: `d${row}`, title }), 1));
  const lines = new Map(documents.map((document, at) => [at, document.json()]));
  const asked = { d0: ['할매 다달이 타는 돈'], none: ['여권 새로 만들려면'] };
  const input = { dataFolder, version: 'one', folder, documents, reader: 'r', asked, hasSameAsked: false };
  return { ...jobOf(kind, input), lines };
}

const TITLES = ['기초연금', '청년월세', '긴급복지'];

it('are the same bytes from a thread of their own', async () => {
  const [here, there] = [await jobOver(TITLES), await jobOver(TITLES)];
  expect(await inThread([there], BUILT)).toEqual([(await runWordsJob(here))?.checksum]);
});

it('are made one after the other by one thread, each told in its place, also one that cannot be taken over', async () => {
  const [cards, asked, gone] = [await jobOver(TITLES), await jobOver(TITLES, 'asked'), await jobOver(TITLES)];
  const earlier = { version: 'none', folder: gone.folder, checksum: '', documents: 3 };
  const checksums = await inThread([cards, { ...gone, earlier }, asked], BUILT);
  const written = await Promise.all(
    [cards, asked].map(async ({ folder, kind }) => sha256(await readFile(join(folder, `${kind}.lex`)))),
  );
  expect(checksums).toEqual([written[0], undefined, written[1]]);
});

it('are told by the checksum of what was written', async () => {
  const job = await jobOver(TITLES);
  const written = await runWordsJob(job);
  expect(sha256(await readFile(join(job.folder, 'cards.lex')))).toBe(written?.checksum);
});

it('fail with the code of the fault where the thread cannot write, so that a full disk is told as one', async () => {
  const job = await jobOver(TITLES);
  await expect(inThread([{ ...job, folder: join(job.folder, 'gone') }], BUILT)).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

it('are counted again where the counts of the earlier version are gone', async () => {
  const job = await jobOver(TITLES);
  const earlier = { version: 'none', folder: job.folder, checksum: '', documents: 3 };
  expect(await runWordsJob({ ...job, earlier })).toBeUndefined();
});

it('hold what is asked of a document, and behind the documents what none answers', async () => {
  const job = await jobOver(TITLES, 'asked');
  await runWordsJob(job);
  const index = openLexicalIndex(await readFile(join(job.folder, 'asked.lex')));
  const best = (term: string) => index.search([{ term, weight: 1 }], 1)[0]?.unit;
  expect([index.size, best('다달'), best('여권')]).toEqual([4, 0, 3]);
});
