/**
 * Lead: which sentence of a programme comes first, one for each aspect asked. It must be able to carry the aspect
 * ("얼마" needs money), be about the person who asks, and be neither an exception nor advice nor a later plan, where
 * the record has a plainer one. What has ended is told to have ended, and what came after it, before all else; a
 * premise that the record calls wrong is corrected before it is answered.
 *
 * In: a document, the aspects in groups, and its ranked claims. Out: the leads, best first; none for an empty record.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { asksWhether, type Focus, headOf, isOutright } from '../understanding/focus.js';
import { aspectOf, type Heard } from '../understanding/hearing.js';
import type { Understanding } from '../understanding/understand.js';
import { ageLimitMissed } from './age-limit.js';
import type { ScoredClaim } from './claims.js';
import { signsOf, wantedOf } from './lead-signs.js';
import { LEAD_WEIGHTS } from './lead-weights.js';
import { onMatter } from './matters.js';
import { isForOthers, isForUntoldGroup, isOfOtherPart } from './others.js';
import { correctionFor } from './premise.js';
import {
  asksForException,
  isAdvice,
  isClosed,
  isDisagreement,
  isException,
  isLaterPlan,
  isMereException,
} from './sentence-kinds.js';

const ASKS_OPEN = /지금|아직|이제|올해|이번|현재|늦/;
/** Sources that differ have been seen: "65%인지 63%인지", "자료마다 다른데". */
const ASKS_WHICH =
  /다르(?:던데|다|네|게|지|고|더)|다른데|다릅니다|어느\s*(?:게|것|쪽)(?:이|가)?\s*(?:맞|최신|옳)|인지\s+\S+인지/;

export function leadsOf(
  document: KnowledgeDocument,
  groups: readonly (readonly Focus[])[],
  claims: readonly ScoredClaim[],
  understanding: Understanding,
  rankedFor: (group: readonly Focus[]) => readonly ScoredClaim[],
): ScoredClaim[] {
  const leads: ScoredClaim[] = [];
  const add = (claim: ScoredClaim | undefined): void => {
    if (claim && !leads.some((other) => other.claim.id === claim.claim.id)) leads.push(claim);
  };
  const asked = groups.flat();
  if (document.status === '종료') {
    const ended = claims.filter(({ claim: { text } }) => /끝났|종료|폐지|중단|새로 (?:신청|가입)할 수 없/.test(text));
    add(ended.find(({ claim: { text } }) => /\d{4}년/.test(text)) ?? ended[0]);
    add(claims.find(({ claim: { text } }) => /후속|대신하|이어받|바뀌었|통합되/.test(text)));
  }
  const limit = ageLimitMissed(document, understanding);
  add(claims.find(({ claim }) => claim.id === limit?.id));
  const asksToApply = asked.some((focus) => ['apply', 'deadline', 'date', 'eligibility'].includes(focus));
  if (asksToApply && ASKS_OPEN.test(understanding.query)) add(claims.find(({ claim }) => isClosed(claim.text)));
  add(correctionFor(claims, understanding.said ?? understanding.query));
  if (ASKS_WHICH.test(understanding.query)) add(claims.find(({ claim }) => isDisagreement(claim.text)));
  const answered = leads.length;
  for (const group of groups.length > 1 ? groups : [])
    add(leadOf(rankedFor(group), understanding, document, group, heardIn(group, understanding)));
  if (leads.length === answered && document.status !== '종료') add(leadOf(claims, understanding, document, asked));
  if (leads.length === 0) add(leadOf(claims, understanding, document, asked));
  // "몇 살부터 무료예요" asks two things in one clause.
  for (const focus of groups.length > 1 ? [] : alsoAsked(asked, understanding))
    add(leadOf(rankedFor([focus]), understanding, document, [focus], undefined));
  // The same claims carry one identity each, whichever aspect found them.
  return leads.map((lead) => claims.find(({ claim }) => claim.id === lead.claim.id) ?? lead);
}

/** What is heard in the clause that asks for this group of aspects. */
function heardIn(group: readonly Focus[], { aspects = [], heardParts = [] }: Understanding): Heard | undefined {
  return heardParts[aspects.indexOf(group)];
}

