/** Two documents about one programme that tell different values: both are told, with their dates. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byWorth, isOneProgramme, tellsOtherValue } from '../../src/answering/disagreement.js';
import { assemble, buildIndex, foldersOf, loadKnowledge, openIndex } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import type { AnswerEngine } from '../../src/core/ports.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { documentWith } from '../fixtures/documents.js';
import { engineOver, sections } from '../fixtures/engine.js';

const QUESTION = '어르신 마을버스비 얼마 줘요?';
const source = (trust: KnowledgeDocument['source']['trust'], date: string) => ({
  title: '안내',
  publisher: '고양시',
  date,
  trust,
});
const record = (fields: Partial<KnowledgeDocument> = {}) =>
  documentWith({
    id: 'bus',
    title: '어르신 마을버스비',
    asOf: '2026-03-01',
    source: source('official', '2026-03-01'),
    sections: sections('bus', { benefit: ['어르신 마을버스비는 한 달에 최대 2만원을 드립니다.'] }),
    ...fields,
  });
const notice = (fields: Partial<KnowledgeDocument> = {}, says = '어르신 마을버스비는 한 달에 최대 3만원을 드립니다.') =>
  documentWith({
    id: 'notice',
    title: '2026년 어르신 마을버스비 안내',
    asOf: '2026-10-05',
    source: source('uploaded', '2026-10-05'),
    sections: sections('notice', { benefit: [says] }),
    ...fields,
  });
const told = async (...documents: readonly KnowledgeDocument[]): Promise<string> =>
  (await (await engineOver(documents)).ask(QUESTION)).text;

describe('an uploaded notice beside an official record', () => {
  it('is told after it with the dates of both, though it is newer', async () => {
    const text = await told(record(), notice());
    expect(text.indexOf('2만원')).toBeGreaterThan(0);
    expect(text.indexOf('3만원')).toBeGreaterThan(text.indexOf('2만원'));
    expect(text).toContain('2026년 3월 1일');
    expect(text).toContain('2026년 10월 5일');
  });

  it('comes first where it is the more official one', async () => {
    const text = await told(
      record({ source: source('press', '2019-07-01'), asOf: '2019-07-01' }),
      notice({ source: source('official', '2026-10-05') }),
    );
    expect(text.indexOf('2만원')).toBeGreaterThan(text.indexOf('3만원'));
    expect(text).toContain('자료마다 다르게');
  });

  it('comes first where it is as official and newer', async () => {
    const text = await told(record(), notice({ source: source('official', '2026-10-05') }));
    expect(text.indexOf('2만원')).toBeGreaterThan(text.indexOf('3만원'));
  });

  it('is not spoken of where it says the same', async () => {
    const text = await told(record(), notice({}, '어르신 마을버스비는 한 달에 최대 2만원을 드립니다.'));
    expect(text).not.toContain('자료마다');
  });
});

describe('a folder with a record and an uploaded notice', () => {
  const data = mkdtempSync(join(tmpdir(), 'bokji-disagreeing-'));
  let engine: AnswerEngine;
  beforeAll(async () => {
    const config = readConfig({ BOKJI_LOG_LEVEL: 'silent', BOKJI_NOW: '2026-11-24T12:00:00+09:00' });
    const knowledge = new URL('../fixtures/disagreeing/', import.meta.url).pathname;
    const folders = foldersOf(config, { data, knowledge });
    await buildIndex(folders, await loadKnowledge(knowledge), new Date('2026-11-24T03:00:00Z'));
    engine = assemble((await openIndex(folders)).index, config).engine;
  });
  afterAll(() => rmSync(data, { recursive: true, force: true }));
  const ask = (text: string) =>
    engine.answer({ text, conversationId: 'test:1', audience: 'public', region: '경기도 고양시', history: [] });

  it('tells both amounts, each carried by its own document', async () => {
    const answer = await ask(QUESTION);
    const carriers = (amount: string) =>
      answer.statements
        .filter(({ text }) => text.includes(amount))
        .flatMap(({ citations }) => citations)
        .map((n) => answer.citations.find((citation) => citation.n === n)?.documentId);
    expect(carriers('2만원')).toEqual(['bus-fare']);
    expect(carriers('3만원')).toEqual(['2026년 어르신 마을버스비 변경 안내']);
  });

  it('says nothing of disagreement where only one of them tells what is asked', async () => {
    expect((await ask('어르신 마을버스비 몇 살부터 받아요?')).text).not.toContain('자료마다');
  });
});

describe('values of other cases', () => {
  const differ = (one: string, other: string) => tellsOtherValue(one, other, ['마을버스비']);

  it.each([
    ['households', '마을버스비는 1인 가구에 2만원을 드립니다.', '마을버스비는 4인 가구에 5만원을 드립니다.'],
    ['ages', '마을버스비는 65세에 2만원을 드립니다.', '마을버스비는 75세에 5만원을 드립니다.'],
    ['classes', '마을버스비는 1종에 2만원을 드립니다.', '마을버스비는 2종에 5만원을 드립니다.'],
    ['children', '마을버스비는 첫째에게 2만원을 드립니다.', '마을버스비는 둘째에게 5만원을 드립니다.'],
    ['stretches of time', '마을버스비는 월 2만원을 드립니다.', '마을버스비는 연 24만원을 드립니다.'],
    ['kinds', '마을버스비는 2만원을 드립니다.', '마을버스비는 요금의 50%를 드립니다.'],
    ['matters', '마을버스비는 60일 안에 신청해야 받습니다.', '해외에 90일 머물면 마을버스비가 멈춥니다.'],
  ])('do not disagree: %s', (_what, one, other) => {
    expect(differ(one, other)).toBe(false);
  });

  it.each([
    ['1인 가구 2만원, 4인 가구 5만원을 드립니다.', '1인 가구 2만원, 4인 가구 6만원을 드립니다.'],
    ['마을버스비는 60일 안에 신청해야 받습니다.', '마을버스비는 90일 안에 신청해야 받습니다.'],
    ['마을버스비는 요금의 30%를 돌려줍니다.', '마을버스비는 요금의 50%를 돌려줍니다.'],
  ])('disagree where the case is the same: %s', (one, other) => {
    expect(differ(one, other)).toBe(true);
  });
});

describe('one programme', () => {
  it('is told by its name, years and words of a notice aside, and by its alias', () => {
    expect(isOneProgramme(record(), notice())).toBe(true);
    expect(isOneProgramme(record({ aliases: ['효도버스'] }), notice({ title: '효도버스 변경 공고' }))).toBe(true);
  });

  it('is not another one whose name holds its name', () => {
    expect(isOneProgramme(record(), notice({ title: '어르신 마을버스비 카드 재발급' }))).toBe(false);
  });

  it('is not that of another place', () => {
    expect(isOneProgramme(record({ region: '경기도 고양시' }), notice({ region: '경기도 광명시' }))).toBe(false);
  });

  it('is told by the official source before the newer, by the newer where both are as official', () => {
    expect(byWorth(record(), notice())).toBeLessThan(0);
    expect(byWorth(record(), notice({ source: source('official', '2026-10-05') }))).toBeGreaterThan(0);
  });
});
