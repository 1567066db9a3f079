import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKnowledgeFolder } from '../../src/knowledge/reader.js';
import { KnowledgeFolderError } from '../../src/knowledge/source-files.js';
import { folderWith } from '../fixtures/folders.js';

const RECORD = `---
id: basic-pension
title: 기초연금
aliases: []
kind: program
region: 전국
audience: public
status: 시행
lifeStages: [노년]
targetGroups: [노인]
themes: [소득·생계]
asOf: 2026-01-01
source: { title: 복지로, publisher: 보건복지부, date: 2026-01-02, trust: official }
contacts: []
apply: []
questions: []
---
## 지원 내용
- 매달 342,510원까지 드립니다.
`;

const idsOf = async (folder: string) =>
  (await readKnowledgeFolder(folder)).documents.map(({ document }) => document.id);
const faultsOf = async (folder: string) => (await readKnowledgeFolder(folder)).faults;

describe('a knowledge folder', () => {
  it('gives records, plain texts and the lines of a jsonl, in subfolders too', async () => {
    const folder = await folderWith({
      'national/pension.md': RECORD,
      'notice.md': '# 청년월세 안내\n매달 20만원을 드립니다.',
      'old/memo.txt': '경로당 난방비 안내\n겨울에 드립니다.',
      'pages.jsonl': '{"id":"page-1","title":"효행수당","text":"매년 드립니다."}',
    });
    expect((await idsOf(folder)).sort()).toEqual(['basic-pension', 'memo', 'notice', 'page-1']);
  });

  it('names a plain text by its file, composed', async () => {
    const folder = await folderWith({ [`${'안내'.normalize('NFD')}.txt`]: '내용입니다.' });
    expect(await idsOf(folder)).toEqual(['안내']);
  });

  it('reads a text that begins with a byte order mark', async () => {
    const folder = await folderWith({ 'pension.md': `\ufeff${RECORD}` });
    expect(await idsOf(folder)).toEqual(['basic-pension']);
  });

  it('passes over what is for people or read elsewhere', async () => {
    const folder = await folderWith({
      'README.md': '읽어 주세요',
      'glossary.yaml': '[]',
      LICENSE: 'MIT',
      '.draft.md': '초안',
    });
    expect(await readKnowledgeFolder(folder)).toMatchObject({ documents: [], faults: [], unread: [] });
  });

  it('passes over files in a hidden folder', async () => {
    const folder = await folderWith({ '.trash/old.md': '버린 글입니다.' });
    expect(await idsOf(folder)).toEqual([]);
  });

  it('reads a text in the code page of Korean Windows', async () => {
    // "기초연금 안내입니다." in EUC-KR
    const bytes = Uint8Array.from(Buffer.from('b1e2c3cabfacb1dd20bec8b3bbc0d4b4cfb4d92e', 'hex'));
    const [entry] = (await readKnowledgeFolder(await folderWith({ 'euc-kr.txt': bytes }))).documents;
    expect(entry?.document.sections[0]?.claims[0]?.text).toBe('기초연금 안내입니다.');
  });

  it('says which files it could not read and why', async () => {
    const folder = await folderWith({ 'photo.xyz': '?' });
    expect((await readKnowledgeFolder(folder)).unread).toEqual([
      { file: 'photo.xyz', reason: '모르는 형식입니다(.xyz).' },
    ]);
  });

  it('that is not there is named in Korean, with what to do', async () => {
    const gone = join(await folderWith(), '없는-폴더');
    const error: unknown = await readKnowledgeFolder(gone).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(KnowledgeFolderError);
    expect(String(error)).toMatch(/지식 폴더를 읽을 수 없습니다: .*없는-폴더\n {2}→ .*--knowledge/);
  });
});

describe('the content hash', () => {
  it('stays while the files stay', async () => {
    const folder = await folderWith({ 'a.md': '하나', 'b.md': '둘' });
    expect((await readKnowledgeFolder(folder)).contentHash).toBe((await readKnowledgeFolder(folder)).contentHash);
  });

  it('is the same in another place', async () => {
    const [one, other] = [await folderWith({ 'a.md': '하나' }), await folderWith({ 'a.md': '하나' })];
    expect((await readKnowledgeFolder(one)).contentHash).toBe((await readKnowledgeFolder(other)).contentHash);
  });

  it('changes with a word', async () => {
    const folder = await folderWith({ 'a.md': '하나' });
    const before = (await readKnowledgeFolder(folder)).contentHash;
    await writeFile(join(folder, 'a.md'), '하나 더');
    expect((await readKnowledgeFolder(folder)).contentHash).not.toBe(before);
  });

  it('changes when a file goes', async () => {
    const folder = await folderWith({ 'a.md': '하나', 'b.md': '둘' });
    const before = (await readKnowledgeFolder(folder)).contentHash;
    await rm(join(folder, 'b.md'));
    expect((await readKnowledgeFolder(folder)).contentHash).not.toBe(before);
  });
});

