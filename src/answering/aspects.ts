/**
 * Aspects: does a document hold what was asked of it? "전화번호" of a record without contacts is not there, however
 * well the record matches; saying so beats a fluent answer to another question.
 *
 * Two signs: the record says itself what its sources lack ("이 자료에는 위치, 이용 시간이 나와 있지 않습니다."), and some
 * aspects can only be carried by a figure of their kind.
 */

import type { Claim, KnowledgeDocument } from '../knowledge/schema.js';
import { figuresOf } from '../korean/figures.js';
import { stemOf, wordsOf } from '../korean/tokens.js';
import type { Focus } from '../understanding/focus.js';

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
  place: /위치|주소|장소|소재/,
  count: /개수|곳 수|인원|횟수|수$|기간|정원|개소/,
};

export function missingOf(
  document: KnowledgeDocument,
): { readonly claim: Claim; readonly things: readonly string[] } | undefined {
  for (const section of document.sections) {
    for (const claim of section.claims) {
      const list = MISSING.exec(claim.text)?.[1];
      if (list) return { claim, things: list.split(/,\s*|와 |과 (?=\S)/).map((thing) => thing.trim()) };
    }
  }
  return undefined;
}

/** The missing things that the question asks for. */
export function askedButMissing(
  document: KnowledgeDocument,
  focuses: readonly Focus[],
  query: string,
): readonly string[] {
  const things = missingOf(document)?.things ?? [];
  const asked = new Set(wordsOf(query).map(stemOf));
  return things.filter((thing) => {
    const byAspect = focuses.some((focus) => focus !== 'list' && WORDS[focus].test(thing));
    const stems = wordsOf(thing)
      .map(stemOf)
      .filter((stem) => stem.length >= 2);
    const byWords =
      stems.length > 0 &&
      stems.every((stem) => [...asked].some((word) => word.startsWith(stem) || stem.startsWith(word)));
    return byAspect || byWords;
  });
}

/** Whether any claim can carry the aspect at all; only figures are proof, so other aspects are taken to be held. */
export function holds(document: KnowledgeDocument, focus: Focus): boolean {
  const claims = document.sections.flatMap((section) => section.claims.map(({ text }) => text));
  const some = (test: (text: string) => boolean): boolean => claims.some((text) => !MISSING.test(text) && test(text));
  switch (focus) {
    case 'contact':
      return (
        some((text) => figuresOf(text).some(({ kind }) => kind === 'phone')) ||
        some((text) => /부서|추진단|문의|연락|신고/.test(text))
      );
    case 'hours':
      return some((text) => /\d+\s*시(?!간|군|·)|24시간|요일|휴관|하루 종일|야간/.test(text));
    case 'amount':
      return some(
        (text) =>
          figuresOf(text).some(({ kind, value }) => kind === 'money' || kind === 'percent' || /^\d/.test(value)) ||
          /무료|전액|없습니다/.test(text),
      );
    case 'documents':
      return (
        document.sections.some(({ slug }) => slug === 'documents') ||
        some((text) => /서류|신분증|증명서|확인서/.test(text))
      );
    case 'date':
      return some((text) => figuresOf(text).some(({ kind }) => kind === 'date'));
    default:
      return true;
  }
}
