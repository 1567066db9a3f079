/** The built command as a person runs it: exit codes, streams, Korean errors. */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../fixtures/folders.js';

const BOKJI = new URL('../../bin/bokji.mjs', import.meta.url).pathname;
const GUIDE = '# 이사 지원\n이사 지원은 이사비 30만원을 드립니다.\n이사 지원은 주민센터에서 신청합니다.\n';

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function bokji(...args: readonly string[]): Promise<Run> {
  return bokjiIn(undefined, {}, ...args);
}

function bokjiIn(cwd: string | undefined, env: Record<string, string>, ...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const options = { cwd, env: { PATH: process.env.PATH, ...env } };
    execFile(process.execPath, [BOKJI, ...args], options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** A knowledge folder and an empty data folder, as flags. */
async function folders(files: Readonly<Record<string, string>> = { 'moving.md': GUIDE }) {
  const knowledge = await folderWith(files);
  const data = await folderWith();
  return { knowledge, data, flags: ['--knowledge', knowledge, '--data', data] };
}

describe('bokji ask', () => {
  it('builds the index where there is none, and answers', async () => {
    const { flags } = await folders();
    const { code, stdout } = await bokji('ask', '이사 지원 얼마예요', '--json', ...flags);
    expect(code).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer.outcome).toBe('answered');
    expect(answer.citations[0].documentId).toBe('moving');
  });

  it('keeps data on stdout and progress on stderr', async () => {
    const { flags } = await folders();
    const { stdout, stderr } = await bokji('ask', '이사 지원 얼마예요', '--json', ...flags);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('색인을 만들고 있습니다');
  });

  it('answers a batch line by line, in order', async () => {
    const { flags, knowledge } = await folders();
    const batch = join(knowledge, 'batch.txt');
    await writeFile(
      batch,
      [
        '{"id":"b","turns":["이사 지원 얼마예요"]}',
        '{"id":"a","turns":["안녕하세요","이사 지원 어디서 신청해요"]}',
      ].join('\n'),
    );
    const { stdout } = await bokji('ask', '--batch', batch, ...flags);
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ id, answers }) => [id, answers.length])).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });

  it.each([
    ['an empty question', ['ask', ' ']],
    ['an unknown flag', ['ask', '질문', '--colour']],
    ['an unknown command', ['fly']],
    ['an unknown audience', ['ask', '질문', '--audience', 'all']],
    ['a batch file that is not there', ['ask', '--batch', '/no/such/file']],
  ])('ends with 2 for %s, in Korean and without a stack trace', async (_name, args) => {
    const { flags } = await folders();
    const { code, stderr } = await bokji(...args, ...flags);
    expect(code).toBe(2);
    expect(stderr).toMatch(/→ /);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('names a region it does not know', async () => {
    const { flags } = await folders();
    const { code, stderr } = await bokji('ask', '질문', '--region', '없는시', ...flags);
    expect(code).toBe(2);
    expect(stderr).toContain('모르는 지역입니다: 없는시');
  });

  it('names the line of a batch that is no JSON', async () => {
    const { flags, knowledge } = await folders();
    const batch = join(knowledge, 'batch.txt');
    await writeFile(batch, '{"id":"a","turns":["안녕"]}\nnot json\n');
    const { code, stderr } = await bokji('ask', '--batch', batch, ...flags);
    expect(code).toBe(2);
    expect(stderr).toContain('2번째 줄');
  });

  it('ends with 3 where there is nothing to answer from', async () => {
    const data = await folderWith();
    const { code, stderr } = await bokji('ask', '질문', '--knowledge', '/no/such/folder', '--data', data);
    expect(code).toBe(3);
    expect(stderr).toContain('지식 폴더를 읽을 수 없습니다');
  });

  it('gives the crisis line even then', async () => {
    const data = await folderWith();
    const { code, stdout } = await bokji('ask', '죽고 싶어요', '--knowledge', '/no/such/folder', '--data', data);
    expect(code).toBe(0);
    expect(stdout).toContain('109');
  });

  it('ends with 3 where the data folder cannot be', async () => {
    const { knowledge } = await folders();
    const { code, stderr } = await bokji(
      'index',
      '--knowledge',
      knowledge,
      '--data',
      join(knowledge, 'moving.md', 'data'),
    );
    expect(code).toBe(3);
    expect(stderr).toContain('데이터 폴더에 쓸 수 없습니다');
  });
});

