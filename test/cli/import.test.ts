/** `bokji import` against the portals on loopback: what it writes, tells and leaves. */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../src/cli/arguments.js';
import { runImport } from '../../src/cli/import.js';
import { readConfig } from '../../src/config.js';
import { importJson } from '../../src/importing/report.js';
import type { OfficialSource } from '../../src/importing/service.js';
import { FAULTS, type FakePortal, type FakeService, settingsFor, startPortal } from '../fakes/opendata.js';
import { folderWith } from '../fixtures/folders.js';

const BOKJI = new URL('../../bin/bokji.mjs', import.meta.url).pathname;
const KEY = 'a-secret/key+with=signs';
const NOON = '2026-11-25T12:00:00+09:00';

const TEA: FakeService = { id: 'WLF00000901', name: '어르신 찻값 지원', benefit: '월 3만 5,000원 지급', views: 9 };
const SHOES: FakeService = {
  id: 'WLF00000902',
  name: '효도 신발 지원',
  target: '만 80세 이상',
  benefit: '연 2켤레 제공',
  views: 5,
};

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function bokji(settings: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, BOKJI_NOW: NOON, ...settings };
    execFile(process.execPath, [BOKJI, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

async function office(
  portal: FakePortal,
  files: Readonly<Record<string, string>> = { 'note.txt': '복지과는 월요일에 엽니다.' },
) {
  const knowledge = await folderWith(files);
  const data = await folderWith();
  const flags = ['--knowledge', knowledge, '--data', data];
  const importing = async (source: OfficialSource, ...more: string[]) => {
    const config = readConfig({ BOKJI_NOW: NOON, ...settingsFor(portal) });
    const { code, plan, said } = await runImport(config, parseFlags([...flags, ...more]).flags, source);
    if (!plan) throw new Error(said);
    return { code, said, ...importJson(plan) };
  };
  return { knowledge, data, flags, importing };
}

const written = async (folder: string): Promise<Record<string, string>> => {
  const files = await readdir(folder, { recursive: true });
  const texts = files
    .filter((file) => file.endsWith('.md'))
    .map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
};

async function everything(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8'));
  return (await Promise.all(files)).join('\n');
}

describe('an import', () => {
  it('is checked, indexed and asked like any other knowledge', async () => {
    const { flags, importing } = await office(await startPortal([TEA, SHOES]));
    expect(await importing('bokjiro')).toMatchObject({ code: 0 });
    expect(await bokji({}, 'knowledge', 'check', ...flags)).toMatchObject({ code: 0 });
    expect(await bokji({}, 'index', ...flags)).toMatchObject({ code: 0 });
    const { stdout } = await bokji({}, 'ask', '어르신 찻값 지원 얼마예요', '--json', ...flags);
    const answer = JSON.parse(stdout);
    expect(answer.outcome).toBe('answered');
    expect(answer.text).toContain('3만 5,000원');
    expect(answer.citations[0]).toMatchObject({ documentId: 'bokjiro-wlf00000901', region: '전국', asOf: '2026' });
  });

  it('writes nothing the second time', async () => {
    const { knowledge, importing } = await office(await startPortal([TEA, SHOES]));
    expect((await importing('bokjiro')).added).toHaveLength(2);
    const before = await written(knowledge);
    expect(await importing('bokjiro')).toMatchObject({ added: [], changed: [], withdrawn: [], unchanged: 2 });
    expect(await written(knowledge)).toEqual(before);
  });

  it('only tells what it would do with --plan, and asks nothing anew when it is then done', async () => {
    const portal = await startPortal([TEA]);
    const { knowledge, importing } = await office(portal);
    const plan = await importing('bokjiro', '--plan');
    expect(plan.added).toHaveLength(1);
    expect(await written(knowledge)).toEqual({});
    const asked = portal.asked.length;
    await importing('bokjiro');
    expect(Object.keys(await written(knowledge))).toHaveLength(1);
    expect(portal.asked).toHaveLength(asked);
  });

  it('tells a changed figure with what it was and is', async () => {
    const portal = await startPortal([TEA]);
    const { importing } = await office(portal);
    await importing('bokjiro');
    portal.services = [{ ...TEA, benefit: '월 4만원 지급' }];
    const { changed } = await importing('bokjiro');
    expect(changed[0]?.differences).toEqual([
      {
        field: '지원 내용',
        before: ['어르신 찻값 지원은 월 3만 5,000원을 지급합니다.'],
        after: ['어르신 찻값 지원은 월 4만원을 지급합니다.'],
      },
    ]);
  });

  it('ends a service that left the list, keeps its record, and takes it up again when it returns', async () => {
    const portal = await startPortal([TEA, SHOES]);
    const { knowledge, importing } = await office(portal);
    await importing('bokjiro');
    portal.services = [TEA];
    expect((await importing('bokjiro')).withdrawn).toMatchObject([{ serviceId: SHOES.id }]);
    const ended = (await written(knowledge))[`imported/bokjiro/bokjiro-wlf00000902.md`];
    expect(ended).toContain('status: 종료');
    expect(ended).toContain('validUntil: 2026-11-25');
    expect(await importing('bokjiro')).toMatchObject({ withdrawn: [], changed: [] });
    portal.services = [TEA, SHOES];
    expect((await importing('bokjiro')).changed[0]?.differences).toContainEqual({
      field: '상태',
      before: ['종료'],
      after: ['시행'],
    });
  });

  it('ends nothing when the list is not whole', async () => {
    const portal = await startPortal([TEA, SHOES]);
    const { importing } = await office(portal);
    await importing('bokjiro');
    portal.services = [TEA];
    portal.total = 2;
    expect(await importing('bokjiro')).toMatchObject({ code: 1, withdrawn: [], isWhole: false });
  });

  it('stops with 4 when a great part of the list is gone at once', async () => {
    const portal = await startPortal(
      Array.from({ length: 14 }, (_, n) => ({ id: `WLF000009${n + 10}`, name: `예시 지원 ${n}호` })),
    );
    const { importing } = await office(portal);
    await importing('bokjiro');
    portal.services = portal.services.slice(0, 2);
    expect(await importing('bokjiro')).toMatchObject({ code: 4 });
    const { code, withdrawn } = await importing('bokjiro', '--yes');
    expect(code).toBe(0);
    expect(withdrawn).toHaveLength(12);
  });
});

describe('an interruption', () => {
  it('by the day’s quota is taken up the next day where it stopped', async () => {
    const portal = await startPortal([TEA, SHOES]);
    const { importing, data } = await office(portal);
    portal.faultFor = (path, query) =>
      path.includes('detailed') && query.get('servId') === SHOES.id ? FAULTS.quota : undefined;
    const first = await importing('bokjiro');
    expect(first.code).toBe(1);
    expect(first).toMatchObject({
      added: [{ serviceId: TEA.id }],
      pending: [SHOES.id],
      withdrawn: [],
    });
    portal.faultFor = () => undefined;
    const askedByThen = portal.asked.length;
    await importing('bokjiro');
    expect(portal.asked.length, 'not called again on the same day').toBe(askedByThen);
    const next = await bokji(
      { ...settingsFor(portal), BOKJI_NOW: '2026-11-26T00:10:00+09:00' },
      ...['import', 'bokjiro', '--json', '--data', data, '--knowledge', await folderWith({ 'a.txt': '글' })],
    );
    expect(next.code).toBe(0);
    expect(portal.asked.slice(askedByThen).map(({ query }) => query.get('servId'))).toEqual([SHOES.id]);
  });

  it('by passing faults is overcome, each tried again', async () => {
    const portal = await startPortal([TEA, SHOES]);
    const faults = [FAULTS.unavailable, FAULTS.tooFast, undefined, FAULTS.truncated, undefined, FAULTS.maintenance];
    portal.faultFor = (_path, _query, call) => faults[call - 1];
    const { importing } = await office(portal);
    const { code, added } = await importing('bokjiro');
    expect(code).toBe(0);
    expect(added).toHaveLength(2);
  });
});

it('does not hold on to a run for one service that fails every time', async () => {
  const portal = await startPortal([TEA, SHOES]);
  portal.faultFor = (_path, query) => (query.get('servId') === SHOES.id ? FAULTS.parameters : undefined);
  const { importing } = await office(portal);
  expect(await importing('bokjiro')).toMatchObject({ code: 1, added: [{ serviceId: TEA.id }], pending: [SHOES.id] });
  portal.services = [{ ...TEA, benefit: '월 4만원 지급' }, SHOES];
  expect((await importing('bokjiro')).changed).toMatchObject([{ serviceId: TEA.id }]);
});

describe('the key', () => {
  it('stands in nothing that is written or said, even when the portal repeats it', async () => {
    const portal = await startPortal([{ ...TEA, benefit: `월 1만원 지급 ${KEY}` }, SHOES]);
    portal.faultFor = (_path, query) =>
      query.get('servId') === SHOES.id
        ? {
            status: 500,
            body: `<html><title>error ${encodeURIComponent(KEY)} ${query.get('serviceKey')}</title></html>`,
          }
        : undefined;
    const { flags, data, knowledge } = await office(portal);
    const { stdout, stderr } = await bokji(
      { ...settingsFor(portal), BOKJI_LOG_LEVEL: 'debug' },
      ...['import', 'bokjiro', ...flags],
    );
    expect(portal.asked[0]?.query.get('serviceKey'), 'encoded once').toBe(KEY);
    const all = [stdout, stderr, await everything(data), await everything(knowledge)].join('\n');
    expect(all).toContain('[인증키]');
    expect(all).not.toContain(KEY);
    expect(all).not.toContain(encodeURIComponent(KEY));
  });

  it('may be given percent-encoded', async () => {
    const portal = await startPortal([TEA]);
    const { flags } = await office(portal);
    const config = readConfig({ ...settingsFor(portal), BOKJI_OPENDATA_KEY: encodeURIComponent(KEY) });
    await runImport(config, parseFlags(flags).flags, 'bokjiro');
    expect(portal.asked[0]?.query.get('serviceKey')).toBe(KEY);
  });

  it.each([
    ['refused by the gateway with 200', FAULTS.unregisteredKey, '활용신청'],
    ['refused with two words of plain text', FAULTS.unexpected, '활용신청'],
  ])('%s ends with 3 and says what to do, after one call', async (_name, fault, remedy) => {
    const portal = await startPortal([TEA]);
    portal.faultFor = () => fault;
    const { flags } = await office(portal);
    const config = readConfig({ BOKJI_NOW: NOON, ...settingsFor(portal) });
    const { code, said } = await runImport(config, parseFlags(flags).flags, 'bokjiro');
    expect(code).toBe(3);
    expect(said).toContain(remedy);
    expect(portal.asked).toHaveLength(1);
  });

  it('is asked for where there is none', async () => {
    const { flags } = await office(await startPortal([]));
    await expect(runImport(readConfig({}), parseFlags(flags).flags, 'bokjiro')).rejects.toThrow('BOKJI_OPENDATA_KEY');
  });
});

describe('people’s own records', () => {
  const OWN = (front: string) => `---
id: our-tea
title: 찻값
aliases: [다과비]
kind: program
region: 전국
audience: public
status: 시행
lifeStages: [노년]
targetGroups: []
themes: [생활지원]
asOf: 2026-01-01
source: { title: 안내, publisher: 보건복지부, date: 2026-01-02, trust: official }
contacts: []
apply: []
questions: [차 마시는 돈 주나요, 찻집 갈 돈, 어른들 다과 돈, 차 값 도와주나요, 마시는 것 지원]
${front}---
## 지원 내용
- 찻값은 월 3만 5,000원입니다.
`;

  it.each([
    ['names the service', 'serviceIds: [WLF00000901]\n', 'service-id'],
    ['has its name and region', '', 'title'],
  ])('win when one of them %s', async (_name, front, by) => {
    const portal = await startPortal([{ ...TEA, name: by === 'title' ? '다과비 사업' : TEA.name }]);
    const { importing } = await office(portal, { 'tea.md': OWN(front) });
    expect(await importing('bokjiro')).toMatchObject({
      added: [],
      left: [{ serviceId: TEA.id, recordId: 'our-tea', by }],
    });
  });

  it('are also those imported ones that a person has changed', async () => {
    const portal = await startPortal([TEA]);
    const { knowledge, importing } = await office(portal);
    await importing('bokjiro');
    const file = join(knowledge, 'imported/bokjiro/bokjiro-wlf00000901.md');
    await writeFile(file, (await readFile(file, 'utf8')).replace('3만 5,000원', '3만 6,000원'));
    portal.services = [{ ...TEA, benefit: '월 4만원 지급' }];
    expect(await importing('bokjiro')).toMatchObject({ changed: [], left: [{ by: 'edited' }] });
    expect(await readFile(file, 'utf8')).toContain('3만 6,000원');
  });

  it('keep their questions and aliases in an imported record', async () => {
    const portal = await startPortal([TEA]);
    const { knowledge, importing } = await office(portal);
    await importing('bokjiro');
    const file = join(knowledge, 'imported/bokjiro/bokjiro-wlf00000901.md');
    await writeFile(file, (await readFile(file, 'utf8')).replace('questions: []', 'questions: [차 마실 돈 주나요]'));
    portal.services = [{ ...TEA, benefit: '월 4만원 지급' }];
    await importing('bokjiro');
    const text = await readFile(file, 'utf8');
    expect(text).toContain('차 마실 돈 주나요');
    expect(text).toContain('월 4만원을');
  });
});

describe('local services', () => {
  const GOYANG: FakeService = {
    id: 'WLF00000911',
    name: '고양 장미 이용권',
    province: '경기도',
    city: '고양시',
    listChanged: '20260729',
  };

  it('read again only what the list says has changed', async () => {
    const portal = await startPortal([GOYANG, { ...GOYANG, id: 'WLF00000912', name: '호수 산책권' }]);
    const { importing } = await office(portal);
    await importing('bokjiro-local');
    const askedByThen = portal.asked.length;
    portal.services = portal.services.map((service, n) =>
      n === 0 ? { ...service, listChanged: '20260801' } : service,
    );
    expect((await importing('bokjiro-local')).unchanged).toBe(1);
    const details = portal.asked.slice(askedByThen).flatMap(({ query }) => query.get('servId') ?? []);
    expect(details).toEqual([GOYANG.id]);
  });

  it('keep to the region that was asked for, its province and the nation', async () => {
    const portal = await startPortal([
      GOYANG,
      { id: 'WLF00000913', name: '경기 나들이', province: '경기도' },
      { id: 'WLF00000914', name: '광명 나들이', province: '경기도', city: '광명시' },
    ]);
    const { importing } = await office(portal);
    const plan = await importing('bokjiro-local', '--region', '고양시');
    expect(plan.added.map(({ region }: { region: string }) => region).sort()).toEqual(['경기도', '경기도 고양시']);
    expect(plan.outside).toBe(1);
    const details = portal.asked.flatMap(({ query }) => query.get('servId') ?? []);
    expect(details.sort(), 'no call is spent on other cities').toEqual(['WLF00000911', 'WLF00000913']);
  });
});

it('imports 정부24 from its three lists', async () => {
  const { knowledge, importing } = await office(await startPortal([{ ...TEA, id: '135200000901' }]));
  expect(await importing('gov24')).toMatchObject({ code: 0 });
  const text = (await written(knowledge))['imported/gov24/gov24-135200000901.md'];
  expect(text).toContain('어르신 찻값 지원, 제출 서류: 신청서(1부).');
  expect(text).toContain('- 노년');
});

it('reads the same from files saved earlier, without a key', async () => {
  const portal = await startPortal([TEA, SHOES]);
  const { importing, data, knowledge } = await office(portal);
  await importing('bokjiro');
  const elsewhere = await folderWith({ 'note.txt': '글' });
  const saved = join(data, 'imports/bokjiro/2026-11-25');
  const { code } = await bokji({}, 'import', 'bokjiro', '--from', saved, '--knowledge', elsewhere, '--data', data);
  expect(code).toBe(0);
  expect(await written(elsewhere)).toEqual(await written(knowledge));
});

it('says that a folder holds nothing to import rather than that nothing changed', async () => {
  const empty = await folderWith();
  const { code, stderr } = await bokji({}, 'import', 'gov24', '--from', empty, '--knowledge', empty, '--data', empty);
  expect(code).toBe(2);
  expect(stderr).toContain('읽을 응답이 없습니다');
});
