/**
 * Aspects: does a document hold what was asked of it? "전화번호" of a record without contacts is not there, however
 * well the record matches; saying so beats a fluent answer to another question.
 *
 * Two signs: the record says itself what its sources lack ("이 자료에는 위치, 이용 시간이 나와 있지 않습니다."), and some
 * aspects can only be carried by a figure of their kind.
 */

import type { Claim, KnowledgeDocument } from '../knowledge/schema.js';
import type { Figure } from '../korean/figures.js';
import { squeeze } from '../korean/normalise.js';
import type { Focus } from '../understanding/focus.js';
import { figureKindsOf } from './claim-figures.js';

const MISSING = /^이 자료에는 (.+?)(?:이|가|은|는)? 나와 있지 않습니다\.$/;

/** Words that a list of missing things uses for each aspect. */
const WORDS: Readonly<Record<Exclude<Focus, 'list'>, RegExp>> = {
  amount: /금액|비용|요금|이용료|한도|단가|지원액|보험금|연회비|수당액|상한|가격|임차료|액수|얼마/,
  eligibility: /소득|기준|대상|나이|조건|요건|자격|재산/,
  apply: /신청 방법|신청 절차|신청 창구|예약 방법|이용 방법|가입 방법|신청처/,
  documents: /서류/,
  deadline: /기한|신청 기간|신청 시기|모집|기간|시기/,
  date: /시기|날짜|일정|모집|개관|시작|기간|개시|시점/,
  hours: /시간|시각|요일|휴관|휴무/,
  contact: /전화|번호|연락처|문의/,
  department: /부서|담당|주관|기관/,
  place: /위치|주소|장소|소재/,
  count: /개수|곳 수|인원|횟수|수$|기간|정원|개소/,
};

/** The claim that lists what is missing is never an answer. */
export function isMissingList({ text }: Claim): boolean {
  return MISSING.test(text);
}

function missingThings(document: KnowledgeDocument): readonly string[] {
  for (const section of document.sections) {
    for (const claim of section.claims) {
      const list = MISSING.exec(claim.text)?.[1];
      if (list) return list.split(/,\s*|와 |과 (?=\S)/).map((thing) => thing.trim());
    }
  }
  return [];
}

const holdsKind = (claim: Claim, kind: Figure['kind']): boolean => figureKindsOf(claim).has(kind);

/** Asked of the time of applying, or of the day of payment: other times of the record answer neither. */
const OF_APPLYING = /신청|접수|모집|신고|제출/;
const OF_PAYING = /지급일|입금|들어오는?\s*날|언제\s*(?:들어오|지급|입금)/;
const OF_USING = /사용|쓸|써야|이용|계약|살\s*수|거주|유효/;
const A_TIME =
  /까지|이내|안에|전부터|지난 뒤|지나기 전|부터|이후|때(?:에)? (?:함께 )?신청|\d+월|연중|수시|언제든|매년|해마다|상시|하반기|상반기|봄|가을/;
const A_DAY = /다음 ?달|말일|\d+일(?! ?(?:이내|이상|안|전|까지|부터|간|동안))|분기|생일/;
/** How long after something: whatever is told to be within so many months may be it. */
const COUNTS_TIME = /몇\s*(?:개월|달|일|주|년)|며칠/;
/** Whose income or property counts is told in per cent and won too: no answer to how much is given. */
const OF_MEANS = /소득|재산|자산|기준|중위|월급|벌|자격|조건|대상|이하|넘|보험료|가액|자동차|버는/;

function carriesTime(text: string, query: string): boolean {
  if (OF_PAYING.test(query)) return A_DAY.test(text);
  if (COUNTS_TIME.test(query) && /\d+(?:개월|일|년|주)(?! 이상| 동안|간)/.test(text) && A_TIME.test(text)) return true;
  return A_TIME.test(text) && (!OF_APPLYING.test(query) || OF_APPLYING.test(text));
}

