/** Where in its document a quotation stands, for people: "12쪽, 제3장 선정 기준". No dependencies: the widget shows it too. */
import type { Citation } from './types.js';

type Place = Pick<Citation, 'page' | 'path' | 'section'>;

/** Page and chapter; the section's heading where no chapter is known. */
export function placeOf({ page, path, section }: Place): string {
  return join([page === undefined ? undefined : `${page}쪽`, path?.[0] ?? section]);
}

/** The same of a printed source; undefined for a record, which has neither pages nor chapters. */
export function printedPlace(citations: readonly Place[]): string | undefined {
  const pages = [...new Set(citations.flatMap(({ page }) => page ?? []))].sort((a, b) => a - b);
  const chapters = [...new Set(citations.flatMap(({ path }) => path?.[0] ?? []))];
  const place = join([pages.length === 0 ? undefined : `${pages.join(', ')}쪽`, ...chapters]);
  return place === '' ? undefined : place;
}

const join = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part).join(', ');