/** Hardly heard at all: a word of it stands in the question for something else. */
const HARDLY = 0.05;

/** What is asked outright beside the one thing that the question turns on. */
function alsoAsked(asked: readonly Focus[], { heard, said, query }: Understanding): readonly Focus[] {
  const text = said ?? query;
  const head = headOf(asked, text);
  const isHeard = (focus: Focus): boolean => {
    const aspect = aspectOf(focus);
    return heard === undefined || aspect === undefined || heard[aspect] >= HARDLY;
  };
  return asked.filter((focus) => focus !== head && isOutright(focus, text) && isHeard(focus)).slice(0, 1);
}

export function leadOf(
  claims: readonly ScoredClaim[],
  { query, said, heard: heardInAll }: Understanding,
  document: KnowledgeDocument,
  asked: readonly Focus[] = [],
  // One of several aspects has a clause of its own.
  heard: Heard | undefined = heardInAll,
): ScoredClaim | undefined {
  const wanted = wantedOf(heard, asked, said ?? query);
  const mayExcept = asksForException(query) || wanted.eligibility >= WHO_SHARE;
  // A plan is all that such a record tells.
  const isOfLater = (text: string): boolean => document.status === '시행' && isLaterPlan(text);
  const answers = claims.filter(
    ({ slug, claim: { text } }) => !isAdvice(text) && !(slug === 'caution' && UNSURE.test(text)),
  );
  const exception = asksWhether(said ?? query) ? soleException(answers) : undefined;
  if (exception) return exception;
  const plain = answers.filter(
    ({ claim: { text } }) =>
      !isOfLater(text) &&
      !isOfOtherPart(text, query, document) &&
      (mayExcept || !isMereException(text)) &&
      (asksForException(query) || !(isForOthers(text, query) || isForUntoldGroup(text, query, document))),
  );
  const worth = (claim: ScoredClaim): number => worthOf(claim, wanted, query, document);
  const turnsOn = asked.some((focus) => ELSEWHERE.has(focus)) ? '' : (said ?? query);
  return (
    bestBy(worth, onMatter(plain, turnsOn)) ??
    bestBy(worth, onMatter(answers, turnsOn)) ??
    bestBy(worth, plain) ??
    bestBy(worth, answers) ??
    claims[0]
  );
}

/** What a sentence is worth as the first one. */
export function worthOf(claim: ScoredClaim, wanted: Heard, query: string, document: KnowledgeDocument): number {
  let sum = 0;
  for (const [name, strength] of signsOf(claim, wanted, query, document)) sum += (LEAD_WEIGHTS[name] ?? 0) * strength;
  return sum;
}

/** "병실료 차액도 되나요": the one sentence that speaks of it says who or what is left out, and that is the answer. */
function soleException(claims: readonly ScoredClaim[]): ScoredClaim | undefined {
  const [first, second] = [...claims].sort((one, other) => other.signs.telling - one.signs.telling);
  if (!first || first.signs.telling < TELLING_MIN) return undefined;
  if (second && second.signs.telling > first.signs.telling * NEXT_TELLING_MAX) return undefined;
  const { text } = first.claim;
  return isMereException(text) || isException(text) ? first : undefined;
}

/** Of 35 such sentences that stood behind another one in the open voices, 17 of 18 exceptions were the answer. */
const TELLING_MIN = 0.3;
const NEXT_TELLING_MAX = 0.6;

/** "최대 한도를 뜻하는지는 안내에 적혀 있지 않으니": what is not known is told beside an answer. */
const UNSURE = /(?:못했|않|없)으[니므][^.]*확인하세요\.$/;

/** Asked for these, a question turns on nothing else. */
const ELSEWHERE: ReadonlySet<Focus> = new Set([
  'documents',
  'contact',
  'department',
  'deadline',
  'date',
  'hours',
  'place',
]);

/** From this share on, whether one gets it is asked, and who is left out may be the answer. */
const WHO_SHARE = 0.4;

function bestBy(worthOf: (claim: ScoredClaim) => number, claims: readonly ScoredClaim[]): ScoredClaim | undefined {
  let best: ScoredClaim | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const claim of claims) {
    const worth = worthOf(claim);
    if (worth > most) [best, most] = [claim, worth];
  }
  return best;
}