describe('a fault', () => {
  it('names a file that is no text in any encoding', async () => {
    const folder = await folderWith({ 'photo.txt': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x80, 0x81) });
    expect(await faultsOf(folder)).toEqual([
      {
        file: 'photo.txt',
        line: 1,
        field: '글자',
        problem: '글자로 읽을 수 없습니다(UTF-8도 한글 윈도 글자도 아님)',
        remedy: '파일을 UTF-8로 다시 저장하세요',
      },
    ]);
  });

  it.each(['empty.md', 'empty.txt'])('names the empty file %s', async (file) => {
    const folder = await folderWith({ [file]: ' \n' });
    expect(await faultsOf(folder)).toMatchObject([{ file, line: 1, field: '본문', problem: '빈 파일입니다' }]);
  });

  it('names an empty jsonl', async () => {
    const folder = await folderWith({ 'empty.jsonl': '\n' });
    expect(await faultsOf(folder)).toMatchObject([{ file: 'empty.jsonl' }]);
  });

  it('in a record is told with the path of the record', async () => {
    const folder = await folderWith({ 'national/pension.md': RECORD.replace('시행', '시행중') });
    expect(await faultsOf(folder)).toMatchObject([{ file: 'national/pension.md', line: 8, field: 'status' }]);
  });

  it('in one file keeps no other file from being read', async () => {
    const folder = await folderWith({ 'bad.md': RECORD.replace('시행', '시행중'), 'good.md': '내용입니다.' });
    expect(await idsOf(folder)).toEqual(['good']);
  });

  it('names both files of an id that stands twice', async () => {
    const folder = await folderWith({ 'a/notice.md': '하나', 'b/notice.md': '둘' });
    expect(await faultsOf(folder)).toMatchObject([
      { file: 'b/notice.md', field: 'id', problem: '같은 id가 a/notice.md에도 있습니다: notice' },
    ]);
  });

  it('names an id that another record has taken in', async () => {
    const merged = RECORD.replace('kind:', 'mergedFrom: [old-fact]\nkind:');
    const folder = await folderWith({ 'a.md': merged, 'old-fact.md': '옛 사실입니다.' });
    expect(await faultsOf(folder)).toMatchObject([{ file: 'old-fact.md', field: 'id' }]);
  });
});

describe('a jsonl', () => {
  it('gives a document a line and passes over blank ones', async () => {
    const folder = await folderWith({ 'pages.jsonl': '{"id":"a","text":"하나"}\r\n\r\n{"id":"b","text":"둘"}\r\n' });
    expect(await idsOf(folder)).toEqual(['a', 'b']);
  });

  it('names a line without an id by file and line', async () => {
    const folder = await folderWith({ 'pages.jsonl': '{"id":"a","text":"하나"}\n{"text":"둘"}' });
    expect(await idsOf(folder)).toEqual(['a', 'pages-2']);
  });

  it('takes the fields of a record from the line', async () => {
    const folder = await folderWith({
      'pages.jsonl': '{"id":"a","text":"하나","region":"경기도 고양시","asOf":"2026-08"}',
    });
    const [first] = (await readKnowledgeFolder(folder)).documents;
    expect(first?.document).toMatchObject({ region: '경기도 고양시', asOf: '2026-08', form: 'plain' });
  });

  it('bears fields nobody knows', async () => {
    const folder = await folderWith({ 'pages.jsonl': '{"id":"a","text":"하나","crawler":"v2"}' });
    expect(await faultsOf(folder)).toEqual([]);
  });

  it('is sure of its figures no more than any other plain text', async () => {
    const folder = await folderWith({ 'a.txt': '하나', 'pages.jsonl': '{"id":"b","text":"둘"}' });
    const [text, line] = (await readKnowledgeFolder(folder)).documents;
    expect(line?.document.confidence).toBe(text?.document.confidence);
  });

  it('names the line that is no JSON and reads the others', async () => {
    const folder = await folderWith({ 'pages.jsonl': '{"id":"a","text":"하나"}\n{"id":\n{"id":"b","text":"둘"}' });
    expect(await faultsOf(folder)).toMatchObject([{ file: 'pages.jsonl', line: 2, field: 'JSON' }]);
    expect(await idsOf(folder)).toEqual(['a', 'b']);
  });

  it('names the field that is missing from a line', async () => {
    const folder = await folderWith({ 'pages.jsonl': '{"id":"a","title":"제목뿐"}' });
    expect(await faultsOf(folder)).toMatchObject([{ file: 'pages.jsonl', line: 1, field: 'text' }]);
  });

  it('tells its faults in Korean', async () => {
    const folder = await folderWith({ 'pages.jsonl': '{"id":"a","title":"제목뿐"}' });
    expect((await faultsOf(folder))[0]?.problem).toMatch(/[가-힣]/);
  });

  it('names an id that stands in two lines', async () => {
    const folder = await folderWith({ 'pages.jsonl': '{"id":"a","text":"하나"}\n{"id":"a","text":"둘"}' });
    expect(await faultsOf(folder)).toMatchObject([{ file: 'pages.jsonl', line: 2, field: 'id' }]);
  });
});
