/**
 * Figures in Korean text: one canonical form for money, percentages, dates, ages, counts, telephone numbers and
 * addresses of pages, however they are written. The fact lock compares these forms and nothing else.
 *
 *   34만 2,510원 = 342,510원 → `342510원`      만 65세 = 65세 = 예순다섯 → `65세`      2026-01-01 = 2026년 1월 1일
 *   10~20만원 → `100000원`, `200000원`         네 식구 = 4인 → `4명`                    절반 = 50퍼센트 → `50%`
 *
 * Out: a list of `Figure`s in order. A bare number keeps no unit. Nothing here judges; see `answering/fact-lock.ts`.
 */
import { SPELLED_PATTERNS } from './numerals.js';

/** 이상, 이하, 초과, 미만: on which side of the figure the rest lies, the figure itself within or not. */
export type Bound = '>=' | '<=' | '>' | '<';

export interface Figure {
  /** Canonical value with its unit, e.g. `342510원`, `32%`, `2026-01-01`, `tel:1577-1389`. */
  readonly value: string;
  /** The words it was read from. */
  readonly text: string;
  readonly kind: 'money' | 'percent' | 'date' | 'phone' | 'url' | 'count';
  /** The limit that the figure is. */
  readonly bound?: Bound | undefined;
  /** The limit is named by 이상, 이하, 초과 or 미만, not only by a word near it ("최대", "까지"). */
  readonly isBoundNamed?: boolean | undefined;
}

const SMALL_UNITS: Readonly<Record<string, number>> = { 천: 1_000, 백: 100 };
const BIG_UNITS: Readonly<Record<string, number>> = { 조: 1e12, 억: 1e8, 만: 1e4 };

const URL_PATTERN =
  /https?:\/\/[^\s)\]>"'、，。가-힣]+|(?:www\.)[a-z0-9.-]+\.[a-z]{2,}[^\s)\]>"'가-힣]*|(?<![\w.@])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:go|or|co|ac|re)\.kr(?:\/[^\s)\]>"'가-힣]*)?/giu;
const DATE_PATTERN =
  /(?<![\d.-])(\d{4}|['’]\d{2})\s*(?:년\s*(\d{1,2})\s*월(?:\s*(\d{1,2})\s*일)?|[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\.?(?!\d)|-(\d{2})(?![\d-])|\.\s*(\d{1,2})\.(?!\s*\d)|년(?!\s*\d{1,2}\s*월))/gu;
const MONTH_DAY_PATTERN = /(?<!\d)(\d{1,2})\s*월\s*(\d{1,2})\s*일/gu;
// 4. 23.~6. 15.: without a year only beside the sign of a range, or a list of numbers would be full of dates.
const DOTTED_DAY_PATTERN =
  /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?=\s*[~∼〜])|(?<=[~∼〜]\s*)(\d{1,2})\.\s?(\d{1,2})\.(?!\d)/gu;
// A telephone number: area code and two groups, a 15xx/16xx/18xx pair, or a short number behind ☎ or before 번.
const PHONE_PATTERN =
  /(?<![\d-])(?:\(?0\d{1,2}\)?[-.) ]\s?\d{3,4}[-. ]\d{4}|1[568]\d{2}[-. ]\d{4}|0\d{1,2}-\d{3}(?![\d-])|1[568]\d{6}|0\d{8,10})(?![\d-])|(?<=☎\s?)\d{3,4}(?![\d-])|(?<![\d,.-])1\d{2,3}(?=번(?!째|길))/gu;
const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const AMOUNT_PATTERN = new RegExp(
  String.raw`(?<![\d.])((?:(?:${NUMBER})\s*(?:조|억|만|천|백)+\s*)+(?:${NUMBER})?|${NUMBER})\s*(퍼센트포인트|퍼센트|프로(?!그램|젝트|필)|%p|%|％|원|세|살|개월|주년|주|일|년|월|시간|시|분|명|인|사람|식구|자녀|회|차|번|가구|가지|곳|군데|개소|개|점|급|등급|등|배|층|대|매|부|호|㎡|kg|g|km|m|리터|학년|기|위|분위|종|급지|돌|달)?`,
  'gu',
);
const UNIT_ALIASES: Readonly<Record<string, string>> = {
  퍼센트: '%',
  프로: '%',
  퍼센트포인트: '%p',
  '％': '%',
  살: '세',
  인: '명',
  사람: '명',
  식구: '명',
  자녀: '명',
  번: '회',
  등급: '급',
  개소: '곳',
  군데: '곳',
  개: '곳',
  달: '개월',
};

