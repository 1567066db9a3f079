/** Two versions of a record → the fields that differ, with what was and what is: figures and sentences, for a person. */
import type { FrontMatter, KnowledgeDocument } from '../knowledge/schema.js';

export interface Difference {
  readonly field: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const FIELDS: readonly (readonly [string, (document: KnowledgeDocument) => readonly string[]])[] = [
  ['제목', ({ title }) => [title]],
  ['지역', ({ region }) => [region]],
  ['상태', ({ status }) => [status]],
  ['기준일', ({ asOf }) => [asOf]],
  ['시작일', ({ validFrom }) => listOf(validFrom)],
  ['끝나는 날', ({ validUntil }) => listOf(validUntil)],
  ['생애주기', ({ lifeStages }) => lifeStages],
  ['대상', ({ targetGroups }) => targetGroups],
  ['주제', ({ themes }) => themes],
  ['법령', ({ law }) => listOf(law)],
  ['연락처', ({ contacts }) => contacts.map(({ name, phone }) => `${name} ${phone}`)],
  ['누리집', ({ apply }: FrontMatter) => apply.map(({ label, url }) => `${label} ${url}`)],
];

export function differencesOf(before: KnowledgeDocument, after: KnowledgeDocument): Difference[] {
  const headings = [...new Set([...before.sections, ...after.sections].map(({ heading }) => heading))];
  return [
    ...FIELDS.flatMap(([field, valuesOf]) => differing(field, valuesOf(before), valuesOf(after))),
    ...headings.flatMap((heading) => differing(heading, claimsUnder(before, heading), claimsUnder(after, heading))),
  ];
}

function claimsUnder({ sections }: KnowledgeDocument, heading: string): readonly string[] {
  return sections.find((section) => section.heading === heading)?.claims.map(({ text }) => text) ?? [];
}

/** Only what is in one of the two. */
function differing(field: string, before: readonly string[], after: readonly string[]): Difference[] {
  const lost = before.filter((value) => !after.includes(value));
  const won = after.filter((value) => !before.includes(value));
  return lost.length + won.length > 0 ? [{ field, before: lost, after: won }] : [];
}

function listOf(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
