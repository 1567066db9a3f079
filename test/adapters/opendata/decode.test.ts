import { describe, expect, it } from 'vitest';
import { readDetail, readListPage } from '../../../adapters/opendata/bokjiro.js';
import { dayOf, decodeText, readXml } from '../../../adapters/opendata/decode.js';
import { gov24Service, readGov24Page } from '../../../adapters/opendata/gov24.js';
import { detailXml, gov24Row, listXml } from '../../fakes/opendata.js';

const ONE = { id: 'WLF00000901', name: '어르신 찻값 지원' };

describe('XML', () => {
  it('with a bare & is repaired', () => {
    const detail = readDetail(detailXml({ ...ONE, benefit: '차 & 과자 월 1만원' }, false), 'bokjiro');
    expect(detail.texts.benefit).toEqual(['차 & 과자 월 1만원']);
  });

  it.each([
    ['cut short', '<wantedDtl><servId>WLF1</servId><servNm>잘'],
    ['of another kind', '<html><body/></html>'],
    ['with a document type', '<!DOCTYPE a [<!ENTITY b "c">]><wantedDtl>&b;</wantedDtl>'],
    ['without a service', '<wantedDtl><resultCode>0</resultCode></wantedDtl>'],
  ])('%s is refused', (_name, body) => {
    expect(() => readDetail(body, 'bokjiro')).toThrow(expect.objectContaining({ kind: 'malformed' }));
  });

  it('expands no entity', () => {
    expect(readXml('<a>&lt;b&gt; &unknown;</a>').content).toBe('&lt;b&gt; &unknown;');
  });

  it('nested without end is refused, not followed', () => {
    const deep = `<wantedList>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</wantedList>`;
    expect(() => readListPage(deep)).toThrow(expect.objectContaining({ kind: 'malformed' }));
  });
});

it.each([
  ['&amp;#9312; 첫째', '① 첫째'],
  ['&#13;', '\r'],
  ['A&amp;amp;B', 'A&B'],
  ['12&amp;divide;3', '12÷3'],
  ['R&D', 'R&D'],
])('%s is read as %s', (text, decoded) => {
  expect(decodeText(text)).toBe(decoded);
});

it.each([
  ['20260714', '2026-07-14'],
  ['2026-07-14 10:00:00', '2026-07-14'],
  ['20260429091718', '2026-04-29'],
  ['99991231', undefined],
  ['20260231', undefined],
  ['', undefined],
])('the day %s is %s', (text, day) => {
  expect(dayOf(text)).toBe(day);
});

describe('a list', () => {
  it.each([0, 1, 3])('of %i services is read', (count) => {
    const services = Array.from({ length: count }, (_, n) => ({ id: `WLF${n}`, name: '사업' }));
    expect(readListPage(listXml(services, count, true))).toMatchObject({ total: count, rows: { length: count } });
  });
});

it('takes the date of a local text from the detail, and the list’s only as a mark', () => {
  const service = { ...ONE, province: '경기도', city: '고양시', changed: '20220822', listChanged: '20260729' };
  const [row] = readListPage(listXml([service], 1, true)).rows;
  expect(readDetail(detailXml(service, true), 'bokjiro-local', row)).toMatchObject({
    asOf: '2022-08-22',
    updated: '2026-07-29',
  });
});

it('takes an end of 9999 for none', () => {
  const local = { ...ONE, province: '경기도' };
  expect(readDetail(detailXml(local, true), 'bokjiro-local').validUntil).toBeUndefined();
  expect(readDetail(detailXml({ ...local, until: '20261231' }, true), 'bokjiro-local').validUntil).toBe('2026-12-31');
});

describe('정부24', () => {
  const [list] = readGov24Page(JSON.stringify({ totalCount: 1, data: [gov24Row(ONE, 'serviceList')] })).rows;
  const [conditions] = readGov24Page(
    JSON.stringify({ totalCount: 1, data: [gov24Row(ONE, 'supportConditions')] }),
  ).rows;

  it('reads few flags as whom a service is for', () => {
    if (!list) throw new Error('no row');
    expect(gov24Service(list, undefined, conditions)).toMatchObject({ lifeStages: ['노년'], targetGroups: ['장애인'] });
  });

  it('reads all flags of a group as no restriction', () => {
    if (!list || !conditions) throw new Error('no row');
    const all = Object.fromEntries(
      ['JA0301', 'JA0302', 'JA0320', 'JA0326', 'JA0327', 'JA0328', 'JA0329'].map((code) => [code, 'Y']),
    );
    expect(gov24Service(list, undefined, { ...conditions, ...all }).targetGroups).toEqual([]);
  });

  it('refuses JSON that is no list', () => {
    expect(() => readGov24Page('{"rows":[]}')).toThrow(expect.objectContaining({ kind: 'malformed' }));
    expect(() => readGov24Page('{"totalCount":1,"data":[')).toThrow(expect.objectContaining({ kind: 'malformed' }));
  });
});
