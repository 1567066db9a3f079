/**
 * Aspects: does a document hold what was asked of it? "전화번호" of a record without contacts is not there, however
 * well the record matches; saying so beats a fluent answer to another question.
 *
 * Two signs: the record says itself what its sources lack ("이 자료에는 위치, 이용 시간이 나와 있지 않습니다."), and some
 * aspects can only be carried by a figure of their kind.
 */

import type { Claim, KnowledgeDocument } from '../knowledge/schema.js';
import { squeezedTitle } from '../knowledge/titles.js';
import { squeeze } from '../korean/normalise.js';
import { asksMeans, FOCUSES, type Focus, headOf, isOutright } from '../understanding/focus.js';
import { CARRIED, OF_APPLYING, OF_PAYING, OF_USING } from './carries.js';
import { onceForRecord } from './of-record.js';
import { remembered } from './remembered.js';

const MISSING = /^이 자료에는 (.+?)(?:이|가|은|는)? 나와 있지 않습니다\.$/;

/** Words that a list of missing things uses for each aspect. */
const WORDS: Readonly<Record<Exclude<Focus, 'list'>, RegExp>> = {
  amount: /금액|비용|요금|이용료|한도|단가|지원액|보험금|연회비|수당액|상한|가격|임차료|액수|얼마/,
  eligibility: /소득|기준|대상|나이|조건|요건|자격|재산/,
  apply: /신청 방법|신청 절차|신청 창구|예약 방법|이용 방법|가입 방법|신청처/,
  documents: /서류/,
  deadline: /기한|신청 기간|신청 시기|모집|기간|시기/,
  date: /지급일|입금일|시기|날짜|일정|모집|개관|시작|기간|개시|시점/,
  hours: /시간|시각|요일|휴관|휴무/,
  contact: /전화|번호|연락처|문의/,
  department: /부서|담당|주관|기관/,
  place: /위치|주소|장소|소재|목록|(?:어린이집|시설|기관|업체|가맹점) (?:이름|목록)/,
  count: /개수|곳 수|인원|횟수|수$|수량|기간|정원|개소/,
  benefit: /(?:지원|서비스|활동|사업|교육) 내용|프로그램/,
};

const TEXTS_MAX = 8_192;
const squeezedClaim = remembered(squeeze, TEXTS_MAX);

/** The claim that lists what is missing is never an answer. */
export function isMissingList({ text }: Claim): boolean {
  return MISSING.test(text);
}

