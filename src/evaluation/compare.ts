/** Two reports of one subject → what changed: cases that turned right or wrong, and measures that moved. */
import type { Measure } from './measure.js';
import type { Report } from './report.js';

export interface Comparison {
  readonly nowRight: readonly string[];
  readonly nowWrong: readonly { readonly id: string; readonly why: readonly string[] }[];
  /** Right or wrong as before, with another outcome or another cause. */
  readonly otherwise: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly moved: readonly { readonly name: string; readonly before: number | null; readonly after: number | null }[];
}

export function compareReports(before: Report, after: Report): Comparison {
  const earlier = new Map(before.cases.map((one) => [one.id, one]));
  const ids = new Set(after.cases.map(({ id }) => id));
  const both = after.cases.flatMap((now) => {
    const was = earlier.get(now.id);
    return was ? [{ was, now }] : [];
  });
  const valueIn = (measures: readonly Measure[], name: string): number | null =>
    measures.find((one) => one.name === name)?.value ?? null;
  return {
    nowRight: both.filter(({ was, now }) => !was.right && now.right).map(({ now }) => now.id),
    nowWrong: both.filter(({ was, now }) => was.right && !now.right).map(({ now }) => ({ id: now.id, why: now.why })),
    otherwise: both
      .filter(
        ({ was, now }) =>
          was.right === now.right && (was.outcome !== now.outcome || was.why.join('\n') !== now.why.join('\n')),
      )
      .map(({ now }) => now.id),
    added: after.cases.filter(({ id }) => !earlier.has(id)).map(({ id }) => id),
    removed: before.cases.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
    moved: after.measures
      .map(({ name, value }) => ({ name, before: valueIn(before.measures, name), after: value }))
      .filter((change) => change.before !== change.after),
  };
}

export function renderComparison(comparison: Comparison): string {
  const { nowRight, nowWrong, otherwise, added, removed, moved } = comparison;
  const list = (label: string, ids: readonly string[]): string[] =>
    ids.length === 0 ? [] : [`- ${label} ${ids.length}건: ${ids.join(', ')}`];
  const lines = [
    ...list('맞게 된 물음', nowRight),
    ...list(
      '틀리게 된 물음',
      nowWrong.map(({ id, why }) => `${id} (${why.join('; ')})`),
    ),
    ...list('다르게 답한 물음', otherwise),
    ...list('새로 생긴 물음', added),
    ...list('없어진 물음', removed),
    ...moved.map(({ name, before, after }) => `- ${name}: ${share(before)} → ${share(after)}`),
  ];
  return ['## 앞선 평가와 견준 것', '', ...(lines.length === 0 ? ['- 달라진 것이 없습니다.'] : lines), ''].join('\n');
}

/** Two engines over the same questions, a measure a line. */
export function renderSideBySide(first: Report, second: Report): string {
  const measured = (report: Report, name: string): number | null =>
    report.measures.find((one) => one.name === name)?.value ?? null;
  return [
    '## 두 엔진',
    '',
    `| 이름 | ${first.engine} | ${second.engine} |`,
    '|---|---|---|',
    ...second.measures.map(
      ({ name }) => `| ${name} | ${share(measured(first, name))} | ${share(measured(second, name))} |`,
    ),
    `| 중앙값 ms | ${first.timings.medianMs.toFixed(1)} | ${second.timings.medianMs.toFixed(1)} |`,
    '',
  ].join('\n');
}

const share = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`);
