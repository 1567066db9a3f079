/** Whom to ask about what no record answers, by the topics that the hotlines name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createOffices } from '../../src/answering/offices.js';
import { PACKAGE_FOLDER } from '../../src/package-folder.js';

const line = { hours: '평일', for: '안내', kind: 'civil', confidence: 'high' } as const;
const offices = createOffices({
  asOf: '2026-11-22',
  hotlines: [
    { ...line, name: '연금공단', phone: '1355', topics: ['국민연금', '연금 추납'] },
    { ...line, name: '법률공단', phone: '132', topics: ['이혼', '비자'] },
    { ...line, name: '민원안내', phone: '110', townTopics: ['여권'] },
  ],
});
const TOWN = { name: '고양시 콜센터', phone: '031-909-9000' };
const asks = (words: string, placeContact?: typeof TOWN) => offices({ words, placeContact })?.phone;

describe('the office to ask', () => {
  it('is the one whose topic is spoken of, also for someone whose place is known', () => {
    expect(asks('국민연금 언제부터 받나요')).toBe('1355');
    expect(asks('국민연금 언제부터 받나요', TOWN)).toBe('1355');
  });

  it('is that of the longest topic where several are spoken of', () => {
    expect(asks('이혼하면 국민연금 나눠 받나요')).toBe('1355');
  });

  it('is found whether or not the words of a topic stand apart', () => {
    expect([asks('연금추납 되나요'), asks('연금 추납 되나요')]).toEqual(['1355', '1355']);
  });

  it('is not found in the middle of another word', () => {
    expect(asks('소비자 상담')).toBeUndefined();
  });

  it('is the own town hall for what every town hall sees to, where the town is known', () => {
    expect([asks('여권 만들기'), asks('여권 만들기', TOWN)]).toEqual(['110', TOWN.phone]);
  });

  it('is the place itself where no topic is spoken of', () => {
    expect(asks('유모차 빌려주는 곳', TOWN)).toBe(TOWN.phone);
  });
});

it('no topic of the shipped hotlines belongs to two offices', () => {
  const { hotlines }: { hotlines: { topics?: string[]; townTopics?: string[] }[] } = parse(
    readFileSync(join(PACKAGE_FOLDER, 'knowledge', 'hotlines.yaml'), 'utf8'),
  );
  const topics = hotlines.flatMap(({ topics: own = [], townTopics = [] }) => [...own, ...townTopics]);
  expect(topics.length).toBeGreaterThan(0);
  expect(new Set(topics).size).toBe(topics.length);
});
