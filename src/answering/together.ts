/**
 * Together: may one receive two programmes at once, or do something beside one ("실업급여 받으면서 알바")? → the sentences
 * in which one record speaks of the other, first; where none does, exactly that is said, and who gets each.
 *
 * Undefined where nothing of the kind is asked, or where the record itself speaks of what is asked beside it.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { squeezedTitle } from '../knowledge/titles.js';
import { squeeze } from '../korean/normalise.js';
import { stemOf } from '../korean/tokens.js';
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import type { ScoredClaim } from './claims.js';
import { comparedIn } from './compare.js';
import { type ExtractTools, guidance, oneLine, programmeLines, statement } from './compose.js';
import type { Draft } from './draft.js';
import { rankedClaims } from './ranked-claims.js';
import { isAdvice } from './sentence-kinds.js';
import { contactsFor, contactText, fill } from './wording.js';

const ASKS_BOTH =
  /(?:같이|함께|동시에|둘\s*다|모두|다|중복(?:으로|해서)?)\s*(?:받|되|돼|신청|나오|나와|들|이용|쓸|가능)|받으면서|받는데\s|받고\s*있는데|받으면\s/;
/** What is done or received beside the one programme that is named. */
const BESIDE = /(?:받으면서|받는\s*(?:중에|동안)|받고\s*있으면서)(?:도)?\s+([가-힣]{2,})/;
const BOTH_LINES = 3;
const REST_LINES = 6;

export function togetherDraft(
  candidates: readonly Candidate[],
  understanding: Understanding,
  tools: ExtractTools,
): Draft | undefined {
  const { query } = understanding;
  if (!ASKS_BOTH.test(query)) return undefined;
  const documents = comparedIn(candidates, understanding).slice(0, 2);
  const [one, other] = documents;
  if (!one) return undefined;
  return other ? ofTwo(one, other, understanding, tools) : besideOne(one, understanding, tools);
}

function ofTwo(
  one: KnowledgeDocument,
  other: KnowledgeDocument,
  understanding: Understanding,
  tools: ExtractTools,
): Draft {
  const speaking = [
    { document: one, claims: speakingOf(one, other, understanding, tools) },
    { document: other, claims: speakingOf(other, one, understanding, tools) },
  ].filter(({ claims }) => claims.length > 0);
  const [first, second] = speaking;
  if (!first) {
    const names = `‘${one.title}’, ‘${other.title}’`;
    return {
      outcome: 'abstained',
      statements: [
        guidance(fill(tools.wording.togetherUnknown, { names, contact: contactOf(one, understanding, tools) })),
        ...[one, other].map((document) => oneLine(document, ['eligibility'], understanding, tools)),
      ],
      topics: [one, other],
    };
  }
  const quoted = speaking.flatMap(({ document, claims }) =>
    claims.map((claim, at) =>
      statement(document, claim, at === 0 ? document.title : undefined, document === first.document && at === 0),
    ),
  );
  const told = new Set(quoted.map(({ text }) => text));
  const rest = programmeLines(first.document, [['eligibility']], understanding, tools, REST_LINES)
    .filter(({ text }) => !told.has(text))
    .map((line) => ({ ...line, title: undefined, role: line.role === 'lead' ? ('eligibility' as const) : line.role }));
  // The rest belongs to the programme that speaks first, and stands with it.
  const own = quoted.filter(({ evidence }) => evidence[0]?.document === first.document);
  return {
    outcome: 'answered',
    statements: [...own, ...rest, ...quoted.filter((line) => !own.includes(line))],
    topics: second ? [first.document, second.document] : [first.document],
  };
}

/** Sentences of a record that name the other programme, best first. */
function speakingOf(
  document: KnowledgeDocument,
  other: KnowledgeDocument,
  understanding: Understanding,
  tools: ExtractTools,
): readonly ScoredClaim[] {
  const own = squeezedTitle(document);
  const names = [other.title, ...other.aliases]
    .flatMap((name) => [name, ...name.split(/[()·]/)])
    .map(squeeze)
    .filter((name) => name.length >= NAME_MIN && !own.includes(name));
  return rankedClaims(document, ['eligibility'], understanding, tools)
    .filter(({ claim: { text }, slug }) => slug !== 'press' && !isAdvice(text))
    .filter(({ claim: { text } }) => names.some((name) => squeeze(text).includes(name)))
    .slice(0, BOTH_LINES);
}

const NAME_MIN = 3;

function besideOne(document: KnowledgeDocument, understanding: Understanding, tools: ExtractTools): Draft | undefined {
  const word = BESIDE.exec(understanding.query)?.[1];
  if (word === undefined) return undefined;
  const thing = stemOf(word).replace(/(?:해도|하면|해)$/, '');
  const isSpokenOf = document.sections.some(({ claims }) =>
    claims.some(({ text }) => text.includes(thing.slice(0, 2))),
  );
  if (thing.length < 2 || isSpokenOf) return undefined;
  const lines = programmeLines(document, [['eligibility']], understanding, tools, REST_LINES);
  return {
    outcome: 'abstained',
    statements: [
      guidance(
        fill(tools.wording.missing, {
          title: document.title,
          things: `‘${thing}’에 관한 내용`,
          contact: contactOf(document, understanding, tools),
        }),
      ),
      ...lines.map((line) => ({ ...line, role: line.role === 'lead' ? ('eligibility' as const) : line.role })),
    ],
    topics: [document],
  };
}

function contactOf({ contacts }: KnowledgeDocument, { place }: Understanding, { wording }: ExtractTools): string {
  return contactText(contactsFor(contacts, place?.city)[0] ?? wording.contact.national);
}
