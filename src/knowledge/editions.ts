/**
 * Editions: guides that come out anew each year ("2025년 … 안내", "2026년 … 안내"). In: titles and documents. Out: what
 * a year in the title says of validity, and which document has a newer edition or is another's double.
 */
import { squeeze } from '../korean/normalise.js';
import type { FileNote } from './conversion.js';
import type { KnowledgeDocument } from './schema.js';

const YEAR =
  /(?<!\d)(?:['’‘]?(?<short>2[0-9])|(?<full>20[0-4]\d))\s?(?:년도?|학년도|회계연도)(?![가-힣]*\s?(?:개정|까지|부터))|^(?<leading>20[0-4]\d)(?=[\s_.-])|\((?<bracket>20[0-4]\d)\)/u;

/** Most titles hold no year, and are looked through at every run. */
const MAY_HOLD_YEAR = /2\d/;

export function yearInTitle(title: string): number | undefined {
  if (!MAY_HOLD_YEAR.test(title)) return undefined;
  const groups = YEAR.exec(title)?.groups;
  const full = groups?.full ?? groups?.leading ?? groups?.bracket;
  if (full !== undefined) return Number(full);
  return groups?.short === undefined ? undefined : 2000 + Number(groups.short);
}

/** The same name whatever its year. */
export function nameWithoutYear(title: string): string {
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

/** Ids of older editions → id of the newest one in the same folder. */
export function newerEditions(documents: readonly KnowledgeDocument[]): ReadonlyMap<string, string> {
  const groups = new Map<string, { readonly id: string; readonly year: number }[]>();
  for (const { id, title, form, region, audience, untitled } of documents) {
    const year = form === 'plain' && !untitled ? yearInTitle(title) : undefined;
    if (year === undefined) continue;
    const key = `${region}|${audience}|${nameWithoutYear(title)}`;
    groups.set(key, [...(groups.get(key) ?? []), { id, year }]);
  }
  const newer = new Map<string, string>();
  for (const group of groups.values()) {
    const newest = group.reduce((best, one) => (one.year > best.year ? one : best));
    for (const { id, year } of group) if (year < newest.year) newer.set(id, newest.id);
  }
  return newer;
}

/** Most sentences of both are the same: one text in two formats, or under two names. */
const SAME_SHARE = 0.9;
const CLAIMS_MIN = 3;

/** Whether two documents say the same, whatever their form. */
function saysTheSame(one: KnowledgeDocument, other: KnowledgeDocument): boolean {
  const [first, second] = [sentencesOf(one), sentencesOf(other)];
  if (Math.min(first.size, second.size) < CLAIMS_MIN) return false;
  let shared = 0;
  for (const sentence of first) if (second.has(sentence)) shared += 1;
  return shared >= SAME_SHARE * Math.max(first.size, second.size);
}

const known = new WeakMap<KnowledgeDocument, ReadonlySet<string>>();

function sentencesOf(document: KnowledgeDocument): ReadonlySet<string> {
  const before = known.get(document);
  if (before) return before;
  const sentences = new Set(document.sections.flatMap(({ claims }) => claims.map(({ text }) => squeeze(text))));
  known.set(document, sentences);
  return sentences;
}

interface Filed {
  readonly document: KnowledgeDocument;
  readonly file: string;
}

/** What an admin is told of editions and of the same text in two files. */
export function editionNotes(found: readonly Filed[]): FileNote[] {
  const fileOf = new Map(found.map(({ document, file }) => [document.id, file]));
  const editions = [...newerEditions(found.map(({ document }) => document))].map(([older, newest]) => ({
    file: fileOf.get(older) ?? older,
    kind: 'edition' as const,
    text: `새 판이 있습니다(${fileOf.get(newest) ?? newest}). 새 판이 시행되는 동안 이 판은 그 해를 물을 때만 답에 씁니다`,
  }));
  return [...editions, ...doubleNotes(found)];
}

/** Only documents of pages or paths, which came from converted files, are looked for: a line of a corpus is its own. */
function doubleNotes(found: readonly Filed[]): FileNote[] {
  const isConverted = ({ document }: Filed): boolean => document.sections.some(({ path, page }) => path ?? page);
  if (!found.some(isConverted)) return [];
  const firstSentence = new Map<string, Filed[]>();
  for (const one of found) {
    if (one.document.form !== 'plain') continue;
    for (const sentence of [...sentencesOf(one.document)].slice(0, CLAIMS_MIN)) {
      const others = firstSentence.get(sentence) ?? [];
      firstSentence.set(sentence, [...others, one]);
    }
  }
  return found.filter(isConverted).flatMap((one) => {
    const near = new Set(
      [...sentencesOf(one.document)].slice(0, CLAIMS_MIN).flatMap((sentence) => firstSentence.get(sentence) ?? []),
    );
    const twin = [...near].find((other) => other.file < one.file && saysTheSame(one.document, other.document));
    return twin
      ? [{ file: one.file, kind: 'double' as const, text: `${twin.file}과 같은 글입니다. 하나만 남기세요` }]
      : [];
  });
}
