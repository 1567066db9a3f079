/**
 * Disagreement: two documents about one programme whose sentences for the same question tell different values of the
 * same thing. Both are then told, the more official and newer first, and both with their dates.
 *
 * Values for other households, ages, classes or stretches of time do not disagree; nor do sentences about other
 * matters, or an edition whose time is over (retrieval leaves that out). In doubt there is no disagreement.
 */
import { nameWithoutYear } from '../knowledge/editions.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { type Figure, figuresOf } from '../korean/figures.js';
import { stemOf, wordsOf } from '../korean/tokens.js';
import { agesIn } from '../understanding/quantities.js';
import { partsIn } from './parts.js';
import { periodsIn } from './value-kinds.js';

/** What a notice is called beside the programme's own name. */
const OF_A_NOTICE =
  /안내문?|공고문?|알림|변경|개정|지침|사업|지원|제도|신청|기준|금액|홍보|자료|고시|개편|인상|(?:\d{1,2})월|시행|새로운|최신|복지|정보|설명|리플릿|요약/g;
const NAME_LETTERS_MIN = 3;

/** One programme: one of the names of each is the same, years and what makes it a notice aside. */
export function isOneProgramme(one: KnowledgeDocument, other: KnowledgeDocument): boolean {
  if (one.id === other.id || one.audience !== other.audience) return false;
  // A document that does not say its place was assumed to be the nation's.
  const isOfOnePlace = one.region === other.region || [one, other].some((document) => isPlainOfNowhere(document));
  const names = namesOf(one);
  return isOfOnePlace && [...namesOf(other)].some((name) => names.has(name));
}

const isPlainOfNowhere = ({ form, region }: KnowledgeDocument): boolean => form === 'plain' && region === '전국';

/** Every question compares a hundred documents with the one it tells; a document's names never change. */
const NAMES = new WeakMap<KnowledgeDocument, ReadonlySet<string>>();

function namesOf(document: KnowledgeDocument): ReadonlySet<string> {
  const names = NAMES.get(document) ?? readNames(document);
  NAMES.set(document, names);
  return names;
}

function readNames({ title, aliases, region }: KnowledgeDocument): ReadonlySet<string> {
  const place = region.split(' ').at(-1) ?? '';
  const bare = (name: string): string => nameWithoutYear(name.replace(place, ' ').replace(OF_A_NOTICE, ' '));
  return new Set([title, ...aliases].map(bare).filter((name) => name.length >= NAME_LETTERS_MIN));
}

/** The share of the shorter sentence's words that the other must hold to be about the same. */
const SHARED_MIN = 0.4;
const COMPARED: ReadonlySet<Figure['kind']> = new Set(['money', 'percent', 'count', 'date']);

/** Whether two sentences tell other values of the same thing. */
export function tellsOtherValue(one: string, other: string, names: readonly string[]): boolean {
  if (!isAboutTheSame(one, other, names)) return false;
  const [values, others] = [valuesByCase(one), valuesByCase(other)];
  return [...values].some(([key, told]) => {
    const beside = others.get(key);
    return beside !== undefined && !told.some((value) => beside.includes(value));
  });
}

function isAboutTheSame(one: string, other: string, names: readonly string[]): boolean {
  const [words, others] = [mattersOf(one, names), mattersOf(other, names)];
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared >= SHARED_MIN * Math.min(words.size, others.size);
}

/** The words of a sentence without figures and the programme's name. */
function mattersOf(sentence: string, names: readonly string[]): ReadonlySet<string> {
  const bare = names.reduce((text, name) => text.replaceAll(name, ' '), sentence);
  return new Set(
    wordsOf(bare)
      .filter((word) => !/\d/.test(word))
      .map((word) => stemOf(word).slice(0, STEM_LETTERS))
      .filter((stem) => stem.length >= 2),
  );
}

/** Endings are many; the first letters of a word are the same. */
const STEM_LETTERS = 2;

/** Values by the case they are for: the household, age, class and stretch of time said before them, and their unit. */
function valuesByCase(sentence: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  let from = 0;
  let last = '';
  const figures = figuresOf(sentence);
  const givesMore = (index: number): boolean =>
    figures.slice(index + 1).some(({ kind }) => kind === 'money' || kind === 'percent');
  for (const [index, { kind, value, text, bound }] of figures.entries()) {
    const at = sentence.indexOf(text, from);
    if (at < 0) continue;
    const before = sentence.slice(from, at);
    from = at + text.length;
    // "1인 가구 783,000원", "75세에 5만원": a number of people, an age or a year is the case itself, and no value.
    const isAgeOf = value.endsWith('세') && givesMore(index);
    if (!COMPARED.has(kind) || isAgeOf || isCase(value, sentence.slice(from))) {
      last = `${last} ${before} ${text}`;
      continue;
    }
    const context = `${last} ${before}`;
    const unit = kind === 'count' ? value.replace(/^[\d.]+/, '') : kind;
    const key = [unit, bound ?? '', ...caseOf(context), ...periodsIn(`${before}${text}`)].join('|');
    values.set(key, [...(values.get(key) ?? []), value]);
    last = '';
  }
  return values;
}

const isCase = (value: string, after: string): boolean =>
  /^\d+(?:인|명|종|급|등급|분위|구간|유형|년)$/.test(value) ||
  /^\d{4}$/.test(value) ||
  /^\s?(?:가구|세대|식구)/.test(after);

function caseOf(context: string): readonly string[] {
  const households = [...context.matchAll(/(\d+)\s?(?:인|명|종|급|등급|분위|구간|유형)/g)].map(([all]) =>
    all.replace(/\s/g, ''),
  );
  return [...households, ...agesIn(context).map((age) => `${age}세`), ...partsIn(context)];
}

const TRUST_ORDER: readonly KnowledgeDocument['source']['trust'][] = ['official', 'staff', 'uploaded', 'press'];

/** The more official before the less, the newer before the older of equal trust. */
export function byWorth(one: KnowledgeDocument, other: KnowledgeDocument): number {
  const trust = ({ source }: KnowledgeDocument): number => TRUST_ORDER.indexOf(source.trust);
  return trust(one) - trust(other) || dateOf(other).localeCompare(dateOf(one));
}

/** Of when a document speaks: a notice without a date of its own, by that of its source. */
export function dateOf({ asOf, source }: KnowledgeDocument): string {
  return asOf.length >= source.date.length ? asOf : source.date;
}
