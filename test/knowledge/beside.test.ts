import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readKnowledgeFolder } from '../../src/knowledge/reader.js';
import { folderWith } from '../fixtures/folders.js';

const NOTICE = '# 장미 이용권\n장미 이용권은 월 2만원입니다.\n';
const TOLD = `all: { region: 경기도 고양시 }
publisher: 고양시
trust: official
files:
  pages/notice.txt: { asOf: 2026-11-25, source: { title: 장미, publisher: 고양시, date: 2026-11-25, url: https://a.example/, trust: official } }
`;

it('tells of documents what they do not say themselves, each folder for what is below it', async () => {
  const folder = await folderWith({
    'city/documents.yaml': TOLD,
    'city/pages/notice.txt': NOTICE,
    'city/other.txt': NOTICE,
    'elsewhere.txt': NOTICE,
  });
  const { documents, faults } = await readKnowledgeFolder(folder);
  expect(faults).toEqual([]);
  const of = (id: string) => documents.find(({ document }) => document.id === id)?.document;
  expect(of('notice')).toMatchObject({
    region: '경기도 고양시',
    asOf: '2026-11-25',
    source: { url: 'https://a.example/' },
  });
  expect(of('other')).toMatchObject({ region: '경기도 고양시', source: { publisher: '고양시', trust: 'official' } });
  expect(of('elsewhere')).toMatchObject({ region: '전국', source: { trust: 'uploaded' } });
});

it('counts as content: what it tells of a file changes the folder', async () => {
  const folder = await folderWith({ 'documents.yaml': 'all: { region: 경기도 }\n', 'notice.txt': NOTICE });
  const before = (await readKnowledgeFolder(folder)).contentHash;
  await writeFile(join(folder, 'documents.yaml'), 'all: { region: 경기도 고양시 }\n');
  expect((await readKnowledgeFolder(folder)).contentHash).not.toBe(before);
});

it('is named as a fault where it cannot be read', async () => {
  const folder = await folderWith({ 'documents.yaml': 'all: { regoin: 경기도 }\n', 'notice.txt': NOTICE });
  expect((await readKnowledgeFolder(folder)).faults).toMatchObject([{ file: 'documents.yaml' }]);
});
