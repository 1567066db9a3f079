/** An Answer for the terminal: the text, then sources as footnotes, notices, and what to do next. */
import type { Answer, Citation } from '../core/types.js';
import { bold, dim } from './output.js';

export function renderAnswer(answer: Answer): string {
  const text = answer.text
    .replace(/\*\*(.+?)\*\*/g, (_whole, name: string) => bold(name))
    .replace(/\\([*_`[\]])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  const sources = footnotes(answer.citations).map(dim);
  const notices = answer.notices.map(({ text: notice }) => dim(`※ ${notice}`));
  const actions = answer.nextActions.map(({ kind, label, value }) =>
    kind === 'link' ? `→ ${label}: ${value}` : `→ ${label}`,
  );
  return [text, sources.join('\n'), notices.join('\n'), actions.join('\n')]
    .filter((block) => block !== '')
    .join('\n\n');
}

/** One footnote for each source, with the numbers of all the sentences it carries. */
function footnotes(citations: readonly Citation[]): string[] {
  const groups = new Map<string, Citation[]>();
  for (const citation of citations) {
    const key = `${citation.documentId} ${citation.source.title}`;
    groups.set(key, [...(groups.get(key) ?? []), citation]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { title, region, asOf, source } = first;
    const numbers = group.map(({ n }) => `[${n}]`).join('');
    const url = source.url ? ` ${source.url}` : '';
    return [`${numbers} ${title} (${region}, ${asOf} 기준) ${source.publisher}, ${source.title}, ${source.date}${url}`];
  });
}
