import { describe, expect, it } from 'vitest';
import { readDetail } from '../../adapters/opendata/bokjiro.js';
import { recordOf } from '../../src/importing/record.js';
import type { KnowledgeDocument } from '../../src/knowledge/schema.js';
import { detailXml, type FakeService } from '../fakes/opendata.js';

const REGIONS = {
  asOf: '2026',
  provinces: [{ name: '경기도', short: ['경기'], cities: [{ name: '고양시', short: ['고양'] }] }],
};
const ROSES: FakeService = { id: 'WLF00000911', name: '장미 이용권', province: '경기도', city: '고양시' };

function made(service: FakeService, source: 'bokjiro' | 'bokjiro-local' = 'bokjiro-local'): KnowledgeDocument {
  const result = recordOf(readDetail(detailXml(service, source === 'bokjiro-local'), source), REGIONS, '2026-11-25');
  if ('refused' in result) throw new Error(result.refused);
  return result.document;
}
const told = (document: KnowledgeDocument, heading: string) =>
  document.sections.find((section) => section.heading === heading)?.claims.map(({ text }) => text);

it('says where it is from and when it was true', () => {
  expect(made(ROSES)).toMatchObject({
    id: 'bokjiro-wlf00000911',
    region: '경기도 고양시',
    asOf: '2026-07-14',
    validFrom: '2025-01-01',
    lifeStages: ['노년'],
    source: { title: '복지로 「장미 이용권」(WLF00000911)', date: '2026-07-14', trust: 'official' },
  });
});

it('dates a central text by its year, and its source by the day it was seen', () => {
  expect(made({ ...ROSES, city: undefined }, 'bokjiro')).toMatchObject({
    asOf: '2026',
    source: { date: '2026-11-25' },
    region: '전국',
  });
});

it.each([
  ['02-120-1234', ['02-120-1234']],
  ['(이동전화) 국번없이 1523', ['1523']],
  ['031-120 (평일 9시~18시)', ['031-120']],
  ['e1c2kzjZq/xMywMyqUnhotU=', []],
  ['1355', ['1355']],
])('reads the numbers of “%s”', (phone, numbers) => {
  expect(made({ ...ROSES, phone }).contacts.map((contact) => contact.phone)).toEqual(numbers);
});

describe('tables that contradict one another', () => {
  const document = made({
    ...ROSES,
    benefit:
      '1. 첫째아 200만원\n2. 둘째아 300만원\n3. 셋째아 500만원\n\n1. 첫째아 500만원\n2. 둘째아 700만원\n장미를 드립니다.',
  });

  it('are not told as amounts', () => {
    expect(told(document, '지원 내용')).toEqual(['장미를 드립니다.']);
  });

  it('are owned up to', () => {
    expect(document.confidence).toBe('low');
    expect(told(document, '꼭 확인할 점')?.join()).toMatch(/서로 다른 표.*나와 있지 않습니다/);
  });
});

it('tells nothing twice', () => {
  expect(told(made({ ...ROSES, target: '만 65세 이상', criteria: '만 65세 이상' }), '지원 대상')).toEqual([
    '장미 이용권, 지원 대상: 만 65세 이상.',
  ]);
});

it('owns up to a region that it worked out', () => {
  const document = made({ ...ROSES, city: undefined, department: '경기도 고양시' });
  expect(document.region).toBe('경기도 고양시');
  const inferred = made({ ...ROSES, city: undefined, department: '경기도', name: '고양시 장미' });
  expect(told(inferred, '꼭 확인할 점')?.[0]).toContain('경기도 고양시 사업으로 적었습니다');
});

it('refuses a service that says nothing of whom or what', () => {
  const empty = readDetail(
    detailXml({ ...ROSES, target: '-', benefit: '해당없음', apply: '-' }, true),
    'bokjiro-local',
  );
  expect(recordOf(empty, REGIONS, '2026-11-25')).toHaveProperty('refused');
});
