/**
 * Carries: can this sentence answer that aspect at all? "얼마" needs money, a share or "무료"; "언제까지" a time; "어디로
 * 전화" a number. Whether the record lacks an aspect (`aspects.ts`) and which sentence leads (`lead.ts`) both ask here.
 *
 * In: a claim, its section and the question's words. Out: yes or no. Aspects without an entry are judged by words alone.
 */
import type { Claim } from '../knowledge/schema.js';
import type { Figure } from '../korean/figures.js';
import type { Focus } from '../understanding/focus.js';
import { figureKindsOf } from './claim-figures.js';

const holdsKind = (claim: Claim, kind: Figure['kind']): boolean => figureKindsOf(claim).has(kind);

/** Asked of the time of applying, or of the day of payment: other times of the record answer neither. */
export const OF_APPLYING = /신청|접수|모집|신고|제출/;
export const OF_PAYING =
  /지급일|입금|들어오는?\s*날|들어와|언제\s*(?:들어오|지급|입금)|(?:며칠|몇\s*일)에\s*(?:나오|나와|들어|줘|주|지급|입금)/;
export const OF_USING = /사용|쓸|써야|이용|계약|살\s*수|거주|유효/;
const A_TIME =
  /까지|이내|안에|전부터|지난 뒤|지나기 전|부터|이후|때(?:에)? (?:함께 )?신청|\d+월|연중|수시|언제든|매년|해마다|상시|하반기|상반기|봄|가을/;
const A_DAY = /다음 ?달|말일|\d+일(?! ?(?:이내|이상|이후|이전|안|전|까지|부터|간|동안))|분기|생일(?:에|마다)/;
/** A day on which something is paid, not one from which something is counted. */
const carriesPayday = (text: string): boolean =>
  A_DAY.test(text) && /지급|입금|들어|드립니다|받습니다|환급|돌려/.test(text);
/** How long after something: whatever is told to be within so many months may be it. */
const COUNTS_TIME = /몇\s*(?:개월|달|일|주|년)|며칠/;
/** Whose income or property counts is told in per cent and won too: no answer to how much is given. */
const OF_MEANS = /소득|재산|자산|기준|중위|월급|벌|자격|조건|대상|이하|넘|보험료|가액|자동차|버는/;
const TELLS_MEANS = /소득|재산|중위/;
/** What is counted, as asked → the units in which it is told: "며칠" in days, "몇 장" in sheets. */
const UNITS: readonly (readonly [RegExp, RegExp])[] = [
  [/며칠|몇\s*일/, /\d\s?일|하루/],
  [/몇\s*(?:달|개월)|얼마\s*동안|얼마나\s*오래/, /\d\s?(?:개월|달|년|일)|평생/],
  [/몇\s*년/, /\d\s?(?:년|개월)/],
  [/몇\s*(?:살|세)/, /\d\s?세|\d\s?개월/],
  [/몇\s*주/, /\d\s?(?:주|일)/],
  [/몇\s*(?:명|사람)/, /\d\s?(?:명|인)/],
  [/몇\s*(?:번|회|차)/, /\d\s?(?:번|회|차)|한 번/],
  [/몇\s*(?:장|매)/, /\d\s?(?:장|매)/],
  [/몇\s*시간/, /\d\s?시간/],
  [/몇\s*(?:곳|군데|개소)/, /\d\s?(?:곳|군데|개|호점)|한 곳|두 곳/],
];
const A_PLACE =
  / 안에 |(?:(?<![활이운노아공자행변])동|읍|면|리|층|역|공원|마을|타운|빌리지|단지|회관|센터|청)(?: 안| 옆|에 있)|(?:(?<![활이운노아공자행변])동|(?<!지)역)(?:과 |와 |, ?[가-힣]+[동역])|[가-힣](?:로|길|번길) ?\d|\d+층|[동읍면] \d+곳/;

/** "(2019년 7월 기준)", "2020년 기사에 따르면": the date of the source is no time of the programme. */
const STAMP = /\([^()]*(?:기준|기사|보도)[^()]*\)|\d{4}년(?: \d+월)? (?:기사|보도|자료)/g;

export function carriesTime(sentence: string, query: string): boolean {
  const text = sentence.replace(STAMP, ' ');
  if (OF_PAYING.test(query)) return carriesPayday(text);
  if (COUNTS_TIME.test(query) && /\d+(?:개월|일|년|주)(?! 이상| 동안|간)/.test(text) && A_TIME.test(text)) return true;
  return A_TIME.test(text) && (!OF_APPLYING.test(query) || OF_APPLYING.test(text));
}

const A_SHARE = /\d\s*(?:%|퍼센트|프로)/;
/** Without what stands in brackets: a rate that is mentioned by the way is not how much one gets. */
const aside = (text: string): string => text.replace(/\([^()]*\)/g, ' ');

function countsAsked(claim: Claim, query: string): boolean {
  const units = UNITS.find(([asked]) => asked.test(query))?.[1];
  return units === undefined ? holdsKind(claim, 'count') : units.test(claim.text);
}

export const CARRIED: Readonly<Partial<Record<Focus, (claim: Claim, slug: string, query: string) => boolean>>> = {
  amount: (claim, slug, query) =>
    (OF_MEANS.test(query) || (slug !== 'eligibility' && (slug === 'benefit' || !TELLS_MEANS.test(claim.text)))) &&
    (holdsKind(claim, 'money') || A_SHARE.test(aside(claim.text)) || /무료|전액|절반|감액|빼/.test(claim.text)),
  contact: (claim) => holdsKind(claim, 'phone'),
  department: ({ text }) => /(?:과|팀|단|센터|부서|공단|시청)(?:입니다|이|가|에서|에|\(|는|은)/.test(text),
  hours: ({ text }) => /\d+\s*시(?!간|군|·)|24시간|요일|휴관|하루 종일/.test(text),
  count: (claim, _slug, query) => (OF_PAYING.test(query) ? carriesPayday(claim.text) : countsAsked(claim, query)),
  date: (claim, slug, query) =>
    OF_PAYING.test(query)
      ? slug !== 'deadline' && slug !== 'eligibility' && carriesPayday(claim.text)
      : OF_APPLYING.test(query)
        ? slug === 'deadline' || carriesTime(claim.text, query)
        : /\d{4}년|\d+월/.test(claim.text.replace(STAMP, ' ')),
  deadline: ({ text }, slug, query) => slug === 'deadline' || carriesTime(text, query),
  documents: ({ text }, slug) =>
    slug === 'documents' || /서류|신분증|증명서|확인서|신청서|진단서|통장 사본|등본|영수증|동의서/.test(text),
  apply: (_claim, slug) => slug === 'apply' || slug === 'deadline',
  eligibility: (_claim, slug) => slug === 'eligibility',
  benefit: (_claim, slug) => slug === 'benefit' || slug === 'overview',
  place: ({ text }) => A_PLACE.test(text),
};
