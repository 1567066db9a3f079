/** An Answer for the terminal: the text, then sources as footnotes, notices, and what to do next. */
import type { Answer } from '../core/types.js';
import { bold, dim } from './output.js';

export function renderAnswer(answer: Answer): string {
  const text = answer.text
    .replace(/\*\*(.+?)\*\*/g, (_whole, name: string) => bold(name))
    .replace(/\\([*_`[\]])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  const sources = answer.citations.map(({ n, title, section, region, asOf, source }) =>
    dim(
      `[${n}] ${title} – ${section} (${region}, ${asOf} 기준) ${source.publisher}, ${source.title}, ${source.date}${source.url ? ` ${source.url}` : ''}`,
    ),
  );
  const notices = answer.notices.map(({ text: notice }) => dim(`※ ${notice}`));
  const actions = answer.nextActions.map(({ kind, label, value }) =>
    kind === 'link' ? `→ ${label}: ${value}` : `→ ${label}`,
  );
  return [text, sources.join('\n'), notices.join('\n'), actions.join('\n')]
    .filter((block) => block !== '')
    .join('\n\n');
}
