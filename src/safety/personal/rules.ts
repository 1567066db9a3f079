/**
 * What names a person: one rule for each kind, over the shadow of plain digits. Order matters: what an earlier rule
 * takes is gone for the later ones. A failed check digit never clears a number (since October 2020 there is none).
 */
export interface PersonalRule {
  /** The word in `Answer.masked`. */
  readonly kind: string;
  /** What stands in the text instead. */
  readonly name: string;
  readonly patterns: readonly RegExp[];
  /** Judges what was found, with the words before and after it. */
  readonly accepts?: (found: string, before: string, after: string) => boolean;
}

/** What stands between groups of digits, in any rule. */
const SIGN = '[\\s.·ㆍ∙・_,/~()|:-]';
const GAP = `${SIGN}{0,3}`;
const APART = `${SIGN}{1,3}`;
const NOT_MONEY = '(?!\\s*(?:만|천|억|백)?\\s*원|\\s*(?:만|억)(?![가-힣])|\\d|,\\d{3})';
export const BIRTH = '\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const HIDDEN = '[*xX●○•]';
const digitsOf = (text: string): string => text.replace(/\D/g, '');

function residentPatterns(first: string): RegExp[] {
  return [
    new RegExp(
      `(?<!\\d)${BIRTH}[\\s.·ㆍ_,/:~-]{0,5}[${first}](?:\\d{6}|${HIDDEN}{6}|\\d${HIDDEN}{5})${NOT_MONEY}`,
      'gu',
    ),
    // In pairs, or every digit apart: 85 01 01 - 1234567, 9 0 0 1 0 1 - 1 2 3 4 5 6 7.
    new RegExp(`(?<!\\d)\\d{2}[\\s.]\\d{2}[\\s.]\\d{2}[\\s.-]{1,5}[${first}]\\d{6}${NOT_MONEY}`, 'gu'),
    new RegExp(`(?<!\\d)${BIRTH}[\\s.-]{1,3}[${first}][\\s.-]{1,3}\\d{6}${NOT_MONEY}`, 'gu'),
    new RegExp(`(?<!\\d)${BIRTH}[\\s.-]{1,3}[${first}]\\d{2,3}[\\s-]\\d{3,4}${NOT_MONEY}`, 'gu'),
    new RegExp(`(?<!\\d)\\d(?:${APART}\\d){5}${GAP}[${first}](?:${APART}\\d){6}${NOT_MONEY}`, 'gu'),
  ];
}

function isBirthFirst(found: string): boolean {
  return new RegExp(`^${BIRTH}`).test(found.replace(/[^\d*xX●○•]/g, ''));
}

export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export const BANK =
  '(?:계좌(?:번호)?|통장|입금|송금|이체|신한|농협|카카오|카뱅|토스|새마을금고|신협|우체국|수협|씨티|케이뱅크|[가-힣]{2,4}은행|뱅크|(?:국민|우리|하나|기업|제일|대구|부산|광주|전북|경남|제주|산업)(?=\\s?\\d))(?:은행|뱅크)?';
/** A number that can be dialled is no account. */
const DIALLED = /^0(?:2|[3-6]\d|70|50\d|1\d)[-\s.]?\d{3,4}[-\s.]?\d{4}$/;
const HOME =
  /(?:집\s*전화|집\s*번호|우리\s*집|저희\s*집|자택|제\s*(?:번호|전화|연락처)|내\s*(?:번호|전화)|연락처|전화번호는|본인|아버지|어머니|엄마|아빠|할머니|할아버지)[^?!]{0,14}$/;
const CALL_ME =
  /^\s*(?:로|으로)?\s*(?:전화|연락|문자)\s*(?:좀\s*)?(?:주|부탁|해\s*주|줘)|^\s*(?:인데|입니다|이에요|예요)\s*[^?]{0,6}연락/;
const OFFICE =
  /(?:시청|구청|군청|도청|센터|주민센터|복지관|보건소|공단|부서|과\b|콜센터|상담|대표|사무소|병원|학교|어린이집|재단)[^?!]{0,14}$/;
