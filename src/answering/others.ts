/**
 * Others: is a sentence about a part of the people or cases of which the question does not speak? Such a sentence never
 * leads where the record has a plainer one.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { remembered } from './remembered.js';

const TEXTS_MAX = 8_192;

/** "주거급여 수급자에게는 …", "입원 중에 …": a part of the people or cases, which the question does not name. */
export function isForOthers(text: string, query: string): boolean {
  const group = caseOf(text);
  const place = IN_PLACE.exec(text)?.[1];
  if (place !== undefined && !query.includes(place)) return true;
  if (/^부부가 (?:모두|함께|같이) /.test(text)) return !COUPLE.test(query);
  return group !== undefined && !query.includes(group);
}

const caseOf = remembered(
  (text) => /^([가-힣·0-9~]+)(?: [가-힣·]+)?(?:에게는|의 경우에?는?|인 경우에?는?| 중에| 중인) /u.exec(text)?.[1],
  TEXTS_MAX,
);

/** "한부모는 상한이 300만원": of a programme for everyone, the amount of a group that nobody spoke of. */
export function isForUntoldGroup(text: string, query: string, { title, targetGroups }: KnowledgeDocument): boolean {
  const group = groupOf(text);
  // A record for this group alone speaks of it throughout.
  const own = targetGroups.length === 1 ? targetGroups : [];
  return group !== undefined && ![query, title, ...own].some((words) => words.includes(group));
}

/** "장제급여·해산급여": of two things in one record, the one that the question does not name. */
export function isOfOtherPart(text: string, query: string, { title }: KnowledgeDocument): boolean {
  const parts = title.split('·').filter((part) => part.length >= PART_LETTERS_MIN);
  const asked = parts.filter((part) => query.includes(part));
  if (parts.length < 2 || asked.length === 0 || asked.length === parts.length) return false;
  return parts.some((part) => text.includes(part)) && !asked.some((part) => text.includes(part));
}

/** "요양병원에 120일 넘게 입원한 분의 …" */
const IN_PLACE = /^([가-힣]+)에 [^.,]{0,16}(?:입원한|입소한|다니는) (?:분|사람)/;

/** Shorter parts stand inside other words. */
const PART_LETTERS_MIN = 4;

const GROUP =
  /^(한부모|장애인|장애아동|다문화|조손|쌍둥이|다태아|다자녀|수급자|차상위|농어촌|외국인)[가-힣]{0,3}(?:은|는|이면|라면|과|와) /;
const groupOf = remembered((text) => GROUP.exec(text)?.[1], TEXTS_MAX);
const COUPLE = /부부|둘\s*다|둘이|같이|함께|남편|아내|배우자|집사람/;