describe('bokji index', () => {
  it('refuses a broken record and keeps the live index', async () => {
    const { flags, knowledge } = await folders();
    await bokji('index', ...flags);
    await writeFile(join(knowledge, 'broken.md'), '---\nid: broken\n---\n## 지원 내용\n- 내용입니다.\n');
    const refused = await bokji('index', ...flags);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain('broken.md');
    const { stdout } = await bokji('ask', '이사 지원 얼마예요', '--json', ...flags);
    expect(JSON.parse(stdout).outcome).toBe('answered');
  });

  it('leaves the last good version to answer when the live one is damaged', async () => {
    const { flags, data, knowledge } = await folders();
    await bokji('index', ...flags);
    await writeFile(join(knowledge, 'moving.md'), `${GUIDE}이사 지원은 한 번만 드립니다.\n`);
    await bokji('index', ...flags);
    const live = (await readFile(join(data, 'current'), 'utf8')).trim();
    await writeFile(join(data, 'versions', live, 'cards.lex'), 'damaged');
    const { code, stdout, stderr } = await bokji('ask', '이사 지원 얼마예요', '--json', ...flags);
    const [older] = (await readdir(join(data, 'versions'))).sort();
    expect(code).toBe(0);
    expect(JSON.parse(stdout).index.version).toBe(older);
    expect(stderr).toContain('cards.lex');
  });
});

describe('bokji search', () => {
  it('gives hits in the shape of the contract', async () => {
    const { flags } = await folders();
    const { stdout } = await bokji('search', '이사 지원', '--json', ...flags);
    const [hit] = JSON.parse(stdout).hits;
    expect(hit).toEqual({
      documentId: 'moving',
      passageId: 'moving#p1',
      score: expect.any(Number),
      title: '이사 지원',
      section: '이사 지원',
    });
  });
});

describe('bokji knowledge check', () => {
  it('names file, line, field and remedy', async () => {
    const { flags } = await folders({ 'bad.md': '---\nid: BAD\n---\n' });
    const { code, stdout } = await bokji('knowledge', 'check', ...flags);
    expect(code).toBe(1);
    expect(stdout).toMatch(/bad\.md:2 \[id\] .+\n\s+→ /);
  });
});

describe('bokji in another place', () => {
  it('heeds the .env of the folder it is run in, and the environment before it', async () => {
    const { knowledge, data } = await folders();
    const folder = await folderWith({
      '.env': `BOKJI_KNOWLEDGE=${knowledge}\nBOKJI_DATA=${data}\nBOKJI_LOG_LEVEL=loud\n`,
    });
    const wrong = await bokjiIn(folder, {}, 'ask', '이사 지원 얼마예요', '--json');
    expect(wrong.code).toBe(3);
    expect(wrong.stderr).toContain('BOKJI_LOG_LEVEL');
    const { code, stdout } = await bokjiIn(folder, { BOKJI_LOG_LEVEL: 'error' }, 'ask', '이사 지원 얼마예요', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).citations[0].documentId).toBe('moving');
  });

  it('works with folders whose names have spaces and Korean letters', async () => {
    const folder = await folderWith({ '지식 폴더/이사 지원.md': GUIDE });
    const { code, stdout } = await bokjiIn(
      folder,
      {},
      'ask',
      '이사 지원 얼마예요',
      '--json',
      '--knowledge',
      '지식 폴더',
      '--data',
      '자료 함',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).citations[0].documentId).toBe('이사 지원');
  });

  it('says at once that a data folder cannot be made where none can be', async () => {
    const { code, stderr } = await bokji('ask', '연금', '--data', '/proc/none/data');
    expect(code).toBe(3);
    expect(stderr).toContain('데이터 폴더에 쓸 수 없습니다');
  });
});

describe('bokji doctor', () => {
  it('names settings that are none, wait for another, or tell of a place that nobody knows', async () => {
    const { flags } = await folders();
    await bokji('index', ...flags);
    const settings = { BOKJI_PROT: '1', BOKJI_SLACK_APP_TOKEN: 'xapp-1', BOKJI_REGION: '없는동네' };
    const { code, stdout } = await bokjiIn(undefined, settings, 'doctor', ...flags);
    expect(code).toBe(3);
    expect(stdout).toContain('BOKJI_PROT (혹시 BOKJI_PORT)');
    expect(stdout).toContain('BOKJI_SLACK_APP_TOKEN (BOKJI_SLACK_BOT_TOKEN 필요)');
    expect(stdout).toContain('BOKJI_REGION의 지역을 모릅니다: 없는동네');
  });
});

describe('batch lines', () => {
  it('may come from a file of Windows', async () => {
    const { flags, knowledge } = await folders();
    const batch = join(knowledge, 'batch.txt');
    await writeFile(batch, '\uFEFF{"id":"a","turns":["이사 지원 얼마예요"]}\r\n');
    const { code, stdout } = await bokji('ask', '--batch', batch, ...flags);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).id).toBe('a');
  });

  it('that lack something are named with line and field', async () => {
    const { flags, knowledge } = await folders();
    const batch = join(knowledge, 'batch.txt');
    await writeFile(batch, '{"id":"a"}\n');
    const { code, stderr } = await bokji('ask', '--batch', batch, ...flags);
    expect(code).toBe(2);
    expect(stderr).toMatch(/1번째 줄.*\[turns\] 꼭 있어야/);
  });
});
