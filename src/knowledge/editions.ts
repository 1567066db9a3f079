/**
 * Editions: guides that come out anew each year ("2025년 … 안내", "2026년 … 안내"). In: titles and documents. Out: what
 * a year in the title says of validity, and which document has a newer edition or is another's double.
 */
import { squeeze } from '../korean/normalise.js';
import type { KnowledgeDocument } from './schema.js';

const YEAR =
  /(?<!\d)(?:['’‘]?(?<short>2[0-9])|(?<full>20[0-4]\d))\s?(?:년도?|학년도|회계연도)(?![가-힣]*\s?(?:개정|까지|부터))|^(?<leading>20[0-4]\d)(?=[\s_.-])|\((?<bracket>20[0-4]\d)\)/u;

export function yearInTitle(title: string): number | undefined {
  const groups = YEAR.exec(title)?.groups;
  const full = groups?.full ?? groups?.leading ?? groups?.bracket;
  if (full !== undefined) return Number(full);
  return groups?.short === undefined ? undefined : 2000 + Number(groups.short);
}

/** The same name whatever its year. */
function nameWithoutYear(title: string): string {
  return squeeze(title.replace(YEAR, ' ').replace(/[()[\]_.,·-]/g, ' ')).toLowerCase();
}

/** A title that tells no year takes the one of its file's name: "2026_돌봄지침.hwpx". */
export function titleWithYear(title: string, fileName: string): string {
  const year = yearInTitle(title) === undefined ? yearInTitle(fileName.normalize('NFC')) : undefined;
  return year === undefined ? title : `${year}년 ${title}`;
}

/** A guide of a year holds for that year. */
export function editionFields(
  title: string,
): Pick<KnowledgeDocument, 'asOf' | 'validFrom' | 'validUntil'> | Record<string, never> {
  const year = yearInTitle(title);
  return year === undefined ? {} : { asOf: `${year}`, validFrom: `${year}-01-01`, validUntil: `${year}-12-31` };
}

export interface Found {
  readonly document: KnowledgeDocument;
  readonly file: string;
  /** Read by a converter: the same text may lie beside it in another format. */
  readonly isConverted: boolean;
}

export interface Editions {
  /** Id of the next newer edition by the older one's id. */
  readonly newer: ReadonlyMap<string, string>;
  /** Converted documents that say word for word what another file says; these are left out. */
  readonly doubles: readonly { readonly file: string; readonly id: string; readonly of: string }[];
}

/** Most sentences of both are the same: one text in two formats. */
const SAME_SHARE = 0.9;
const CLAIMS_MIN = 3;

export function editionsOf(all: readonly Found[]): Editions {
  const plain = all.filter(({ document }) => document.form === 'plain' && !document.untitled);
  const groups = new Map<string, Found[]>();
  for (const found of plain) {
    if (yearInTitle(found.document.title) === undefined) continue;
    const key = `${found.document.region}|${found.document.audience}|${nameWithoutYear(found.document.title)}`;
    groups.set(key, [...(groups.get(key) ?? []), found]);
  }
  const newer = new Map<string, string>();
  for (const group of groups.values()) {
    const byYear = group.toSorted(
      (a, b) => (yearInTitle(a.document.title) ?? 0) - (yearInTitle(b.document.title) ?? 0),
    );
    const last = byYear.at(-1);
    for (const { document } of byYear)
      if (last && yearInTitle(document.title) !== yearInTitle(last.document.title))
        newer.set(document.id, last.document.id);
  }
  const isNeeded = plain.some(({ isConverted }) => isConverted);
  return { newer, doubles: isNeeded ? doublesOf(plain) : [] };
}

function doublesOf(found: readonly Found[]): Editions['doubles'] {
  const doubles: { file: string; id: string; of: string }[] = [];
  const kept: { readonly found: Found; readonly claims: ReadonlySet<string> }[] = [];
  const holders = new Map<string, number[]>();
  // A text that was written stays before one that was converted; of two conversions, the one with pages to cite.
  const ordered = found.toSorted(
    (a, b) =>
      Number(a.isConverted) - Number(b.isConverted) ||
      Number(hasPages(b)) - Number(hasPages(a)) ||
      a.file.localeCompare(b.file),
  );
  for (const one of ordered) {
    const claims = new Set(
      one.document.sections.flatMap((section) =>
        section.claims.map(({ text }) => squeeze(text).replace(/[^\p{L}\p{N}]/gu, '')),
      ),
    );
    const shared = new Map<number, number>();
    for (const claim of claims) for (const row of holders.get(claim) ?? []) shared.set(row, (shared.get(row) ?? 0) + 1);
    const twin = [...shared].find(([row, count]) => {
      const other = kept[row];
      return (
        other !== undefined &&
        claims.size >= CLAIMS_MIN &&
        count >= SAME_SHARE * Math.max(claims.size, other.claims.size)
      );
    });
    const of = twin === undefined ? undefined : kept[twin[0]]?.found;
    if (
      of &&
      one.isConverted &&
      yearInTitle(of.document.title) === yearInTitle(one.document.title) &&
      of.document.audience === one.document.audience
    ) {
      doubles.push({ file: one.file, id: one.document.id, of: of.file });
      continue;
    }
    kept.push({ found: one, claims });
    for (const claim of claims) holders.set(claim, [...(holders.get(claim) ?? []), kept.length - 1]);
  }
  return doubles;
}

function hasPages({ document }: Found): boolean {
  return document.sections.some(({ page }) => page !== undefined);
}
