/**
 * A report: measures, groups and the cases that went wrong → JSON (the object itself) or Markdown. The same shape
 * serves answers and safety, so that two runs of either can be compared.
 */
import { z } from 'zod';
import { type Measure, meets } from './measure.js';

const measureSchema = z.object({
  name: z.string(),
  label: z.string(),
  hits: z.number(),
  of: z.number(),
  value: z.number().nullable(),
  low: z.number(),
  high: z.number(),
  better: z.enum(['higher', 'lower']),
  target: z.number().nullable(),
});

export const caseResultSchema = z.object({
  id: z.string(),
  group: z.string(),
  right: z.boolean(),
  /** Short causes, each `cause: detail`; empty for a right case. */
  why: z.array(z.string()),
  outcome: z.string(),
  durationMs: z.number(),
});
export type CaseResult = z.infer<typeof caseResultSchema>;

export const reportSchema = z.object({
  subject: z.enum(['answers', 'safety']),
  engine: z.string(),
  index: z.object({ documents: z.number(), contentHash: z.string() }),
  now: z.string(),
  measures: z.array(measureSchema),
  groups: z.array(measureSchema),
  timings: z.object({ medianMs: z.number(), p99Ms: z.number(), maxMs: z.number() }),
  cases: z.array(caseResultSchema),
});
export type Report = z.infer<typeof reportSchema>;

export function timingsOf(cases: readonly CaseResult[]): Report['timings'] {
  const sorted = cases.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { medianMs: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}

/** Causes of the wrong cases, the commonest first. */
function causesOf(cases: readonly CaseResult[]): readonly { readonly cause: string; readonly ids: string[] }[] {
  const causes = new Map<string, string[]>();
  for (const { id, right, why } of cases) {
    if (right) continue;
    for (const cause of new Set(why.map((text) => text.split(':')[0] ?? text)))
      causes.set(cause, [...(causes.get(cause) ?? []), id]);
  }
  return [...causes].map(([cause, ids]) => ({ cause, ids })).sort((a, b) => b.ids.length - a.ids.length);
}

const TITLES: Readonly<Record<Report['subject'], string>> = { answers: '답변 평가', safety: '안전 평가' };

export function renderReport(report: Report): string {
  const wrong = report.cases.filter(({ right }) => !right);
  const { medianMs, p99Ms, maxMs } = report.timings;
  return [
    `# ${TITLES[report.subject]}`,
    '',
    `엔진 ${report.engine}, 문서 ${report.index.documents}건(${report.index.contentHash.slice(0, 8)}), 기준 시각 ${report.now}, 물음 ${report.cases.length}건.`,
    `한 답에 걸린 시간: 중앙값 ${medianMs.toFixed(1)} ms, 99 % ${p99Ms.toFixed(1)} ms, 최대 ${maxMs.toFixed(1)} ms.`,
    '',
    '## 잰 것',
    '',
    ...table(report.measures),
    '',
    '## 갈래별',
    '',
    ...table(report.groups),
    '',
    `## 틀린 물음 ${wrong.length}건`,
    '',
    ...causesOf(report.cases).map(({ cause, ids }) => `- ${cause} ${ids.length}건: ${ids.join(', ')}`),
    '',
    ...wrong.map(({ id, group, outcome, why }) => `- \`${id}\` (${group}, ${outcome}) ${why.map(inline).join('; ')}`),
    '',
  ].join('\n');
}

function table(measures: readonly Measure[]): string[] {
  return [
    '| 이름 | 뜻 | 수 | 값 | 95 % 구간 | 목표 | |',
    '|---|---|---|---|---|---|---|',
    ...measures.map((one) => {
      const bound = one.target === null ? '' : `${one.better === 'higher' ? '≥' : '≤'} ${percent(one.target)}`;
      const met = meets(one);
      const mark = met === undefined ? '' : met ? '충족' : '미달';
      const interval = one.value === null ? '' : `${percent(one.low)} – ${percent(one.high)}`;
      return `| ${one.name} | ${one.label} | ${one.hits}/${one.of} | ${one.value === null ? '잴 것 없음' : percent(one.value)} | ${interval} | ${bound} | ${mark} |`;
    }),
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const inline = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '/');

/** One line for a terminal or a log. */
export function summaryOf(report: Report): string {
  return report.measures
    .filter(({ value }) => value !== null)
    .map(({ name, hits, of, value }) => `${name} ${percent(value ?? 0)} (${hits}/${of})`)
    .join(', ');
}
