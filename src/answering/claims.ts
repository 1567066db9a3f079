/**
 * Claims: which sentences of a document answer the question, best first.
 *
 * A claim earns from the section that the focus points to, from the figures the focus wants, and from the words it
 * shares with the question beyond the document's own name.
 */

import type { Claim, KnowledgeDocument } from '../knowledge/schema.js';
import { stemOf, termsOf } from '../korean/tokens.js';
import { matterOf } from '../understanding/asking.js';
import type { Focus } from '../understanding/focus.js';
import type { Place } from '../understanding/regions.js';
import { type Ages, ageFit, ageNearness } from './age-fit.js';
import { isMissingList } from './aspects.js';
import { figureKindsOf } from './claim-figures.js';
import { monthFit, monthsTold } from './month-fit.js';
import { onceForRecord } from './of-record.js';
import { placeRows } from './place-rows.js';
import { remembered } from './remembered.js';

export interface ScoredClaim {
  readonly claim: Claim;
  readonly slug: string;
  readonly heading: string;
  readonly score: number;
  readonly signs: ClaimSigns;
}

/** What a claim has in common with the question, apart from its section and its figures. */
export interface ClaimSigns {
  /** Words of the question that it holds, as a share of those that the record holds at all. */
  readonly shared: number;
  /** The same as a share of all that was said, words that other sentences of the record hold too counting less. */
  readonly telling: number;
  /** Official words behind what was said, likewise. */
  readonly meant: number;
  /** Its place in its section, from 0. */
  readonly order: number;
  /** Whether it is about the age or the place that was told: gains and losses. */
  readonly fit: number;
  /** The same of a class or a month that was named: 2종, 3등급, 네 달째. */
  readonly classFit: number;
}

const SECTION_GAIN: Readonly<Record<Focus, Readonly<Record<string, number>>>> = {
  amount: { benefit: 1, eligibility: 0.2, overview: 0.2 },
  eligibility: { eligibility: 1, caution: 0.2, benefit: 0.1 },
  apply: { apply: 1, contact: 0.2 },
  documents: { documents: 1.2, apply: 0.3 },
  deadline: { deadline: 1, apply: 0.3, benefit: 0.2 },
  date: { overview: 0.6, deadline: 0.5, press: 0.3, benefit: 0.2 },
  hours: { overview: 0.2, benefit: 0.3, apply: 0.1 },
  contact: { contact: 1.2, apply: 0.2 },
  department: { contact: 0.8, overview: 0.4 },
  place: { overview: 0.3, apply: 0.2 },
  count: { overview: 0.3, benefit: 0.3, eligibility: 0.2 },
  benefit: { benefit: 1, overview: 0.7, eligibility: 0.1 },
  list: { benefit: 0.5, overview: 0.4 },
};
const PLAIN_GAIN: Readonly<Record<string, number>> = {
  overview: 0.5,
  eligibility: 0.35,
  benefit: 0.45,
  apply: 0.1,
  press: -0.1,
  caution: -0.05,
};
const NAME_PARTICLES = '(?:은|는|이|가|을|를|도|과|와|의|이란|란)(?:요)?(?![가-힣])|요(?![가-힣])';
const MEANT_SHARE = 0.4;
const OVERLAP_GAIN = 2.2;
const REACHABLE_SHARE_MIN = 0.4;
const SPREAD_MAX = 0.34;
const FIGURE_GAIN = 0.35;
const ORDER_LOSS = 0.04;
/** The words of the earlier question, beside those of the one that follows it. */
const EARLIER_SHARE = 0.25;
/** Words beside those that carry the matter. */
const ASKING_SHARE = 0.4;
const PLACE_GAIN = 1.5;
/** A sentence about people of the told age, and one about people of another. */
const AGE_GAIN = 0.4;
const AGE_LOSS = 0.9;

/** Whom and what this very turn speaks of, beside the whole question. */
export interface Person {
  /** The words of this turn alone, where it follows another. */
  readonly said?: string | undefined;
  readonly ages?: readonly Ages[] | undefined;
  readonly place?: Place | undefined;
  /** The words that carry the matter; the others only ask. */
  readonly topic?: readonly string[] | undefined;
  /** How much shared words count, beside 1. */
  readonly overlapShare?: number | undefined;
}

