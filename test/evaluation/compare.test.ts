import { describe, expect, it } from 'vitest';
import { compareReports, renderComparison } from '../../src/evaluation/compare.js';
import { measure } from '../../src/evaluation/measure.js';
import { type CaseResult, type Report, renderReport, reportSchema, timingsOf } from '../../src/evaluation/report.js';

const one = (id: string, right: boolean, outcome = 'answered', why = right ? [] : ['빠진 말: 30만원']): CaseResult => ({
  id,
  group: 'direct',
  right,
  why,
  outcome,
  durationMs: 2,
});

function report(...cases: CaseResult[]): Report {
  const right = cases.filter((found) => found.right).length;
  return {
    subject: 'answers',
    engine: 'extractive',
    index: { documents: 3, contentHash: '0123456789' },
    now: '2026-11-25T00:00:00.000Z',
    measures: [measure('right', '맞음', right, cases.length, { target: 0.9 })],
    groups: [],
    timings: timingsOf(cases),
    cases,
  };
}

describe('two runs compared', () => {
  it('name the cases that turned right, turned wrong or are answered otherwise, and those that came and went', () => {
    const before = report(one('a', true), one('b', false), one('c', true, 'abstained'), one('gone', true));
    const after = report(one('a', false), one('b', true), one('c', true, 'redirected'), one('new', true));
    expect(compareReports(before, after)).toEqual({
      nowRight: ['b'],
      nowWrong: [{ id: 'a', why: ['빠진 말: 30만원'] }],
      otherwise: ['c'],
      added: ['new'],
      removed: ['gone'],
      moved: [],
    });
  });

  it('say so where nothing changed, and show a measure that moved', () => {
    const same = report(one('a', true));
    expect(renderComparison(compareReports(same, same))).toContain('달라진 것이 없습니다');
    expect(renderComparison(compareReports(same, report(one('a', false))))).toContain('right: 100.0 % → 0.0 %');
  });
});

describe('a report', () => {
  const written = report(one('a', true), one('b', false), one('c', false, 'abstained', ['결과: abstained']));

  it('survives being written as JSON and read again', () => {
    expect(reportSchema.parse(JSON.parse(JSON.stringify(written)))).toEqual(written);
  });

  it('shows each measure with its interval and target, and the wrong cases by cause', () => {
    const text = renderReport(written);
    expect(text).toMatch(/\| right \| 맞음 \| 1\/3 \| 33\.3 % \| 6\.1 % – 79\.2 % \| ≥ 90\.0 % \| 미달 \|/);
    expect(text).toContain('- 빠진 말 1건: b');
    expect(text).toContain('`c` (direct, abstained) 결과: abstained');
  });
});
