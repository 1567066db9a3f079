/**
 * Sufficient: the chance that the sentence a record would be told by answers the very question, as against that the
 * record lacks the value that is asked ("학용품비 얼마" of a record that tells other amounts). `aspects.ts` knows what a
 * record names as missing and what no sentence can carry; this looks at how well the best sentences fit.
 *
 * In: a record, what is asked of it, and the table that `tools/declining/learn-answers.ts` makes of questions asked of
 * whole records and of records without the answer. Out: a chance of 0–1; undefined for a record without sentences.
 */
import { join } from 'node:path';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { PACKAGE_FOLDER } from '../package-folder.js';
import type { Focus } from '../understanding/focus.js';
import { ASPECTS } from '../understanding/hearing.js';
import type { Understanding } from '../understanding/understand.js';
import { ANSWER_SIGNS, type AnswerSigns, answerSignsOf } from './answer-signs.js';
import { askedOf } from './asked-words.js';
import { type Boosted, chanceOf, readBoosted } from './boosted.js';
import type { ScoredClaim } from './claims.js';
import { worthOf } from './lead.js';
import { wantedOf } from './lead-signs.js';
import { RECORD_SIGNS, recordSignsOf } from './record-signs.js';

export const ANSWERS_TABLE = 'answers-it.json';

const SLUGS = ['benefit', 'eligibility', 'apply', 'documents', 'deadline', 'caution', 'overview', 'press'] as const;
const OWN_SIGNS = ANSWER_SIGNS.filter((name) => name !== 'bias');
export const SUFFICIENT_SIGNS: readonly string[] = [
  ...OWN_SIGNS.map((name) => `lead ${name}`),
  ...OWN_SIGNS.map((name) => `other ${name}`),
  'lead is the other',
  'lead before next',
  'claims',
  'most held',
  'claims with the value',
  ...ASPECTS.map((aspect) => `asks ${aspect}`),
  ...SLUGS.map((slug) => `lead in ${slug}`),
  ...SLUGS.map((slug) => `other in ${slug}`),
  'aspects',
  ...RECORD_SIGNS,
];

/** A second opinion on which sentence comes nearest: the lead is chosen for coming first, not for answering. */
const OPINION: Partial<AnswerSigns> = { worth: 1, held: 3, value: 2, otherValue: -2, otherPart: -2, noFacet: -1.5 };
const opinionOf = (signs: AnswerSigns): number =>
  ANSWER_SIGNS.reduce((sum, name) => sum + (OPINION[name] ?? 0) * signs[name], 0);

const NEXT_MIN = -6;

export interface Told {
  readonly lead: ScoredClaim;
  readonly claims: readonly ScoredClaim[];
}

/** The signs in the order of their names; undefined where there is nothing to look at. */
export function sufficientSigns(
  document: KnowledgeDocument,
  { lead, claims }: Told,
  asked: readonly Focus[],
  understanding: Understanding,
  weightOf: (term: string) => number,
): readonly number[] | undefined {
  const { heard, said, query } = understanding;
  const wanted = wantedOf(heard, asked, said ?? query);
  const question = askedOf(document, claims, understanding, weightOf);
  const looked = claims
    .filter(({ slug }) => slug !== 'contact')
    .map((scored) => {
      const worth = worthOf(scored, wanted, understanding.query, document);
      const signs = answerSignsOf(scored, worth, question);
      return { scored, signs, opinion: opinionOf(signs) };
    });
  const own = looked.find(({ scored }) => scored.claim.id === lead.claim.id) ?? looked[0];
  if (!own) return undefined;
  const other = looked.reduce((best, one) => (one.opinion > best.opinion ? one : best));
  const worths = looked.map(({ signs }) => signs.worth).sort((one, next) => next - one);
  return [
    ...OWN_SIGNS.map((name) => own.signs[name]),
    ...OWN_SIGNS.map((name) => other.signs[name]),
    Number(own === other),
    (worths[0] ?? 0) - (worths[1] ?? NEXT_MIN),
    looked.length,
    Math.max(...looked.map(({ signs }) => signs.held)),
    looked.filter(({ signs }) => signs.value === 1).length,
    ...ASPECTS.map((aspect) => wanted[aspect]),
    ...SLUGS.map((slug) => Number(own.scored.slug === slug)),
    ...SLUGS.map((slug) => Number(other.scored.slug === slug)),
    asked.length,
    ...recordSignsOf(
      looked.map(({ scored }) => scored),
      own.scored,
      question,
    ),
  ];
}

/** The least chance that the first sentence answers the very question (tools/declining/README.md has the curve). */
const CHANCE_MIN = 0.3;
/** The same where the record is seen to lack something that the question turns on. */
const CHANCE_MIN_LACKING = 0.5;
const CHANCE_MIN_NOWHERE = 0.6;
/** "점심값은 얼마": no sentence of the record holds the noun that the question turns on. */
const CHANCE_MIN_UNHELD = 0.4;
const CHANCE_MIN_TOPIC_UNHELD = 0.65;

/** Whether a record's signs say that the asked value is in it. */
export type Sufficient = (signs: readonly number[]) => boolean;

export function createSufficient(table: Boosted): Sufficient {
  const at = (name: string): number => SUFFICIENT_SIGNS.indexOf(name);
  const [nowhere, noKind] = [at('value nowhere'), at('lead noKind')];
  const [unheld, topicUnheld] = [at('adjacent unheld'), at('adjacent topic unheld')];
  const lacking = ['facet nowhere with value', 'period nowhere'].map(at);
  return (signs) => {
    // Whether one gets it, where, and how: `aspects.ts` knows what is lacking there.
    if (signs[noKind] === 1) return true;
    const chance = chanceOf(table, signs);
    if (signs[topicUnheld] === 1) return chance >= CHANCE_MIN_TOPIC_UNHELD;
    if (signs[unheld] === 1) return chance >= CHANCE_MIN_UNHELD;
    if (signs[nowhere] === 1) return chance >= CHANCE_MIN_NOWHERE;
    return chance >= (lacking.some((sign) => signs[sign] === 1) ? CHANCE_MIN_LACKING : CHANCE_MIN);
  };
}

let shipped: Sufficient | undefined;
export function shippedSufficient(): Sufficient {
  shipped ??= createSufficient(readBoosted(join(PACKAGE_FOLDER, 'models', ANSWERS_TABLE), SUFFICIENT_SIGNS));
  return shipped;
}