export function scoreClaims(
  document: KnowledgeDocument,
  query: string,
  focuses: readonly Focus[],
  weightOf: (term: string) => number,
  official: readonly string[] = [],
  { said, ages = [], place, topic = [], overlapShare = 1 }: Person = {},
): ScoredClaim[] {
  const classes = classesIn(said ?? query);
  const months = monthsTold(said ?? query);
  const { own, claimCount, claimsBy } = wordsIn(document);
  const countOf = (term: string): number => claimsBy.get(term)?.length ?? 0;
  const isSpread = (term: string): boolean => countOf(term) / (claimCount || 1) > SPREAD_MAX;
  const bareTerms = (words: string): string[] => termsOf(bareWords(withoutNames(words, document)));
  const now = new Set(bareTerms(said ?? query));
  const told = said === undefined ? now : new Set([...now, ...bareTerms(query)]);
  // Words of the name that stand all over the record single out no sentence; those that few hold do.
  const asked = [...told].filter((term) => !own.has(term) || (countOf(term) > 0 && !isSpread(term)));
  // Words of asking single out no sentence; nor do those of the question before, unless nothing else is said.
  const matter = new Set(termsOf(topic.join(' ')));
  const home = new Set(termsOf(`${place?.name ?? ''} ${document.region}`));
  const shareOf = (term: string): number =>
    (home.has(term) ? 0 : 1) *
    matterOf(term) *
    (now.has(term) ? 1 : EARLIER_SHARE) *
    (matter.size === 0 || matter.has(term) ? 1 : ASKING_SHARE);
  // The official words behind what was said find the claim that says them ("핸드폰" → "휴대전화").
  const meant = [...new Set(official.flatMap(officialTerms))].filter((term) => !own.has(term) && !asked.includes(term));
  const weighed = (terms: readonly string[]): readonly Weighed[] =>
    terms.map((term) => ({ term, worth: weightOf(term) * shareOf(term) }));
  const [askedTerms, meantTerms] = [weighed(asked), weighed(meant)];
  const tellingTerms = askedTerms.map(({ term, worth }) => ({ term, worth: worth / Math.max(1, countOf(term)) }));
  const all = askedTerms.reduce((sum, { worth }) => sum + worth, 0);
  // Words that no sentence of the record holds choose none: they must not make the others count for little.
  const within = askedTerms.reduce((sum, { term, worth }) => sum + (countOf(term) > 0 ? worth : 0), 0);
  const reachable = Math.max(within, all * REACHABLE_SHARE_MIN) || 1;
  const sharedBy = worthByClaim(askedTerms, claimsBy, claimCount);
  const meantBy = worthByClaim(meantTerms, claimsBy, claimCount);
  const tellingBy = worthByClaim(tellingTerms, claimsBy, claimCount);
  let placeAt = 0;
  const scored = document.sections.flatMap((section) => {
    const rows = placeRows(section.claims, place);
    return section.claims
      .filter((claim) => !isMissingList(claim))
      .map((claim, order): ScoredClaim => {
        const shared = (sharedBy[placeAt] ?? 0) / reachable;
        const meantShare = (meantBy[placeAt] ?? 0) / reachable;
        const telling = (tellingBy[placeAt] ?? 0) / (all || 1);
        placeAt += 1;
        const fit = ageGain(claim.text, ages) + placeGain(claim.text, place) + (rows.get(claim) ?? 0);
        const classFit = classGain(claim.text, classes) + gainOf(monthFit(claim.text, months));
        const gain =
          focuses.length === 0
            ? (PLAIN_GAIN[section.slug] ?? 0)
            : Math.max(...focuses.map((focus) => (SECTION_GAIN[focus][section.slug] ?? 0) + figureGain(focus, claim)));
        return {
          claim,
          slug: section.slug,
          heading: section.heading,
          score:
            gain +
            OVERLAP_GAIN * overlapShare * (shared + MEANT_SHARE * meantShare) -
            ORDER_LOSS * order +
            fit +
            classFit,
          signs: {
            shared: overlapShare * shared,
            telling,
            meant: overlapShare * meantShare,
            order,
            fit,
            classFit,
          },
        };
      });
  });
  return scored.sort((a, b) => b.score - a.score);
}

interface Weighed {
  readonly term: string;
  readonly worth: number;
}

/** What each claim holds of the wanted words. By word and not by claim: most words stand in few claims or none. */
function worthByClaim(wanted: readonly Weighed[], claimsBy: RecordWords['claimsBy'], claimCount: number): Float64Array {
  const worths = new Float64Array(claimCount);
  for (const { term, worth } of wanted)
    for (const at of claimsBy.get(term) ?? []) worths[at] = (worths[at] as number) + worth;
  return worths;
}

