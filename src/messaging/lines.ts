/**
 * An answer's Markdown → lines of plain words, bold or not, for platforms that have their own way of writing. Only
 * what answers use is read (bold, bullets, headings, tables, escapes); everything else, links and mentions among it,
 * stays the letters it is written in.
 */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
}

export interface Line {
  readonly kind: 'text' | 'bullet';
  readonly runs: readonly Run[];
}

// Not to be seen and able to reorder or hide what is: control letters, direction marks, joiners of nothing.
const UNSEEN = /(?![\n\t])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

export function linesOf(markdown: string): readonly Line[] {
  return markdown.split('\n').flatMap((raw): Line[] => {
    const line = visible(raw).trim();
    if (line === '' || /^\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?$/.test(line)) return [];
    if (line.startsWith('|')) {
      const cells = line.replace(/^\||\|$/g, '').split(/(?<!\\)\|/);
      return [{ kind: 'bullet', runs: runsOf(cells.map((cell) => cell.trim()).join(' | ')) }];
    }
    const heading = /^#{1,6}\s+(.+)$/.exec(line);
    if (heading?.[1]) return [{ kind: 'text', runs: [{ text: unescapeMarkdown(heading[1]), bold: true }] }];
    const bullet = /^[-*+]\s+(.+)$/.exec(line);
    return [bullet?.[1] ? { kind: 'bullet', runs: runsOf(bullet[1]) } : { kind: 'text', runs: runsOf(line) }];
  });
}

export function plainText({ runs }: Line): string {
  return runs.map(({ text }) => text).join('');
}

/** Words as they may be shown: without letters that act on the screen. */
export function visible(text: string): string {
  return text.replace(UNSEEN, '');
}

export function unescapeMarkdown(text: string): string {
  return text
    .replace(/\\([\\`*_{}[\]()#+\-.!|~<>])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function runsOf(text: string): Run[] {
  return text
    .split(/(?<!\\)(\*\*(?:\\.|[^*\\])+\*\*)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.length > 4 && part.startsWith('**') && part.endsWith('**')
        ? { text: unescapeMarkdown(part.slice(2, -2)), bold: true }
        : { text: unescapeMarkdown(part), bold: false },
    );
}
