/** What speaks for a sentence as the first one, and what is wanted of it. */
import { describe, expect, it } from 'vitest';
import type { ScoredClaim } from '../../src/answering/claims.js';
import { signsOf, wantedOf } from '../../src/answering/lead-signs.js';
import { type Aspect, surely } from '../../src/understanding/hearing.js';
import { documentWith } from '../fixtures/documents.js';

const BUS = documentWith({ id: 'bus', title: '마을버스 지원', targetGroups: ['노인', '저소득'] });
const claim = (slug: string, text: string): ScoredClaim => ({
  claim: { id: `bus#${slug}.1`, text },
  slug,
  heading: '',
  score: 0,
  signs: { shared: 0, telling: 0, meant: 0, order: 0, fit: 0, classFit: 0 },
});
const namesFor = (asked: Aspect, slug: string, text: string, query = ''): string[] =>
  signsOf(claim(slug, text), surely(asked), query, BUS).map(([name]) => name);

describe('what is wanted', () => {
  it('is what the patterns say where nothing can be heard', () => {
    expect(wantedOf(undefined, ['amount'], '얼마예요').amount).toBe(1);
  });

  it('is mostly what is heard, and words that say it outright keep their force', () => {
    const wanted = wantedOf(surely('eligibility'), ['documents'], '서류');
    expect(wanted.eligibility).toBeCloseTo(0.7);
    expect(wanted.documents).toBeCloseTo(0.3);
  });
});

describe('signs of a sentence', () => {
  it('tell that it can carry the aspect, in its section', () => {
    expect(namesFor('amount', 'benefit', '월 2만원을 드립니다.', '얼마예요')).toEqual(
      expect.arrayContaining(['amount in benefit', 'carries amount', 'money for amount']),
    );
  });

  it('tell nothing of aspects that are not asked', () => {
    expect(namesFor('documents', 'benefit', '월 2만원을 드립니다.')).not.toContain('carries amount');
  });

  it('tell a rule of a group that nobody spoke of', () => {
    const text = '한부모는 상한이 월 4만원입니다.';
    expect(namesFor('amount', 'benefit', text, '얼마예요')).toContain('untold group');
    expect(namesFor('amount', 'benefit', text, '한부모는 얼마예요')).not.toContain('untold group');
  });

  it('tell an exception apart by whether somebody asks to get it', () => {
    const text = '공무원은 제외합니다.';
    expect(namesFor('eligibility', 'eligibility', text)).toContain('exception for who');
    expect(namesFor('amount', 'eligibility', text)).toContain('exception');
  });
});