interface Found {
  readonly at: number;
  readonly end: number;
  readonly figure: Figure;
  readonly amount?: Amount | undefined;
}

interface Amount {
  readonly number: number;
  readonly unit: string;
  /** The digits and their scale, without the unit. */
  readonly digits: string;
}

export function figuresOf(text: string): Figure[] {
  const whole = text.normalize('NFC');
  const found: Found[] = [];
  let rest = whole;
  const take = (pattern: RegExp, read: (groups: readonly (string | undefined)[]) => Read | undefined): void => {
    let left = '';
    let copied = 0;
    for (const groups of rest.matchAll(pattern)) {
      const [match] = groups;
      const at = groups.index;
      const taken = read(groups);
      if (!taken) continue;
      const { amount, ...figure } = taken;
      found.push({ at, end: at + match.trimEnd().length, figure: { ...figure, text: match.trim() }, amount });
      left += rest.slice(copied, at) + ' '.repeat(match.length);
      copied = at + match.length;
    }
    if (copied > 0) rest = left + rest.slice(copied);
  };
  take(URL_PATTERN, ([match = '']) => ({ kind: 'url', value: canonicalUrl(match) }));
  take(PHONE_PATTERN, ([match = '']) => ({ kind: 'phone', value: `tel:${canonicalPhone(match)}` }));
  take(DATE_PATTERN, dateFigure);
  take(MONTH_DAY_PATTERN, ([, month, day]) => ({ kind: 'date', value: `--${pad(month)}-${pad(day)}` }));
  take(DOTTED_DAY_PATTERN, ([, month, day, endMonth, endDay]) =>
    isDay(month ?? endMonth, day ?? endDay)
      ? { kind: 'date', value: `--${pad(month ?? endMonth)}-${pad(day ?? endDay)}` }
      : undefined,
  );
  take(AMOUNT_PATTERN, ([, digits = '', unit]) => amountFigure(digits, unit));
  for (const { pattern, read } of SPELLED_PATTERNS) take(pattern, read);
  found.sort((a, b) => a.at - b.at);
  return found.map((entry, index) => withBound(asRange(entry, found[index + 1], whole), entry, found, index, whole));
}

type Read = Omit<Figure, 'text'> & { readonly amount?: Amount };

const NUMBER_TOKEN = new RegExp(`${NUMBER}|[조억만천백]`, 'gu');

/** `1억 6천만` → 160000000, `34만 2,510` → 342510, `100` → 100; undefined where no number stands. */
export function numberOf(text: string): number | undefined {
  let total = 0;
  let part = 0;
  // The number that no unit has scaled yet: `8,564천` is 8,564 thousands, not 564 of them.
  let bare: number | undefined;
  let seen = false;
  for (const [token] of text.matchAll(NUMBER_TOKEN)) {
    const big = BIG_UNITS[token];
    const small = SMALL_UNITS[token];
    if (big !== undefined) {
      part += bare ?? 0;
      total += (part === 0 ? 1 : part) * big;
      part = 0;
      bare = undefined;
    } else if (small !== undefined) {
      part += (bare ?? 1) * small;
      bare = undefined;
    } else {
      bare = (bare ?? 0) + Number(token.replaceAll(',', ''));
      seen = true;
    }
  }
  return seen ? round(total + part + (bare ?? 0)) : undefined;
}

function amountFigure(digits: string, unit: string | undefined): Read | undefined {
  const number = numberOf(digits);
  if (number === undefined) return undefined;
  const canonicalUnit = unit === undefined ? '' : (UNIT_ALIASES[unit] ?? unit);
  return { ...figureIn(number, canonicalUnit), amount: { number, unit: canonicalUnit, digits: digits.trim() } };
}

