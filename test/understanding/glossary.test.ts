import { describe, expect, it } from 'vitest';
import type { Glossary } from '../../src/knowledge/support.js';
import { createGlossary } from '../../src/understanding/glossary.js';

const ENTRIES: Glossary = [
  { say: ['월세 밀', '방세 밀'], mean: ['긴급복지', '주거급여'], themes: ['주거'] },
  { say: ['애 봐'], mean: ['아이돌봄서비스'], lifeStages: ['영유아'] },
  { say: ['먹고 살'], mean: ['생계급여'] },
];
const phrasesIn = (text: string) => createGlossary(ENTRIES)(text).map(({ phrase }) => phrase);

describe("a citizen's phrase", () => {
  it('brings its official words, themes and life stages', () => {
    expect(createGlossary(ENTRIES)('월세 밀렸어요')).toEqual([
      { phrase: '월세 밀', mean: ['긴급복지', '주거급여'], themes: ['주거'], lifeStages: [] },
    ]);
  });

  it('is heard through particles and endings', () => {
    expect(phrasesIn('월세가 밀려서 큰일이에요')).toEqual(['월세 밀']);
  });

  it('is heard with up to three words between its own', () => {
    expect(phrasesIn('월세가 벌써 두 달 밀려서')).toEqual(['월세 밀']);
  });

  it('is not heard with four words between', () => {
    expect(phrasesIn('월세가 비싸고 그래서 이번에 적금이 밀려서')).toEqual([]);
  });

  it('is not heard the other way round', () => {
    expect(phrasesIn('밀린 월세')).toEqual([]);
  });

  it('begins at any of several places where its first word stands', () => {
    expect(phrasesIn('월세 사는데 돈이 없고 또 일도 없어 월세 밀렸어요')).toEqual(['월세 밀']);
  });

  it('is not heard inside a word', () => {
    expect(phrasesIn('연애 봐')).toEqual([]);
  });

  it('is heard each in its own right', () => {
    expect(phrasesIn('월세 밀리고 먹고 살기 힘들어요')).toEqual(['월세 밀', '먹고 살']);
  });
});

describe('without spaces', () => {
  const entries: Glossary = [
    { say: ['월세 지원'], mean: ['청년월세'] },
    { say: ['애 봐'], mean: ['아이돌봄서비스'] },
  ];

  it('a phrase of four syllables or more is heard', () => {
    expect(createGlossary(entries)('청년월세지원되나요')).toHaveLength(1);
  });

  it('a shorter one is not, since it may stand by chance', () => {
    expect(createGlossary(entries)('연애봐요')).toEqual([]);
  });
});

it('hears nothing where no phrases are known', () => {
  expect(createGlossary([])('월세 밀렸어요')).toEqual([]);
});
