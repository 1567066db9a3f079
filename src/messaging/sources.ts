/** Citations → one note for each source, with the numbers of all the sentences it carries. */
import { printedPlace } from '../core/place.js';
import type { Citation } from '../core/types.js';
import { visible } from './lines.js';

export interface SourceNote {
  readonly numbers: readonly number[];
  /** Title, region, as-of date, institution, the source's own title and its date, in one line. */
  readonly label: string;
  readonly url?: string | undefined;
}

export function sourcesOf(citations: readonly Citation[]): readonly SourceNote[] {
  const groups = new Map<string, Citation[]>();
  for (const citation of citations) {
    const { documentId, source } = citation;
    const key = [documentId, source.title, source.publisher, source.date, source.url ?? ''].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), citation]);
  }
  return [...groups.values()].flatMap((group): SourceNote[] => {
    const [first] = group;
    if (!first) return [];
    const { title, region, asOf, source } = first;
    return [
      {
        numbers: group.map(({ n }) => n),
        label: visible(
          [`${title} (${region}, ${asOf} 기준) ${source.publisher}`, source.title, source.date, printedPlace(group)]
            .filter((part) => part !== undefined)
            .join(', '),
        ),
        url: webAddress(source.url),
      },
    ];
  });
}

export function markersOf({ numbers }: SourceNote): string {
  return numbers.map((n) => `[${n}]`).join('');
}

/** Only addresses of pages are ever opened from a button or a link: no script, no file, no log-in data. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const url = new URL(text);
    const plain = (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
    return plain ? url.href : undefined;
  } catch {
    return undefined;
  }
}