/** Citizens' phrases stand for a few thousand official words. */
const OFFICIAL_MAX = 2_048;
const officialTerms = remembered(termsOf, OFFICIAL_MAX);

interface RecordWords {
  /** Words of the record's own names. */
  readonly own: ReadonlySet<string>;
  /** Claims that can be told, and in which of them a word stands; in the order of the record. */
  readonly claimCount: number;
  readonly claimsBy: ReadonlyMap<string, readonly number[]>;
}

/** The claims of a record are scored at every question about it. */
const wordsIn = onceForRecord(({ title, aliases, sections }): RecordWords => {
  const claimsBy = new Map<string, number[]>();
  let claimCount = 0;
  for (const { heading, claims } of sections) {
    for (const claim of claims) {
      if (isMissingList(claim)) continue;
      for (const term of new Set(termsOf(`${heading} ${inArabic(claim.text)}`))) {
        const places = claimsBy.get(term);
        if (places) places.push(claimCount);
        else claimsBy.set(term, [claimCount]);
      }
      claimCount += 1;
    }
  }
  return { own: new Set(termsOf([title, ...aliases].join(' '))), claimCount, claimsBy };
});

/** "고양시에 사는 분은 …에 문의": for those who live there and nobody else. */
function placeGain(text: string, place: Place | undefined): number {
  const city = /^(\S+[시군구])에 사는 분은/.exec(text)?.[1];
  if (city === undefined) return 0;
  return place?.city === city ? PLACE_GAIN : -AGE_LOSS;
}

const ROMAN: Readonly<Record<string, string>> = { Ⅰ: '1', Ⅱ: '2', Ⅲ: '3', Ⅳ: '4' };

/** "Ⅱ유형" is asked for as "2유형". */
const inArabic = (text: string): string => text.replace(/[Ⅰ-Ⅳ]/gu, (numeral) => ROMAN[numeral] ?? numeral);

/** Without particles: "0세는" must not be found in "1세는" for its last two letters. */
const bareWords = (text: string): string => inArabic(text).split(/\s+/).map(stemOf).join(' ');

const KEY = /(\d{1,2})(?:\s?[~∼]\s?(\d{1,2}))?\s?(종|유형|등급|분위|급지|급)(?![가-힣]*\s?병원)/g;

interface Classes {
  readonly from: number;
  readonly to: number;
  readonly unit: string;
}

/** `2종`, `3등급`, `4~5분위`. */
function classesIn(text: string): readonly Classes[] {
  return [...inArabic(text).matchAll(KEY)].map(([, from, to, unit = '']) => ({
    from: Number(from),
    to: Number(to ?? from),
    unit,
  }));
}

/** A sentence about the class that was named, and one about others of its kind. */
function classGain(text: string, told: readonly Classes[]): number {
  if (told.length === 0) return 0;
  const alike = classesIn(text).filter(({ unit }) => told.some((one) => one.unit === unit));
  if (alike.length === 0) return 0;
  const isNamed = ({ from, to, unit }: Classes): boolean =>
    told.some((one) => one.unit === unit && one.from >= from && one.to <= to);
  return alike.some(isNamed) ? AGE_GAIN : -AGE_LOSS;
}

function ageGain(text: string, ages: readonly Ages[]): number {
  const fit = ageFit(text, ages);
  return gainOf(fit) + (fit === 'fits' ? 2 * AGE_GAIN * ageNearness(text, ages) : 0);
}

function gainOf(fit: 'fits' | 'fails' | undefined): number {
  return fit === undefined ? 0 : fit === 'fits' ? AGE_GAIN : -AGE_LOSS;
}

/** The question without the programme's name and the particle on it: every claim begins with those. */
function withoutNames(query: string, { title, aliases }: KnowledgeDocument): string {
  return [title, ...aliases]
    .filter((name) => query.includes(name))
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(new RegExp(`${escaped(name)}(?:${NAME_PARTICLES})?`, 'gu'), ' '), query);
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function figureGain(focus: Focus, claim: Claim): number {
  const { text } = claim;
  const kinds = figureKindsOf(claim);
  const fits =
    (focus === 'amount' && (kinds.has('money') || kinds.has('percent') || /무료/.test(text))) ||
    (focus === 'date' && kinds.has('date')) ||
    (focus === 'contact' && kinds.has('phone')) ||
    (focus === 'count' && kinds.has('count')) ||
    (focus === 'deadline' && /까지|이내|기간|안에|전부터/.test(text)) ||
    (focus === 'hours' && /\d+시|24시간/.test(text));
  return fits ? FIGURE_GAIN : 0;
}