/** Aspects that only a figure or a section of their own can carry; the others are judged by words alone. */
const CARRIED: Readonly<Partial<Record<Focus, (claim: Claim, slug: string, query: string) => boolean>>> = {
  amount: (claim, slug, query) =>
    (slug !== 'eligibility' || OF_MEANS.test(query)) &&
    (holdsKind(claim, 'money') || holdsKind(claim, 'percent') || /무료|전액|절반|감액|빼/.test(claim.text)),
  contact: (claim) => holdsKind(claim, 'phone'),
  department: ({ text }) => /(?:과|팀|단|센터|부서|공단|시청)(?:입니다|이|가|에서|에|\(|는|은)/.test(text),
  hours: ({ text }) => /\d+\s*시(?!간|군|·)|24시간|요일|휴관|하루 종일/.test(text),
  count: (claim, _slug, query) => (OF_PAYING.test(query) ? A_DAY.test(claim.text) : holdsKind(claim, 'count')),
  date: (claim, slug, query) =>
    OF_PAYING.test(query) || OF_APPLYING.test(query)
      ? slug === 'deadline' || carriesTime(claim.text, query)
      : holdsKind(claim, 'date') || /\d+월/.test(claim.text),
  deadline: ({ text }, slug, query) => slug === 'deadline' || carriesTime(text, query),
  documents: ({ text }, slug) =>
    slug === 'documents' || /서류|신분증|증명서|확인서|신청서|진단서|통장 사본|등본|영수증|동의서/.test(text),
  apply: (_claim, slug) => slug === 'apply' || slug === 'deadline',
  eligibility: (_claim, slug) => slug === 'eligibility',
};
/** Without any claim of their kind these are missing even where the record does not say so. */
const STRICT: readonly Focus[] = ['contact', 'hours', 'amount', 'documents', 'deadline'];

/** Aspects that a question asks only for being worded so: "언제까지 신청" is no second question of a date. */
function isStrict(focus: Focus, query: string): boolean {
  return (
    STRICT.includes(focus) ||
    ((focus === 'date' || focus === 'count') && OF_PAYING.test(query)) ||
    (focus === 'date' && OF_APPLYING.test(query))
  );
}

export interface Lack {
  /** What the record itself names as missing; empty where it is only seen to be. */
  readonly things: readonly string[];
}

/**
 * What the question asks of the document and the document lacks, or undefined where some claim can answer.
 * `topicStems` are the question's own words, without particles.
 */
export function lackOf(
  document: KnowledgeDocument,
  focuses: readonly Focus[],
  topicStems: readonly string[],
  query: string,
): Lack | undefined {
  const asked = focuses.filter((focus) => focus !== 'list');
  if (asked.length === 0) return undefined;
  const title = squeeze(document.title);
  const extra = topicStems.filter(
    (stem) => !title.includes(stem) && !document.region.includes(stem) && !ASKING_STEM.test(stem),
  );
  const things = missingThings(document).filter((thing) => asked.some((focus) => isAskedFor(thing, focus, query)));
  // A thing that the question names by its own word is lacking, whatever else the record could tell.
  const needsMost = asked.includes('amount') && isCarried(document, 'amount', [], query);
  if (things.some((thing) => sharesWord(thing, query, document, needsMost))) return { things };
  const lacked = asked.filter(
    (focus) =>
      things.some((thing) => isAskedFor(thing, focus, query) && !isOfAnother(thing, document, focus, query)) &&
      !isCarried(document, focus, extra, query),
  );
  if (lacked.length > 0)
    return { things: things.filter((thing) => lacked.some((focus) => isAskedFor(thing, focus, query))) };
  if (things.length > 0) return undefined;
  // "언제까지" matches two patterns and is one question: the deadline's.
  const meant = asked.includes('deadline') ? asked.filter((focus) => focus !== 'date' && focus !== 'count') : asked;
  if (meant.some((focus) => isCarried(document, focus, [], query))) return undefined;
  const unseen = meant.filter((focus) => isStrict(focus, query));
  return unseen.length > 0 ? { things: [] } : undefined;
}

/** "받을 수 있나요" asks for no particular condition; "소득이 얼마 이하" does. Other aspects are asked for as such. */
function isAskedFor(thing: string, focus: Focus, query: string): boolean {
  if (focus === 'list' || !WORDS[focus].test(thing)) return false;
  if (focus !== 'eligibility') return true;
  return (query.match(/소득|재산|나이|조건|기준|자격|요건/g) ?? []).some((word) => thing.includes(word));
}

/** The thing that is missing is of something the question does not speak of, and the record holds the aspect itself. */
function isOfAnother(thing: string, document: KnowledgeDocument, focus: Focus, query: string): boolean {
  if (!isCarried(document, focus, [], query)) return false;
  if (OF_APPLYING.test(thing)) return !OF_APPLYING.test(query) && OF_USING.test(query);
  return focus === 'amount' && /소득|재산|건강보험료/.test(thing) && !/소득|재산|건강보험료/.test(query);
}

/** Periods, units, provinces' short names and verbs of giving: they ask, and single out no claim. */
const ASKING_STEM =
  /^(?:한?달|매달|매월|하루|연간|일년|프로|퍼센트|지원|환급|돌려|나오|나와|드려|주는|준다|전남|전북|충남|충북|경남|경북|경기|서울)/;

/** More than this share of a missing thing's own words must be said for it to be the thing asked for. */
const NAMED_SHARE = 0.5;

const ASPECT_WORDS =
  /^(?:금액|비용|요금|전화번호|방법|신청|기준|시간|기간|시기|대상|지원|서류|제출|정확|위치|여부|이용|실제|현재)$/;

function sharesWord(thing: string, query: string, document: KnowledgeDocument, needsMost: boolean): boolean {
  const title = squeeze(document.title);
  const words = thing.split(/\s+/).map((word) => word.replace(/[시별]$/, ''));
  const own = words.filter((word) => word.length >= 2 && !ASPECT_WORDS.test(word) && !title.includes(word));
  // Where some amount is told, most of them: "일반아동 이용료" is not what everyone's 이용료 asks for.
  return own.filter((word) => squeeze(query).includes(word)).length > own.length * (needsMost ? NAMED_SHARE : 0);
}

/** Some claim is of the aspect's kind and shares a word with what is asked beyond the name. */
function isCarried(document: KnowledgeDocument, focus: Focus, extra: readonly string[], query: string): boolean {
  const carries = CARRIED[focus];
  if (!carries) return !STRICT.includes(focus) && extra.length === 0;
  return document.sections.some(({ slug, claims }) =>
    claims.some(
      (claim) =>
        !MISSING.test(claim.text) &&
        slug !== 'press' &&
        carries(claim, slug, query) &&
        (extra.length === 0 || extra.some((stem) => squeeze(claim.text).includes(stem))),
    ),
  );
}
