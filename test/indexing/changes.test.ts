/** What changed between two versions of the index, as people on the Home are told. */
import { expect, it } from 'vitest';
import { changesOf } from '../../src/indexing/changes.js';
import { documentWith } from '../fixtures/documents.js';
import { folderWith } from '../fixtures/folders.js';

const lines = (...documents: ReturnType<typeof documentWith>[]) =>
  documents.map((document) => JSON.stringify(document)).join('\n');

it('names public documents added, changed and removed, and no staff document', async () => {
  const folder = await folderWith({
    'versions/20260101/documents.jsonl': lines(
      documentWith({ id: 'same' }),
      documentWith({ id: 'changed', title: '고친 것' }),
      documentWith({ id: 'removed', title: '빠진 것' }),
    ),
    'versions/20260102/documents.jsonl': lines(
      documentWith({ id: 'same' }),
      documentWith({ id: 'changed', title: '고친 것', asOf: '2026-02-01' }),
      documentWith({ id: 'added', title: '새것' }),
      documentWith({ id: 'staff', title: '직원용 새것', audience: 'staff' }),
    ),
  });
  expect(await changesOf(folder, '20260102')).toEqual({ added: ['새것'], changed: ['고친 것'], removed: ['빠진 것'] });
});

it('claims nothing without an earlier version, or where that is damaged', async () => {
  const folder = await folderWith({ 'versions/1/documents.jsonl': '{', 'versions/2/documents.jsonl': '' });
  expect(await changesOf(folder, '1')).toBeUndefined();
  expect(await changesOf(folder, '2')).toBeUndefined();
});
