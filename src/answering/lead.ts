/**
 * Lead: which sentence of a programme comes first, one for each aspect asked. It must be able to carry the aspect
 * ("얼마" needs money), be about the person who asks, and be neither an exception nor advice nor a later plan, where
 * the record has a plainer one. What has ended is told to have ended, and what came after it, before all else; a
 * premise that the record calls wrong is corrected before it is answered.
 *
 * In: a document, the aspects in groups, and its ranked claims. Out: the leads, best first; none for an empty record.
 */
import type { Claim, KnowledgeDocument } from '../knowledge/schema.js';
import { asksHow, asksMeans, type Focus, headOf, isOutright } from '../understanding/focus.js';
import type { Understanding } from '../understanding/understand.js';
import { CARRIED } from './carries.js';
import {
  asksForException,
  isAdvice,
  isClosed,
  isDisagreement,
  isLaterPlan,
  isMereException,
  type ScoredClaim,
} from './claims.js';
import { correctionFor } from './premise.js';

/**
 * What only certain sentences can carry, against shared words: for a figure, a time or a number nothing else will do;
 * who gets it and what it gives may be told in other words and places.
 */
const CARRY_GAIN: Readonly<Partial<Record<Focus, number>>> = {
  amount: 3,
  contact: 3,
  documents: 3,
  deadline: 3,
  hours: 3,
  date: 2,
  count: 2,
  apply: 2,
  benefit: 0.6,
  eligibility: 0.4,
};

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
  const asksToApply = asked.some((focus) => ['apply', 'deadline', 'date', 'eligibility'].includes(focus));
  if (asksToApply && ASKS_OPEN.test(understanding.query)) add(claims.find(({ claim }) => isClosed(claim.text)));
  add(correctionFor(claims, understanding.said ?? understanding.query));
  if (ASKS_WHICH.test(understanding.query)) add(claims.find(({ claim }) => isDisagreement(claim.text)));
  const answered = leads.length;
  for (const group of groups.length > 1 ? groups : []) add(leadOf(rankedFor(group), understanding, document, group));
  if (leads.length === answered && document.status !== '종료') add(leadOf(claims, understanding, document, asked));
  if (leads.length === 0) add(leadOf(claims, understanding, document, asked));
  // "몇 살부터 무료예요" asks two things in one clause.
  for (const focus of groups.length > 1 ? [] : alsoAsked(asked, understanding.said ?? understanding.query))
    add(leadOf(rankedFor([focus]), understanding, document, [focus]));
  // The same claims carry one identity each, whichever aspect found them.
  return leads.map((lead) => claims.find(({ claim }) => claim.id === lead.claim.id) ?? lead);
}

/** What is asked outright beside the one thing that the question turns on. */
function alsoAsked(asked: readonly Focus[], text: string): readonly Focus[] {
  const head = headOf(asked, text);
  return asked.filter((focus) => focus !== head && isOutright(focus, text)).slice(0, 1);
}

export function leadOf(
  claims: readonly ScoredClaim[],
  { query, said }: Understanding,
  document: KnowledgeDocument,
  asked: readonly Focus[] = [],
): ScoredClaim | undefined {
  const { status } = document;
  const mayExcept = asksForException(query);
  const isOfGroup = (text: string): boolean => isForUntoldGroup(text, query, document);
  // A plan is all that such a record tells.
  const isOfLater = (text: string): boolean => status === '시행' && isLaterPlan(text);
  const answers = claims.filter(({ claim: { text } }) => !isAdvice(text));
  const plain = answers.filter(
    ({ claim: { text } }) =>
      !isOfLater(text) && (mayExcept || !(isMereException(text) || isForOthers(text, query) || isOfGroup(text))),
  );
  const focus = headOf(asked, said ?? query);
  const best = bestFor(focus, plain, query) ?? bestFor(focus, answers, query) ?? claims[0];
  // Asked whether one gets it, and an exception speaks of the very people that were told: that is the answer.
  const exception = focus === 'eligibility' ? answers.find(({ claim }) => isMereException(claim.text)) : undefined;
  return exception && best && exception.score > best.score + EXCEPTION_LEAD ? exception : best;
}

/** So much better must an exception fit the question than the best plain sentence. */
const EXCEPTION_LEAD = 0.3;
/** What to watch out for is told beside an answer; first only where it fits much better. */
const CAUTION_LOSS = 0.4;

function bestFor(focus: Focus | undefined, claims: readonly ScoredClaim[], query: string): ScoredClaim | undefined {
  const isOfMeans = focus === 'eligibility' && asksMeans(query);
  const carries = isOfMeans ? tellsMeans : focus && (focus === 'apply' ? isOfApplying : CARRIED[focus]);
  // "신청" alone may only be part of the story.
  const isSaid = focus !== 'apply' || asksHow(query);
  const gain = isOfMeans ? MEANS_GAIN : isSaid ? ((focus && CARRY_GAIN[focus]) ?? 0) : 0;
  const worth = ({ claim, slug, score }: ScoredClaim): number =>
    score +
    (slug !== 'press' && carries?.(claim, slug, query) === true ? gain : 0) -
    (slug === 'caution' ? CAUTION_LOSS : 0);
  return claims.reduce<ScoredClaim | undefined>(
    (best, claim) => (best === undefined || worth(claim) > worth(best) ? claim : best),
    undefined,
  );
}

/** "주거급여 수급자에게는 …", "입원 중에 …": a part of the people or cases, which the question does not name. */
function isForOthers(text: string, query: string): boolean {
  const group = /^([가-힣·0-9~]+)(?: [가-힣·]+)?(?:에게는|의 경우에?는?|인 경우에?는?| 중에| 중인) /u.exec(text)?.[1];
  if (/^부부가 (?:모두|함께|같이) /.test(text)) return !COUPLE.test(query);
  return group !== undefined && !query.includes(group);
}

/** "한부모는 상한이 300만원": of a programme for everyone, the amount of a group that nobody spoke of. */
function isForUntoldGroup(text: string, query: string, { title, targetGroups }: KnowledgeDocument): boolean {
  const group = GROUP.exec(text)?.[1];
  // A record for this group alone speaks of it throughout.
  const own = targetGroups.length === 1 ? targetGroups : [];
  return group !== undefined && ![query, title, ...own].some((words) => words.includes(group));
}

const GROUP =
  /^(한부모|장애인|장애아동|다문화|조손|쌍둥이|다태아|다자녀|수급자|차상위|농어촌|외국인)[가-힣]{0,3}(?:은|는|이면|라면|과|와) /;
const COUPLE = /부부|둘\s*다|둘이|같이|함께|남편|아내|배우자|집사람/;
const MEANS_GAIN = 1.5;
const tellsMeans = ({ text }: Claim): boolean => /소득|재산|중위|총급여/.test(text) && /\d|없|상관/.test(text);
const isOfApplying = (_claim: unknown, slug: string): boolean => slug === 'apply';
