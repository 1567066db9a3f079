/** An Answer for the terminal: the text, then sources as footnotes, notices, and what to do next. */
import type { Answer, Citation } from '../core/types.js';
import { unescapeMarkdown, visible } from '../messaging/lines.js';
import { markersOf, sourcesOf, webAddress } from '../messaging/sources.js';
import { bold, dim } from './output.js';

export function renderAnswer(answer: Answer): string {
  const text = visible(answer.text)
    .replace(/\*\*((?:\\.|[^*\\\n])+)\*\*/g, (_whole, name: string) => bold(name))
    .split('\n')
    .map(unescapeMarkdown)
    .join('\n');
  const sources = footnotes(answer.citations).map(dim);
  const notices = answer.notices.map(({ text: notice }) => dim(`※ ${visible(notice)}`));
  const actions = answer.nextActions.map(({ kind, label, value }) =>
    kind === 'link' ? `→ ${visible(label)}: ${webAddress(value) ?? ''}` : `→ ${visible(label)}`,
  );
  return [text, sources.join('\n'), notices.join('\n'), actions.join('\n')]
    .filter((block) => block !== '')
    .join('\n\n');
}

/** One footnote for each source, with the numbers of all the sentences it carries. */
function footnotes(citations: readonly Citation[]): string[] {
  return sourcesOf(citations).map((source) => [markersOf(source), source.label, source.url].filter(Boolean).join(' '));
}
