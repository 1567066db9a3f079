import { describe, expect, it } from 'vitest';
import { spokenOf } from '../../src/answering/spoken.js';
import { documentWith } from '../fixtures/documents.js';
import { sections } from '../fixtures/engine.js';

const weightOf = (): number => 3;
const hearingAid = documentWith({
  id: 'aid',
  title: '보청기 구입비 지원',
  sections: sections('aid', { benefit: ['보청기 구입비를 131만원까지 지원합니다.'] }),
});
const spoken = (topicWords: readonly string[], glossary: Parameters<typeof spokenOf>[1]['glossary'] = []) =>
  spokenOf(hearingAid, { topicWords, glossary }, weightOf);

describe('how much of a question a document speaks of', () => {
  it('is all of it where every word stands there', () => {
    expect(spoken(['보청기', '구입비'])).toMatchObject({ held: 1, missed: 0, missedNoun: 0 });
  });

  it('counts the noun that sets the question apart as missed', () => {
    const { missed, missedNoun } = spoken(['전동휠체어', '구입비']);
    expect(missed).toBe(1);
    expect(missedNoun).toBeGreaterThan(0.4);
  });

  it('takes a word as held where a citizens’ phrase means one that is', () => {
    const phrase = { phrase: '귀에 끼는', mean: ['보청기'], themes: [], lifeStages: [] };
    expect(spoken(['귀에'], [phrase]).held).toBe(1);
    expect(spoken(['귀에']).held).toBe(0);
  });

  it('leaves out words that only ask', () => {
    expect(spoken(['보청기', '추천해', '주세']).words).toBe(1);
  });

  it('tells how much stands in one sentence', () => {
    expect(spoken(['보청기', '131만원']).inOneLine).toBe(1);
  });
});
