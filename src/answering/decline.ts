/**
 * Decline: the drafts that do not answer, each saying so first and naming where to ask; what is known all the same
 * comes after it, with its citations.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { Candidate } from '../retrieval/retrieve.js';
import type { Focus } from '../understanding/focus.js';
import type { Understanding } from '../understanding/understand.js';
import type { Lack } from './aspects.js';
import { type ExtractTools, guidance, programmeLines, statement } from './compose.js';
import type { Draft } from './draft.js';
import type { Contact } from './offices.js';
import { rankedClaims } from './ranked-claims.js';
import { isLaterPlan } from './sentence-kinds.js';
import { contactsFor, contactText, fill, type Wording } from './wording.js';

/** A national programme beside a refusal must fit at least this well. */
const NATIONAL_SCORE_MIN = 0.3;
const NATIONAL_LINES = 4;

/** One question back, never two in a row: after one, the telephone helps better. */
export function clarify({ askedBack, place }: Understanding, wording: Wording): Draft {
  const contact = contactText(place?.contact ?? wording.contact.national);
  return askedBack === true
    ? {
        outcome: 'abstained',
        statements: [guidance(fill(wording.stillUnclear, { contact }))],
        topics: [],
        choices: wording.choices,
      }
    : { outcome: 'clarify', statements: [guidance(wording.clarify)], topics: [], choices: wording.choices };
}

/** The answer is another one in every place that has it. */
export function clarifyPlace(regions: readonly string[], title: string, wording: Wording): Draft {
  return {
    outcome: 'clarify',
    statements: [guidance(fill(wording.clarifyPlace, { title }))],
    topics: [],
    choices: regions.map((region) => ({ label: region, value: fill(wording.choicePlace, { region }) })),
  };
}

/** Not found; what comes nearest is only named, so that whoever meant it can ask for it. */
export function notFound(
  understanding: Understanding,
  tools: ExtractTools,
  near: readonly KnowledgeDocument[] = [],
): Draft {
  const { wording } = tools;
  const contact = contactText(whomToAsk(understanding, tools));
  const names = near.map(({ title }) => `‘${title}’`).join(', ');
  return {
    outcome: 'abstained',
    statements: [
      guidance(fill(wording.notFound, { contact })),
      ...(near.length > 0 ? [guidance(fill(wording.meantPerhaps, { names }))] : []),
    ],
    topics: [],
    choices: near.map(({ title }) => ({ label: title, value: fill(wording.choiceDetail.value, { title }) })),
  };
}

/** The office of the matter that is spoken of, else the person's own place, else the nation's number for welfare. */
function whomToAsk({ place, said, query }: Understanding, { offices, wording }: ExtractTools): Contact {
  const placeContact = place?.contact;
  return offices?.({ words: said ?? query, placeContact }) ?? placeContact ?? wording.contact.national;
}

const NEAR_MAX = 2;
const NEAR_SCORE_MIN = 0.3;

/** What may have been meant all the same: what runs, nearly as sure as an answer would be. */
export function nearest(candidates: readonly Candidate[], understanding: Understanding): readonly KnowledgeDocument[] {
  return candidates
    .filter(({ score, document }) => score >= NEAR_SCORE_MIN && document.status === '시행')
    .filter(({ document }) => document.region === '전국' || understanding.place !== undefined)
    .slice(0, NEAR_MAX)
    .map(({ document }) => document);
}

export function nothingMore({ place }: Understanding, wording: Wording): Draft {
  const contact = contactText(place?.contact ?? wording.contact.national);
  return { outcome: 'abstained', statements: [guidance(fill(wording.nothingMore, { contact }))], topics: [] };
}

/** What the place itself gives is not known here; the national rule holds there too and is told after it. */
export function notOfThisPlace(
  outcome: 'abstained' | 'redirected',
  first: string,
  national: Candidate | undefined,
  understanding: Understanding,
  tools: ExtractTools,
): Draft {
  const fits = national && (national.isNamed || national.score >= NATIONAL_SCORE_MIN) ? national.document : undefined;
  if (!fits) return { outcome, statements: [guidance(first)], topics: [] };
  const asked = understanding.focuses.filter((focus) => focus !== 'list');
  return {
    outcome,
    statements: [
      guidance(first),
      guidance(tools.wording.nationalToo),
      ...programmeLines(fits, [asked], understanding, tools, NATIONAL_LINES),
    ],
    topics: [fits],
  };
}

/** The record is there and the asked value is not: that is said first, then what is known. */
export function missingDraft(
  document: KnowledgeDocument,
  lack: Lack,
  asked: readonly Focus[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft {
  const known = rankedClaims(document, asked, understanding, tools)
    .filter(({ slug, claim }) => slug !== 'caution' && !isLaterPlan(claim.text))
    .slice(0, 2);
  return {
    outcome: 'abstained',
    statements: [
      guidance(missingText(document, lack, understanding, tools.wording)),
      ...known.map((claim, index) => statement(document, claim, index === 0 ? document.title : undefined)),
    ],
    topics: [document],
  };
}

export function missingText(
  document: KnowledgeDocument,
  { things }: Lack,
  { place }: Understanding,
  wording: Wording,
): string {
  const contact = contactText(
    contactsFor(document.contacts, place?.city)[0] ?? place?.contact ?? wording.contact.national,
  );
  return things.length > 0
    ? fill(wording.missing, { title: document.title, things: things.slice(0, 4).join(', '), contact })
    : fill(wording.missingAspect, { title: document.title, contact });
}

/** The record is of another year than the one asked for: said first, and then what it tells of its own. */
export function otherYearDraft(document: KnowledgeDocument, understanding: Understanding, tools: ExtractTools): Draft {
  const contact = contactText(document.contacts[0] ?? tools.wording.contact.national);
  const first = fill(tools.wording.yearUnknown, { title: document.title, contact });
  const focuses = understanding.focuses.filter((focus) => focus !== 'list');
  return {
    outcome: 'abstained',
    statements: [guidance(first), ...programmeLines(document, [focuses], understanding, tools, NATIONAL_LINES)],
    topics: [document],
  };
}
