import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Regions } from '../../src/knowledge/support.js';
import { createGazetteer } from '../../src/understanding/regions.js';

const REGIONS: Regions = {
  asOf: '2026-11-22',
  provinces: [
    {
      name: '경기도',
      short: ['경기'],
      contact: { name: '경기도 콜센터', phone: '031-120' },
      cities: [
        { name: '고양시', short: ['고양', '고양특례시'], contact: { name: '고양시민원콜센터', phone: '031-909-9000' } },
        { name: '광명시', short: ['광명'] },
        { name: '의정부시', short: ['의정부'] },
      ],
    },
    { name: '전라남도', short: ['전남'], cities: [{ name: '광양시', short: ['광양'] }] },
    { name: '서울특별시', short: ['서울'], cities: [{ name: '중구', short: ['서울 중구'] }] },
    {
      name: '부산광역시',
      short: ['부산'],
      cities: [
        { name: '중구', short: ['부산 중구'] },
        { name: '해운대구', short: ['해운대'] },
      ],
    },
    { name: '강원특별자치도', short: ['강원'], formerly: ['강원도'], cities: [{ name: '춘천시', short: ['춘천'] }] },
  ],
};
const gazetteer = createGazetteer(REGIONS);
const placesIn = (text: string) => gazetteer.find(text).map(({ name }) => name);

describe('a place in a question', () => {
  it.each([
    ['고양시 기초연금', '경기도 고양시'],
    ['고양 사는데 월세 지원 있나요', '경기도 고양시'],
    ['고양에서 아이를 낳았어요', '경기도 고양시'],
    ['고양특례시 효행수당', '경기도 고양시'],
    ['의정부시민 지원', '경기도 의정부시'],
    ['광양이요', '전라남도 광양시'],
    ['춘천 살아요', '강원특별자치도 춘천시'],
  ])('%s → %s', (text, place) => {
    expect(placesIn(text)).toEqual([place]);
  });

  it.each(['경기도 고양시', '경기 고양', '부산 해운대구', '부산광역시 해운대구', '부산 사는데 해운대구예요'])(
    'with its province, as in "%s", is one place',
    (text) => {
      expect(placesIn(text)).toHaveLength(1);
    },
  );

  it('is a province where only the province is named', () => {
    expect(placesIn('경기도 산후조리비')).toEqual(['경기도']);
  });

  it('is known by its former name', () => {
    expect(placesIn('강원도에서 신청하려면')).toEqual(['강원특별자치도']);
  });

  it('is not taken from a name that many places share', () => {
    expect(placesIn('중구 사는데요')).toEqual([]);
  });

  it('that shares its name is told by its province', () => {
    expect(placesIn('부산 중구 사는데요')).toEqual(['부산광역시 중구']);
  });

  it('is not read out of the middle of a word', () => {
    expect(placesIn('저는 태고양식장에서 일합니다')).toEqual([]);
  });

  it.each([
    '고양시를 떠나요',
    '고양시와 서울',
    '고양시청에 전화했어요',
    '고양시민인데요',
    '고양시까지 갔어요',
    '사는 곳은 고양이고요',
  ])('is heard in "%s"', (text) => {
    expect(placesIn(text)).toContain('경기도 고양시');
  });
});

describe('a cat', () => {
  it.each(['고양이 키우는데 지원 있나요', '고양이가 아파요', '길고양이 중성화', '고양이랑 살아요'])(
    'is no city: %s',
    (text) => {
      expect(placesIn(text)).toEqual([]);
    },
  );

  it.each(['고양이요', '저는 고양이에요', '사는 곳은 고양이고 아이가 둘이에요'])(
    'is not seen in a city: %s',
    (text) => {
      expect(placesIn(text)).toEqual(['경기도 고양시']);
    },
  );

  it('does not hide a city beside it', () => {
    expect(placesIn('광명에서 고양이 키우는데')).toEqual(['경기도 광명시']);
  });
});

describe('a correction', () => {
  it.each([
    ['고양 말고 광양이요', '전라남도 광양시'],
    ['아니 광명이요', '경기도 광명시'],
    ['고양이 아니라 광명이에요', '경기도 광명시'],
  ])('"%s" ends on the place that is meant', (text, place) => {
    expect(placesIn(text).at(-1)).toBe(place);
  });

  it('that returns to the first place ends on it', () => {
    expect(placesIn('고양 말고 광양, 아니 고양이요').at(-1)).toBe('경기도 고양시');
  });
});

describe('two places', () => {
  it('come in the order they are named', () => {
    expect(placesIn('광명에서 고양으로 이사 가요')).toEqual(['경기도 광명시', '경기도 고양시']);
  });

  it('come once each', () => {
    expect(placesIn('고양에서 고양으로')).toEqual(['경기도 고양시']);
  });
});

describe('the telephone of a place', () => {
  it('is its own', () => {
    expect(gazetteer.resolve('고양시')?.contact?.phone).toBe('031-909-9000');
  });

  it("is its province's where it has none", () => {
    expect(gazetteer.resolve('광명시')?.contact?.phone).toBe('031-120');
  });
});

describe('a setting', () => {
  it.each(['고양시', '고양', '경기도 고양시', ' 경기  고양시 ', '고양시'.normalize('NFD')])(
    '"%s" is 경기도 고양시',
    (name) => {
      expect(gazetteer.resolve(name)?.name).toBe('경기도 고양시');
    },
  );

  it('that no region knows is no place', () => {
    expect(gazetteer.resolve('달나라')).toBeUndefined();
  });

  it('holds for every place by its full name', () => {
    const names = REGIONS.provinces.flatMap(({ name, cities }) => [
      name,
      ...cities.map((city) => `${name} ${city.name}`),
    ]);
    fc.assert(
      fc.property(fc.constantFrom(...names), (name) => {
        expect(gazetteer.resolve(name)?.name).toBe(name);
        expect(placesIn(`${name}에서 받는 지원`)).toEqual([name]);
      }),
    );
  });
});

it('knows no place where no regions are known', () => {
  expect(createGazetteer(undefined).find('고양시 사는데요')).toEqual([]);
});
