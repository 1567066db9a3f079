/** Answers to be read by people: so many cases over all kinds, spread evenly, each as a citizen would get it. */
import type { Asked } from './answers-run.js';

export const PRINTED_ANSWERS = 40;

/** The same share of every kind, taken at even distances, so that nobody chooses the pretty ones. */
export function spread(asked: readonly Asked[], count: number): readonly Asked[] {
  const kinds = [...new Set(asked.map(({ question }) => question.kind))];
  const queues = kinds.map((kind) => evenly(asked.filter(({ question }) => question.kind === kind)));
  const chosen = new Set<Asked>();
  for (let round = 0; chosen.size < Math.min(count, asked.length); round += 1)
    for (const queue of queues) {
      const next = queue[round];
      if (next && chosen.size < count) chosen.add(next);
    }
  return asked.filter((one) => chosen.has(one));
}

/** First, last, middle, quarters …: any beginning of this order is spread over the whole. */
function evenly<T>(items: readonly T[]): readonly T[] {
  const order = new Set<number>();
  for (let parts = 1; order.size < items.length; parts *= 2)
    for (let part = 0; part <= parts; part += 1) order.add(Math.round(((items.length - 1) * part) / parts));
  return [...order].flatMap((index) => items[index] ?? []);
}

export function printAnswers(asked: readonly Asked[], about: string): string {
  const blocks = asked.map(({ question, answer, verdict }, index) => {
    const setting = [
      question.region,
      question.audience === 'staff' ? '직원' : '',
      question.remove.length > 0 ? `뺀 자료: ${question.remove.join(', ')}` : '',
    ]
      .filter(Boolean)
      .join(', ');
    return [
      `## ${index + 1}. ${question.turns.join(' / ')}`,
      '',
      `\`${question.id}\` ${question.kind}${setting ? ` (${setting})` : ''} → ${answer.outcome}${verdict.why.length > 0 ? ` · 흠: ${verdict.why.join('; ')}` : ''}`,
      '',
      ...answer.text.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)),
      '',
      ...sourcesOf(answer),
      ...answer.notices.filter(({ kind }) => kind !== 'ai').map(({ text }) => `- 알림: ${text}`),
      ...answer.nextActions.map(({ label }) => `- 다음: ${label}`),
      '',
    ].join('\n');
  });
  return [`# 답 ${asked.length}개`, '', about, '', ...blocks].join('\n');
}

/** A line for each source, with the numbers that point at it. */
function sourcesOf({ citations }: Asked['answer']): string[] {
  const lines = new Map<string, number[]>();
  for (const { n, title, region, asOf, source } of citations) {
    const line = `${title} (${region}, ${asOf} 기준) ${source.publisher}, ${source.date}`;
    lines.set(line, [...(lines.get(line) ?? []), n]);
  }
  return [...lines].map(([line, numbers]) => `- ${numbers.map((n) => `[${n}]`).join('')} ${line}`);
}
