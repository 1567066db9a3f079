/** What carries an answer: a card for each source with institution, dates and the exact words, by number. */
import { printedPlace } from '../../../src/core/place.js';
import { safeHref } from '../markdown.js';
import type { Citation } from './answer.js';
import type { Texts } from './texts.js';

interface SourcesProps {
  readonly answerId: string;
  readonly citations: readonly Citation[];
  readonly server: string;
  readonly texts: Texts;
}

export const quoteId = (answerId: string, n: number): string => `${answerId}-${n}`;

export function Sources({ answerId, citations, server, texts }: SourcesProps) {
  if (citations.length === 0) return null;
  const groups = new Map<string, Citation[]>();
  for (const citation of citations) {
    const key = `${citation.documentId} ${citation.source.title}`;
    groups.set(key, [...(groups.get(key) ?? []), citation]);
  }
  return (
    <details>
      <summary>{texts.sources(citations.length)}</summary>
      {[...groups.values()].map((group) => (
        <Card key={group[0]?.n} answerId={answerId} group={group} server={server} texts={texts} />
      ))}
    </details>
  );
}

interface CardProps {
  readonly answerId: string;
  readonly group: readonly Citation[];
  readonly server: string;
  readonly texts: Texts;
}

function Card({ answerId, group, server, texts }: CardProps) {
  const [first] = group;
  if (!first) return null;
  const { title, region, status, asOf, source, documentId } = first;
  const original = source.url === undefined ? undefined : safeHref(source.url);
  return (
    <div class="card">
      <h3>
        {title}
        <span class="tag">{region}</span>
        {status === '시행' ? null : <span class="tag">{status}</span>}
      </h3>
      <p class="f">
        {source.publisher}, {source.title}
        {source.date === asOf ? '' : `, ${source.date}`} · {texts.asOf(asOf)}
      </p>
      {group.map((citation) => (
        <blockquote key={citation.n} id={quoteId(answerId, citation.n)} tabIndex={-1}>
          <strong>[{citation.n}]</strong> {citation.quote}
          {printedPlace([citation]) === undefined ? null : <span class="f"> ({printedPlace([citation])})</span>}
        </blockquote>
      ))}
      <div class="next">
        <a class="b" href={`${server}/programs/${encodeURIComponent(documentId)}`} target="_blank" rel="noopener">
          {texts.detail}
          <span class="v"> ({texts.newWindow})</span>
        </a>
        {original === undefined ? null : (
          <a class="b" href={original} target="_blank" rel="noopener noreferrer">
            {texts.original}
            <span class="v"> ({texts.newWindow})</span>
          </a>
        )}
      </div>
    </div>
  );
}