const missingThings = onceForRecord((document): readonly string[] => {
  for (const section of document.sections) {
    for (const claim of section.claims) {
      const list = MISSING.exec(claim.text)?.[1];
      if (list) return list.split(/,\s*|와 |과 (?=\S)/).map((thing) => thing.trim());
    }
  }
  return [];
});

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
  const asked = meantBy(focuses, query);
  const named = nameLack(document, query);
  if (named) return named;
  const all = missingThings(document);
  if (asked.length === 0) {
    // No aspect is asked by its usual words: then only what is called by its whole name is lacking.
    const things = all.filter((thing) => isNamedAlone(thing, document, query));
    return things.length > 0 ? { things } : undefined;
  }
  const title = squeezedTitle(document);
  const extra = topicStems.filter(
    (stem) =>
      !title.includes(stem) && !document.region.includes(stem) && !ASKING_STEM.test(stem) && !ASPECT_WORDS.test(stem),
  );
  const things = all.filter((thing) => asked.some((focus) => isAskedFor(thing, focus, query)));
  if (asksMeans(query) && !tellsMeans(document)) return { things };
  if (ASKS_FREE.test(query) && tellsFree(document)) return undefined;
  // A thing that the question names by its own word is lacking, unless a sentence tells it all the same.
  const needsMost = asked.includes('amount') && isCarried(document, 'amount', [], query);
  if (things.some((thing) => sharesWord(thing, query, document, needsMost) && !isTold(thing, document, asked, query)))
    return { things };
  // One thing is asked, whatever else its words sound like: that is what must not be lacking.
  const head = headOf(asked, query);
  const lacked = asked.filter(
    (focus) =>
      (focus === head || isOutright(focus, query)) &&
      things.some((thing) => isAskedFor(thing, focus, query) && !isOfAnother(thing, document, focus, query)) &&
      !isCarried(document, focus, extra, query) &&
      !isToldAsOtherTime(document, focus, asked, extra, query),
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

const TIMES: readonly Focus[] = ['date', 'count', 'deadline'];
/** "몇 년까지 살 수 있어요", "얼마 동안": how long, which is neither a day nor an amount. */
const ASKS_SPAN =
  /몇\s*(?:년|개월|달|주|일)\s*(?:까지|동안|간|더|이나)?|며칠\s*(?:까지|동안|이나)?|얼마\s*동안|얼마나\s*오래/;
const SPAN_AS_AMOUNT = /얼마\s*동안|얼마나\s*오래/g;

/** The aspects without those that only the wording of another one brings in. */
function meantBy(focuses: readonly Focus[], query: string): readonly Focus[] {
  const isSpan = ASKS_SPAN.test(query) && !OF_APPLYING.test(query) && !OF_PAYING.test(query);
  const asked = focuses.filter(
    (focus) =>
      focus !== 'list' &&
      !(focus === 'hours' && /몇\s*시간/.test(query)) &&
      !(focus === 'count' && /몇\s*번째/.test(query)) &&
      !(focus === 'amount' && SPAN_AS_AMOUNT.test(query) && !/얼마/.test(query.replace(SPAN_AS_AMOUNT, ''))),
  );
  if (!isSpan || !asked.some((focus) => TIMES.includes(focus))) return asked;
  return [...asked.filter((focus) => !TIMES.includes(focus)), 'count'];
}

/** "몇 년 살 수 있나요" matches a date and a span: the one that a sentence tells of the very matter is meant. */
function isToldAsOtherTime(
  document: KnowledgeDocument,
  focus: Focus,
  asked: readonly Focus[],
  extra: readonly string[],
  query: string,
): boolean {
  if (!TIMES.includes(focus) || extra.length === 0) return false;
  return asked.some((other) => other !== focus && TIMES.includes(other) && isCarried(document, other, extra, query));
}

/** Who or what bears which name: "원장님 성함", "보험사 이름". */
const NAME_OF = /([가-힣]{2,}?)(?:님|씨)?(?:의|이|가|은|는)?\s*(?:이름|성함|성명)(?:이|을|은|는|도)?(?:\s|요|$|\?)/;

/** The name of somebody or something is asked for, of whom or which the record never speaks. */
function nameLack(document: KnowledgeDocument, query: string): Lack | undefined {
  const bearer = NAME_OF.exec(query)?.[1];
  // "그거 이름이 뭐였죠": the programme itself is meant.
  if (
    bearer === undefined ||
    /[데요고면서는은던]$|^(?:그|이|저)[거것게]|마다$/.test(bearer) ||
    squeezedTitle(document).includes(bearer)
  )
    return undefined;
  const isSpokenOf = document.sections.some(({ claims }) =>
    claims.some(({ text }) => !MISSING.test(text) && squeezedClaim(text).includes(bearer)),
  );
  return isSpokenOf ? undefined : { things: missingThings(document).filter((thing) => thing.includes(bearer)) };
}

/** Shorter words stand inside too many others. */
const NAME_SYLLABLES_MIN = 3;

/** A word of the thing's own is said, and no sentence of the record holds it. */
function isNamedAlone(thing: string, document: KnowledgeDocument, query: string): boolean {
  const said = squeeze(query);
  return ownWords(thing, document).some(
    (word) =>
      word.length >= NAME_SYLLABLES_MIN &&
      !/[는은을던]$/.test(word) &&
      said.includes(word) &&
      !isWritten(word, document),
  );
}

/** The word stands in what the record tells, also across the end of a sentence. */
const isWritten = (word: string, document: KnowledgeDocument): boolean => lettersOf(document).includes(word);

const lettersOf = onceForRecord(({ sections }) => {
  const told = sections.flatMap(({ claims }) => claims.filter((claim) => !isMissingList(claim)));
  return told.map(({ text }) => squeezedClaim(text)).join('');
});

/** Some sentence speaks of that thing, in words of its own, and carries what is asked. */
function isTold(thing: string, document: KnowledgeDocument, asked: readonly Focus[], query: string): boolean {
  const own = ownWords(thing, document).filter((word) => squeeze(query).includes(word));
  return document.sections.some(({ slug, claims }) =>
    claims.some(
      (claim) =>
        !MISSING.test(claim.text) &&
        slug !== 'press' &&
        own.every((word) => squeezedClaim(claim.text).includes(word)) &&
        asked.some((focus) => CARRIED[focus]?.(claim, slug, query) === true),
    ),
  );
}

/** Whether it costs anything is answered by "무료", whatever amounts are missing. */
const ASKS_FREE = /공짜|무료|돈\s*(?:이|을)?\s*(?:드나|들어|드는|내나|내야|내요)|유료/;

function tellsFree(document: KnowledgeDocument): boolean {
  return document.sections.some(({ slug, claims }) =>
    claims.some(({ text }) => slug !== 'press' && !MISSING.test(text) && /무료|무상|유료/.test(text)),
  );
}

/** Some sentence says how much one may earn or own, or that it does not matter. */
function tellsMeans(document: KnowledgeDocument): boolean {
  return document.sections.some(({ slug, claims }) =>
    claims.some(
      ({ text }) =>
        slug !== 'press' &&
        !MISSING.test(text) &&
        /소득|재산|중위|총급여|보험료|수급|차상위/.test(text) &&
        (/\d/.test(text) || /상관없|관계없|없(?:으며|습니다)|수급|차상위/.test(text)),
    ),
  );
}

/** Its last word tells what a thing is: "전화 요금" is an amount, "모집 지역" no time. */
function aspectsOfThing(thing: string): readonly Focus[] {
  const last = thing.split(/\s+/).at(-1) ?? thing;
  const of = (text: string): Focus[] => FOCUSES.filter((focus) => focus !== 'list' && WORDS[focus].test(text));
  const byLast = of(last);
  return byLast.length > 0 || BARE.test(last) ? byLast : of(thing);
}

/** Last words that belong to no aspect and make the thing one of theirs. */
const BARE = /^(?:지역|종류|여부|이름|횟수|범위|업종)$/;

/** "받을 수 있나요" asks for no particular condition; "소득이 얼마 이하" does. Other aspects are asked for as such. */
function isAskedFor(thing: string, focus: Focus, query: string): boolean {
  if (/지급일|입금일/.test(thing)) return OF_PAYING.test(query) && ['date', 'count', 'deadline'].includes(focus);
  if (focus === 'list' || !aspectsOfThing(thing).includes(focus)) return false;
  if (focus !== 'eligibility') return true;
  return (query.match(/(?<!저)소득(?!\s*(?:서류|증빙|확인|자료))|재산|나이|조건|기준|자격|요건/g) ?? []).some((word) =>
    thing.includes(word),
  );
}

/** The thing that is missing is of something the question does not speak of, and the record holds the aspect itself. */
function isOfAnother(thing: string, document: KnowledgeDocument, focus: Focus, query: string): boolean {
  if (!isCarried(document, focus, [], query)) return false;
  // "장애인용의 금액": the question says nothing of what sets it apart.
  const own = ownWords(thing, document);
  if (own.length > 0 && !own.some((word) => squeeze(query).includes(word))) return true;
  if (OF_APPLYING.test(thing)) return !OF_APPLYING.test(query) && OF_USING.test(query);
  return focus === 'amount' && /소득|재산|건강보험료/.test(thing) && !/소득|재산|건강보험료/.test(query);
}

/** Periods, units, provinces' short names and verbs of giving: they ask, and single out no claim. */
const ASKING_STEM =
  /^(?:한?달|매달|매월|하루|연간|일년|프로|퍼센트|지원|환급|돌려|나오|나와|드려|주는|준다|전남|전북|충남|충북|경남|경북|경기|서울)/;

/** More than this share of a missing thing's own words must be said for it to be the thing asked for. */
const NAMED_SHARE = 0.5;

const ASPECT_WORDS =
  /^(?:금액|비용|요금|전화번호|방법|신청|기준|시간|기간|시기|대상|지원|서류|제출|정확|위치|여부|이용|실제|현재|한도|상한|모집|인원|횟수|개수|지역|가구원|급수|등급|나이|연령|구간|사람|출생일|정확한|자세한|그|밖의|다른|등|본인|부담)$/;

function sharesWord(thing: string, query: string, document: KnowledgeDocument, needsMost: boolean): boolean {
  const own = ownWords(thing, document);
  // Where some amount is told, most of them: "일반아동 이용료" is not what everyone's 이용료 asks for.
  return own.filter((word) => squeeze(query).includes(word)).length > own.length * (needsMost ? NAMED_SHARE : 0);
}

/** What sets the missing thing apart from others of its aspect and from the programme itself. */
function ownWords(thing: string, { title, region }: KnowledgeDocument): string[] {
  const name = squeeze(`${title} ${region}`);
  const words = thing.split(/\s+/).map((word) => word.replace(/[시별의]$/, ''));
  return words.filter((word) => word.length >= 2 && !ASPECT_WORDS.test(word) && !name.includes(word));
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
        (extra.length === 0 || extra.some((stem) => squeezedClaim(claim.text).includes(stem))),
    ),
  );
}
