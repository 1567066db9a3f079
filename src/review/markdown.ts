/** A review as Markdown: to be read in a terminal, kept, or pasted where colleagues talk. */
import type { AnswerChange, Side } from './compare.js';
import { byGravity, type Review } from './review.js';
import { askedAs, causeText, countsText, NO_CAUSE, OUTCOME_NAMES, signsOf, verdictText } from './wording.js';

export function renderMarkdown(review: Review): string {
  const { from, to, at, plan, changes, broken } = review;
  const documents = [
    ...plan.added.map(({ title, file }) => `- 더함: ${inline(title)} (${inline(file)})`),
    ...plan.changed.map(({ title, file }) => `- 바뀜: ${inline(title)} (${inline(file)})`),
    ...plan.removed.map(({ title, file }) => `- 빠짐: ${inline(title)} (${inline(file)})`),
  ];
  return [
    '# 새 색인이 바꾸는 답',
    '',
    `${from ?? '(없음)'} → ${to}, ${at}`,
    '',
    `**${verdictText(review)}** ${countsText(review)}`,
    '',
    ...broken.flatMap(({ text, questions }) => [
      `- ${text}${questions.length > 0 ? ` (${questions.join(', ')})` : ''}`,
    ]),
    ...(broken.length > 0 ? [''] : []),
    '## 바뀐 문서',
    '',
    ...(documents.length === 0 ? ['- 없습니다.'] : documents),
    '',
    `## 달라지는 답 ${changes.length}건`,
    '',
    ...byGravity(changes).flatMap(changeLines),
  ].join('\n');
}

function changeLines(change: AnswerChange): string[] {
  const { question, before, after, figures, causes } = change;
  const moved = figures.gone.length + figures.come.length > 0;
  return [
    `### ${question.turns.map(inline).join(' / ')}`,
    '',
    `\`${askedAs(change)}\` ${signsOf(change).map(inline).join('; ')}`.trimEnd(),
    '',
    ...(moved ? [`- 숫자: ${listed(figures.gone)} → ${listed(figures.come)}`] : []),
    ...(causes.length === 0 ? [`- 까닭: ${NO_CAUSE}`] : causes.map((cause) => `- 까닭: ${inline(causeText(cause))}`)),
    '',
    ...sideLines('지금', before),
    ...sideLines('바뀐 뒤', after),
  ];
}

function sideLines(name: string, { outcome, text, sources }: Side): string[] {
  const from = sources.map(({ title, asOf }) => `${inline(title)} (${asOf})`).join(', ');
  return [
    `${name} (${OUTCOME_NAMES[outcome]}${from === '' ? '' : `, 출처: ${from}`})`,
    '',
    ...text.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)),
    '',
  ];
}

const listed = (figures: readonly string[]): string => (figures.length === 0 ? '없음' : figures.join(', '));
const inline = (text: string): string => text.replace(/\s+/g, ' ').replace(/[`*_<>|[\]]/g, '\\$&');
