/**
 * Decline: the drafts that do not answer, each saying so first and naming where to ask.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { Focus } from '../understanding/focus.js';
import type { Understanding } from '../understanding/understand.js';
import type { Lack } from './aspects.js';
import { type ExtractTools, guidance, rankedClaims, statement } from './compose.js';
import type { Draft } from './draft.js';
import { contactText, fill, type Wording } from './wording.js';

export function clarify(wording: Wording): Draft {
  return { outcome: 'clarify', statements: [guidance(wording.clarify)], topics: [], choices: wording.choices };
}

export function notFound({ place }: Understanding, wording: Wording): Draft {
  const contact = contactText(place?.contact ?? wording.contact.national);
  return { outcome: 'abstained', statements: [guidance(fill(wording.notFound, { contact }))], topics: [] };
}

/** The record is there and the asked value is not: that is said first, then what is known. */
export function missingDraft(
  document: KnowledgeDocument,
  { things }: Lack,
  asked: readonly Focus[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft {
  const { wording } = tools;
  const contact = contactText(document.contacts[0] ?? understanding.place?.contact ?? wording.contact.national);
  const first =
    things.length > 0
      ? fill(wording.missing, { title: document.title, things: things.slice(0, 4).join(', '), contact })
      : fill(wording.missingAspect, { title: document.title, contact });
  const known = rankedClaims(document, asked, understanding, tools)
    .filter(({ slug }) => slug !== 'caution')
    .slice(0, 2);
  return {
    outcome: 'abstained',
    statements: [
      guidance(first),
      ...known.map((claim, index) => statement(document, claim, index === 0 ? document.title : undefined)),
    ],
    topics: [document],
  };
}
