import { expect, it } from 'vitest';
import { locate } from '../../src/importing/region.js';
import type { OfficialService } from '../../src/importing/service.js';
import type { Regions } from '../../src/knowledge/support.js';

const city = (name: string, short: string) => ({ name, short: [short] });
const REGIONS: Regions = {
  asOf: '2026-11-22',
  provinces: [
    {
      name: '경기도',
      short: ['경기'],
      cities: [city('고양시', '고양'), city('하남시', '하남'), city('광주시', '경기 광주')],
    },
    { name: '강원특별자치도', short: ['강원'], formerly: ['강원도'], cities: [city('춘천시', '춘천')] },
    { name: '광주광역시', short: ['광주'], cities: [city('동구', '광주 동구')] },
    { name: '전라남도', short: ['전남', '전남광주통합특별시'], cities: [city('광양시', '광양')] },
  ],
};

const TEXTS = { overview: [], eligibility: [], benefit: [], apply: [], documents: [], deadline: [], caution: [] };
function service(office: Partial<OfficialService['office']>, rest: Partial<OfficialService> = {}): OfficialService {
  return {
    source: 'gov24',
    serviceId: '1',
    title: '예시',
    office: { scope: 'local', name: '', ...office },
    texts: TEXTS,
    lifeStages: [],
    targetGroups: [],
    themes: [],
    contacts: [],
    links: [],
    laws: [],
    ...rest,
  };
}

it.each([
  ['a national office', service({ scope: 'national', name: '교육부' }), '전국'],
  ['province and city', service({ province: '경기도', city: '고양시' }), '경기도 고양시'],
  ['a city in one name', service({ name: '경기도 고양시' }), '경기도 고양시'],
  ['a province alone', service({ province: '경기도', name: '경기도' }), '경기도'],
  ['an old name of a province', service({ name: '강원도 춘천시' }), '강원특별자치도 춘천시'],
  ['the office of education of a province', service({ name: '경기도교육청' }), '경기도'],
  ['a city of the merged province', service({ name: '전남광주통합특별시 광양시' }), '전라남도 광양시'],
  ['the merged province, by the office’s code', service({ name: '전남광주통합특별시', code: '6290000' }), '광주광역시'],
  ['a body that a city’s name begins', service({ name: '고양도시관리공사' }), '경기도 고양시'],
])('%s', (_name, one, region) => {
  expect(locate(one, REGIONS)?.region).toBe(region);
});

it.each([
  ['a local body of nowhere', service({ name: '푸른재단' })],
  ['a body whose name fits two places', service({ name: '광주도시공사' })],
  ['the merged province without a code', service({ name: '전남광주통합특별시' })],
  ['a city that is not in its province', service({ province: '경기도', city: '춘천시' })],
])('%s stays unknown', (_name, one) => {
  expect(locate(one, REGIONS)).toBeUndefined();
});

it('reads the city from the contact where the portal left it empty', () => {
  const one = service({ province: '경기도', name: '경기도' }, { contacts: [{ name: '하남시보건소', text: '' }] });
  expect(locate(one, REGIONS)).toEqual({ region: '경기도 하남시', isInferred: true });
});

it('stays with the province where several cities are named', () => {
  const contacts = [
    { name: '하남시보건소', text: '' },
    { name: '고양시보건소', text: '' },
  ];
  expect(locate(service({ province: '경기도', name: '경기도' }, { contacts }), REGIONS)?.region).toBe('경기도');
});
