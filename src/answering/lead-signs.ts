/**
 * Lead signs: what speaks for a sentence of a record, and against it, as the first one of an answer: its section and its
 * figures for each aspect that may be asked, the words it shares with the question, its place, and what kind of
 * sentence it is (advice, an exception, the rule of a group). `lead-weights.ts` says how much each counts;
 * `tools/leading/fit.ts` fits that.
 *
 * In: a ranked claim and what is wanted. Out: the signs that are there, by name, each with its strength.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { SECTIONS } from '../knowledge/vocabulary.js';
import { asksMeans, type Focus, headOf, isOutright } from '../understanding/focus.js';
import { ASPECTS, type Aspect, aspectOf, type Heard } from '../understanding/hearing.js';
import { CARRIED, OF_PAYING } from './carries.js';
import { figureKindsOf } from './claim-figures.js';
import type { ScoredClaim } from './claims.js';
import { isForOthers, isForUntoldGroup } from './others.js';
import {
  asksForException,
  isAdvice,
  isClosed,
  isCondition,
  isDisagreement,
  isException,
  isLaterPlan,
  isMereException,
} from './sentence-kinds.js';

/** How much the words that say outright what is asked count beside what is heard. */
const OUTRIGHT_SHARE = 0.3;
/** The same for "누가", "자격", "언제": where one applies is easily heard in them too. */
const SAID_SHARE = 0.7;
/** Less likely aspects change nothing. */
const SHARE_MIN = 0.01;
const LONG_LETTERS = 90;

export type Sign = readonly [name: string, strength: number];

/** Shares of the aspects that may be asked: those heard, together with the one that the patterns say. */
export function wantedOf(heard: Heard | undefined, focuses: readonly Focus[], text: string): Heard {
  const head = headOf(focuses, text);
  const said = (head && aspectOf(head)) ?? 'what';
  const isWhen = (head === 'date' || head === 'deadline') && /언제/.test(text);
  const isSaid = isWhen || (head === 'eligibility' && isOutright(head, text));
  const share = heard ? (isSaid ? SAID_SHARE : OUTRIGHT_SHARE) : 1;
  const shareOf = (aspect: Aspect): number => (1 - share) * (heard?.[aspect] ?? 0) + (aspect === said ? share : 0);
  return Object.fromEntries(ASPECTS.map((aspect) => [aspect, shareOf(aspect)])) as Record<Aspect, number>;
}

const inSection = (aspect: Aspect, slug: string): string => `${aspect} in ${slug}`;
// Names are made once: made for each sentence they would be looked up letter by letter among the weights.
const IN_SECTION = Object.fromEntries(
  ASPECTS.map((aspect) => [aspect, Object.fromEntries(SECTIONS.map(({ slug }) => [slug, inSection(aspect, slug)]))]),
) as Readonly<Record<Aspect, Readonly<Record<string, string>>>>;
const CARRIES = Object.fromEntries(ASPECTS.map((aspect) => [aspect, `carries ${aspect}`])) as Record<Aspect, string>;

export function signsOf(
  { claim, slug, signs }: ScoredClaim,
  wanted: Heard,
  query: string,
  document: KnowledgeDocument,
): readonly Sign[] {
  const { text } = claim;
  const kinds = figureKindsOf(claim);
  const told: Sign[] = [];
  const add = (name: string, strength: number | boolean): void => {
    const value = Number(strength);
    if (value !== 0) told.push([name, value]);
  };
  for (const aspect of ASPECTS) {
    const share = wanted[aspect];
    if (share < SHARE_MIN) continue;
    add(IN_SECTION[aspect][slug] ?? inSection(aspect, slug), share);
    if (aspect !== 'what' && CARRIED[aspect]?.(claim, slug, query) === true) add(CARRIES[aspect], share);
  }
  if (CARRIED.hours?.(claim, slug, query) === true) add('carries hours', wanted.date);
  if (OF_PAYING.test(query)) add('day of paying', CARRIED.date?.(claim, slug, query) === true);
  if (kinds.has('money')) {
    add('money for amount', wanted.amount);
    add('money for what', wanted.what + wanted.benefit);
  }
  if (kinds.has('count')) add('count for count', wanted.count);
  if (kinds.has('date')) add('date for date', wanted.date);
  if (kinds.has('phone')) add('phone for contact', wanted.contact);
  add('shared', signs.shared);
  add('meant', signs.meant);
  add('order', signs.order);
  add('first', signs.order === 0);
  add('fits', Math.max(signs.fit, 0));
  add('misfits', Math.min(signs.fit, 0));
  add('class', signs.classFit > 0);
  add('other class', signs.classFit < 0);
  const who = wanted.eligibility;
  const excepts = isMereException(text);
  add('advice', isAdvice(text));
  add('closed', isClosed(text));
  add('disagreement', isDisagreement(text));
  add('later', document.status === '시행' && isLaterPlan(text));
  add('exception for who', excepts ? who : 0);
  add('exception', excepts ? 1 - who : 0);
  add('exception asked', excepts && asksForException(query));
  add('limit for who', isCondition(text) ? who : 0);
  add('limit', isCondition(text) ? 1 - who : 0);
  add('left out for who', isException(text) ? who : 0);
  add('left out', isException(text) ? 1 - who : 0);
  add('others', isForOthers(text, query));
  add('untold group', isForUntoldGroup(text, query, document));
  add('long', text.length > LONG_LETTERS);
  add('means', asksMeans(query) && /소득|재산/.test(text));
  return told;
}
