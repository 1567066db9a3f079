import { describe, expect, it } from 'vitest';
import { createStandards } from '../../src/answering/standards.js';
import { PACKAGE_FOLDER } from '../../src/compose.js';
import { readSupport } from '../../src/knowledge/support.js';
import type { Focus } from '../../src/understanding/focus.js';
import { documentWith } from '../fixtures/documents.js';
import { understandingWith } from '../fixtures/understanding.js';

const { support } = await readSupport(`${PACKAGE_FOLDER}/knowledge`);
const LIVELIHOOD = documentWith({
  id: 'livelihood',
  title: '생계급여',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
});

const asked = (query: string, now = '2026-11-24T12:00:00+09:00', focuses: Focus[] = ['amount']) =>
  createStandards(support.incomeStandards, () => new Date(now))?.(understandingWith({ query, focuses }), LIVELIHOOD);

describe('income standards', () => {
  it('tell the median income of this year', () => {
    expect(asked('4인 가구 기준 중위소득 얼마예요')).toMatchObject({ year: 2026, isNextYear: false });
    expect(asked('4인 가구 기준 중위소득 얼마예요')?.claim?.text).toContain('4인 가구 6,494,738원');
  });

  it.each(['내년', '2027년', '새해'])('of %s are those of the next year, marked so', (when) => {
    const found = asked(`${when} 생계급여 1인 가구 얼마예요`);
    expect(found).toMatchObject({ year: 2027, isNextYear: true });
    expect(found?.claim?.text).toContain('1인 가구 875,533원');
  });

  it('leave this year to the record that holds it', () => {
    expect(asked('생계급여 1인 가구 얼마예요')).toBeUndefined();
  });

  it('change at midnight of New Year in Seoul, and not before', () => {
    expect(asked('생계급여 1인 가구 얼마예요', '2026-12-31T23:59:59+09:00')).toBeUndefined();
    expect(asked('생계급여 1인 가구 얼마예요', '2027-01-01T00:00:00+09:00')).toMatchObject({
      year: 2027,
      isNextYear: false,
    });
    // The same moment, written in the time of London: there it is still the old year.
    expect(asked('생계급여 1인 가구 얼마예요', '2026-12-31T15:00:00Z')).toMatchObject({ year: 2027 });
    expect(asked('생계급여 1인 가구 얼마예요', '2026-12-31T14:59:59Z')).toBeUndefined();
  });

  it('say that a year is unknown rather than lend it the figures of another', () => {
    expect(asked('2031년 기준 중위소득 얼마예요')).toEqual({ year: 2031, isNextYear: true });
  });

  it('have nothing to say to a question for no figure', () => {
    expect(asked('생계급여 어디서 신청해요', undefined, ['apply'])).toBeUndefined();
    expect(asked('내년 생계급여 서류 뭐예요', undefined, ['documents'])).toBeUndefined();
  });

  it.each(['기초생활수급자 되려면 4인가구 소득이 얼마여야 해요', '기초수급 자격 소득 기준 알려 주세요'])(
    'tell the limit of each of the four benefits where none is named: %s',
    (question) => {
      const found = asked(question, undefined, ['eligibility']);
      const told = [found?.claim, ...(found?.more ?? [])].map((claim) => claim?.text.slice(6, 10));
      expect(told).toEqual(['생계급여', '의료급여', '주거급여', '교육급여']);
    },
  );

  it('are not told of what recipients get', () => {
    expect(asked('기초생활수급자 되면 무슨 혜택 있어요', undefined, ['benefit'])).toBeUndefined();
  });
});