const CITY = '(?:[가-힣]{1,6}(?:특별시|광역시|특별자치시|특별자치도|도|시|군|구)\\s+)';
const STREET = '[가-힣][가-힣0-9]{0,9}(?<!으)(?:대로|로|길)(?:\\s?\\d{1,4}번?\\s?(?:가|나|다)?길)?';
const NOT_HOUSE =
  '(?!\\d|\\s*(?:년|월|일(?![가-힣]*\\s*\\d)|세|살|만|천|원|명|인|시간|개월|달|%|퍼센트|억|회|주|급|건|번째|시(?![가-힣])|배|점|호선|차|평|도))';
const UNIT = '(?:[\\s,]*(?:지하|반지하)?\\s*\\d{1,4}\\s*(?:동|호|층)(?![가-힣]{2,})){1,3}';
const PUBLIC_PLACE =
  /^[^?!.]{0,14}(?:보건복지부|[가-힣]{2,6}부(?:로|에|청사)|공단|연금|주민센터|행정복지센터|복지관|보건소|시청|구청|도서관|센터|병원|어린이집|경로당|학교)|^\s*에\s*있(?:나|는|어|죠)/;

export const PERSONAL_RULES: readonly PersonalRule[] = [
  {
    kind: 'email',
    name: '전자우편',
    patterns: [
      /(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu,
      /(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[a-z0-9-]+(?:\s?\.\s?[a-z]{2,10}){1,2}(?![a-z])/giu,
      /(?<![\w.+-])[\w.+-]{1,64}\s?(?:골뱅이|\(at\)|\[at\]|\sat\s)\s?[a-z가-힣0-9-]{2,30}\s?(?:\.|점|쩜|닷|도트|\(dot\)|\sdot\s)\s?(?:com|net|org|kr|co\s?\.?\s?kr|컴|넷|씨오|[a-z]{2,10}(?:\.[a-z]{2,10})*)/giu,
    ],
  },
  { kind: 'rrn', name: '주민등록번호', patterns: residentPatterns('12349' + '0'), accepts: isBirthFirst },
  {
    // Told in two parts, and the second part alone where it is called by its name.
    kind: 'rrn',
    name: '주민등록번호',
    patterns: [
      new RegExp(`(?<!\\d)${BIRTH}[^\\d?!]{0,14}(?:뒤|뒷|다시|그리고)[^\\d?!]{0,10}\\d{7}${NOT_MONEY}`, 'gu'),
      /(?<=(?:뒷\s*자리|뒤\s*자리|뒷\s*번호|뒤\s*번호|뒤에는?|뒤는)[^\d?!]{0,8})(?<!\d)[0-9]\d{6}(?!\d|\s*(?:만|천)?\s*원)/gu,
    ],
  },
  { kind: 'frn', name: '외국인등록번호', patterns: residentPatterns('5678'), accepts: isBirthFirst },
  {
    kind: 'card',
    name: '카드번호',
    patterns: [
      new RegExp(`(?<!\\d)(?:\\d{4}${GAP}){3}\\d{4}(?!\\d)`, 'gu'),
      new RegExp(`(?<!\\d)3[47]\\d{2}${GAP}\\d{6}${GAP}\\d{5}(?!\\d)`, 'gu'),
      /(?<!\d)\d(?:[\s.-]\d){15}(?!\d)/gu,
    ],
    accepts: (found, before) =>
      passesLuhn(digitsOf(found)) ||
      (/^\d{4}[\s.·_-]+\d{4}[\s.·_-]+\d{4}[\s.·_-]+\d{4}$/.test(found) && !/[\s.]/.test(found)) ||
      /카드[^?!]{0,12}$/.test(before),
  },
  {
    // Before telephones: the middle of a licence may look like one (…-01-6…).
    kind: 'licence',
    name: '운전면허번호',
    patterns: [
      new RegExp(`(?<!\\d)\\d{2}${APART}\\d{2}${APART}\\d{6}${APART}\\d{2}(?!\\d)`, 'gu'),
      /(?:서울|부산|경기|경기남부|경기북부|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산)\s?-?\d{2}[\s-]\d{6}[\s-]\d{2}(?!\d)/gu,
      /(?<=면허\S{0,5}\s?)\d{12}(?!\d)/gu,
    ],
  },
  {
    kind: 'mobile',
    name: '휴대전화번호',
    patterns: [
      new RegExp(`(?<!\\d)(?:\\+?82${GAP}\\(?0?\\)?|0)${GAP}1${GAP}[016789](?:${GAP}\\d){7,8}${NOT_MONEY}`, 'gu'),
      // With words between the groups: 010 하고 2345 그다음 6789.
      new RegExp(`(?<!\\d)01[016789]${SIGN}{1,6}\\d{3,4}${SIGN}{1,6}\\d{4}${NOT_MONEY}`, 'gu'),
    ],
  },
  {
    kind: 'passport',
    name: '여권번호',
    patterns: [
      /(?<![A-Za-z0-9])[MSRODG](?:\d{8}|\d{3}[A-Z]\d{4})(?![A-Za-z0-9])/gu,
      /(?<=(?:여권|passport)[^?!\d]{0,12})(?<![A-Za-z0-9])[A-Z]{1,2}[\s.-]{0,2}\d(?:[\s.-]?[\dA-Z]){5,7}(?![A-Za-z0-9])/giu,
    ],
  },
  {
    kind: 'account',
    name: '계좌번호',
    patterns: [
      new RegExp(`(?<=${BANK}[^\\d?!]{0,14})(?<!\\d)\\d{2,6}(?:[-\\s.]{0,4}\\d{1,8}){1,4}(?!\\d|-\\d)`, 'gu'),
      /(?<![\d-])[1-9]\d{2,5}-\d{2,4}-\d{5,8}(?:-\d{1,3})?(?![\d-])/gu,
      /(?<![\d-])\d{3,6}-\d{2,6}-\d{3,8}(?:-\d{1,3})?(?=[^\d?!]{0,8}(?:은행|농협|신한|국민|우리|하나|통장|계좌|입금|송금|이체))/gu,
    ],
    accepts: (found, before, after) => {
      const digits = digitsOf(found);
      if (digits.length < 10 || digits.length > 16 || DIALLED.test(found)) return false;
      if (/^\s*(?:만|천|억)?\s*원/.test(after)) return false;
      // 20\d\d-... are notices and dates, 0\d-... and 1\d{3}-\d{4} telephones.
      return (
        !/^(?:20\d{2}[-.\s](?:0?\d|1[0-2])[-.\s]|1[568]\d{2}-\d{4}$)/.test(found) &&
        !/(?:사업자|법인)[^?!]{0,10}$/.test(before)
      );
    },
  },
  {
    kind: 'phone',
    name: '집전화번호',
    patterns: [new RegExp(`(?<![\\d-])0(?:2|[3-6]\\d|70|50\\d)${GAP}\\d{3,4}${GAP}\\d{4}(?![\\d-])`, 'gu')],
    accepts: (_found, before, after) => !OFFICE.test(before) && (HOME.test(before) || CALL_ME.test(after)),
  },
  {
    kind: 'address',
    name: '주소',
    patterns: [
      new RegExp(`${CITY}{1,3}${STREET}\\s?\\d{1,4}(?:-\\d{1,4})?(?:번지)?${NOT_HOUSE}(?:${UNIT})?`, 'gu'),
      new RegExp(`(?<![가-힣])${STREET}\\s?\\d{1,4}(?:-\\d{1,4})?(?:번지)?${NOT_HOUSE}${UNIT}`, 'gu'),
      new RegExp(
        `(?:${CITY}{0,3})[가-힣]{1,6}\\d?(?:동|읍|면|리|가)\\s?(?:산\\s?)?\\d{1,4}(?:-\\d{1,4}(?:번지)?|번지)(?:${UNIT})?`,
        'gu',
      ),
      new RegExp(
        `(?:${CITY}{0,3})(?:[가-힣]{1,6}\\d?(?:동|읍|면|리)\\s+)?[가-힣0-9]{2,14}(?:아파트|빌라|맨션|주택|오피스텔|빌딩|연립|타운)\\s?${UNIT}`,
        'gu',
      ),
      /(?<!\d)\d{2,4}\s?동\s?\d{3,4}\s?호(?![가-힣]{2,}실)/gu,
    ],
    accepts: (_found, _before, after) => !PUBLIC_PLACE.test(after),
  },
];
