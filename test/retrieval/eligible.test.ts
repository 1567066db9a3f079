import { describe, expect, it } from 'vitest';
import { createEligibility } from '../../src/retrieval/eligible.js';
import { documentWith } from '../fixtures/documents.js';

const of2026 = documentWith({
  id: 'pension-2026',
  title: '기초연금',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
});
const of2027 = documentWith({ id: 'pension-2027', title: '기초 연금', validFrom: '2027-01-01' });
const staffOnly = documentWith({ id: 'manual', title: '업무 지침', audience: 'staff' });

const DOCUMENTS = [of2026, of2027, staffOnly];
const given = (date: string, audience: 'public' | 'staff' = 'public', documents = DOCUMENTS) => {
  const mask = createEligibility(documents)(audience, date);
  return documents.filter((_document, row) => mask[row] === 1).map(({ id }) => id);
};

describe('what a search may give', () => {
  it('is the record in force, not next year’s of the same name', () => {
    expect(given('2026-12-31')).toEqual(['pension-2026']);
  });

  it('is the new record from New Year on', () => {
    expect(given('2027-01-01')).toEqual(['pension-2027']);
  });

  it('is a record out of its time where nothing replaces it', () => {
    expect(given('2027-01-01', 'public', [of2026])).toEqual(['pension-2026']);
  });

  it('is not another city’s record of the same name', () => {
    const ended = documentWith({ id: 'a', title: '효도수당', region: '경기도 고양시', validUntil: '2025-12-31' });
    const other = documentWith({ id: 'b', title: '효도수당', region: '경기도 광명시' });
    expect(given('2026-06-01', 'public', [ended, other])).toEqual(['a', 'b']);
  });

  it('holds staff documents for staff alone', () => {
    expect(given('2026-12-31', 'staff')).toEqual(['pension-2026', 'manual']);
  });

  it('is told again for the same day without being worked out again', () => {
    const eligibleFor = createEligibility(DOCUMENTS);
    expect(eligibleFor('public', '2026-12-31')).toBe(eligibleFor('public', '2026-12-31'));
  });
});