function figureIn(number: number, unit: string): Pick<Figure, 'kind' | 'value'> {
  return { kind: unit === '원' ? 'money' : unit === '%' ? 'percent' : 'count', value: `${number}${unit}` };
}

const RANGE = /^\s*[~∼〜–-]\s*$/u;
const isRange = (one: Found | undefined, other: Found | undefined, text: string): boolean =>
  one !== undefined && other !== undefined && RANGE.test(text.slice(one.end, other.at));

/** The first figure of "10~20만원" is of the second one's unit and, where it names none, of its scale. */
function asRange({ figure, amount, end }: Found, next: Found | undefined, text: string): Figure {
  const other = next?.amount;
  if (!amount || !other || amount.unit !== '' || other.unit === '' || !RANGE.test(text.slice(end, next?.at)))
    return figure;
  const scale = /^[\d,.]+\s*([조억만천백]+)$/u.exec(other.digits)?.[1];
  const isScaled = /[조억만천백]/u.test(amount.digits);
  const number = scale && !isScaled ? (numberOf(`${amount.digits}${scale}`) ?? amount.number) : amount.number;
  return { ...figure, ...figureIn(number, other.unit) };
}

const BOUNDS: Readonly<Record<string, Bound>> = { 이상: '>=', 이하: '<=', 초과: '>', 미만: '<' };
const AFTER_BOUND =
  /^\s*(?:\([^()]*\)\s*)?(?:(?:의|인)?\s*(?:금액|가구|재산)?\s*)?(?:(이상|이하|초과|미만)|(부터|을?\s*넘|를?\s*넘|이내|까지|한도|안에|안))/u;
const BEFORE_BOUND = /(최대|최고|많게는|한도는?|최소|적어도)\s*(?:월|연|1일|하루)?\s*$/u;

function withBound(figure: Figure, { at, end }: Found, found: readonly Found[], index: number, text: string): Figure {
  const after = AFTER_BOUND.exec(text.slice(end, end + 30));
  if (after?.[1]) return { ...figure, bound: BOUNDS[after[1]], isBoundNamed: true };
  if (isRange(found[index - 1], found[index], text)) return { ...figure, bound: '<=' };
  if (isRange(found[index], found[index + 1], text)) return { ...figure, bound: '>=' };
  if (after?.[2]) return { ...figure, bound: /넘/.test(after[2]) ? '>' : after[2] === '부터' ? '>=' : '<=' };
  const before = BEFORE_BOUND.exec(text.slice(Math.max(0, at - 12), at))?.[1];
  return before ? { ...figure, bound: /최소|적어도/.test(before) ? '>=' : '<=' } : figure;
}

function dateFigure(groups: readonly (string | undefined)[]): Read | undefined {
  const [, yearText, monthWords, dayWords, monthDots, dayDots, monthDash, monthDot] = groups;
  if (yearText === undefined) return undefined;
  const year = /^\d{4}$/.test(yearText) ? yearText : `20${yearText.slice(1)}`;
  const month = monthWords ?? monthDots ?? monthDash ?? monthDot;
  const day = dayWords ?? dayDots;
  const value = [year, month === undefined ? undefined : pad(month), day === undefined ? undefined : pad(day)];
  return { kind: 'date', value: value.filter((part) => part !== undefined).join('-') };
}

function canonicalUrl(text: string): string {
  return text
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/[.,/]+$/, '')
    .toLowerCase();
}

/** Hyphens where Korean numbers have them: 02-2680-5540, 031-8075-3328, 1577-1389. */
function canonicalPhone(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (/^1\d{7}$/.test(digits)) return `${digits.slice(0, 4)}-${digits.slice(4)}`;
  const area = /^02/.test(digits) ? 2 : 3;
  const rest = digits.slice(area);
  if (!digits.startsWith('0')) return digits;
  return rest.length > 4
    ? `${digits.slice(0, area)}-${rest.slice(0, -4)}-${rest.slice(-4)}`
    : `${digits.slice(0, area)}-${rest}`;
}

const isDay = (month: string | undefined, day: string | undefined): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
const pad = (part: string | undefined): string => (part ?? '').padStart(2, '0');
const round = (value: number): number => (Number.isInteger(value) ? value : Math.round(value * 1e6) / 1e6);
