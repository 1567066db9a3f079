/**
 * Figures in Korean text: one canonical form for money, percentages, dates, ages, counts, telephone numbers and
 * addresses of pages, however they are written. The fact lock compares these forms and nothing else.
 *
 *   34만 2,510원 = 342,510원 → `342510원`      만 65세 = 65세 → `65세`      2026-01-01 = 2026년 1월 1일 → `2026-01-01`
 *
 * Out: a list of `Figure`s in order. A bare number keeps no unit. Nothing here judges; see `answering/fact-lock.ts`.
 */
export interface Figure {
  /** Canonical value with its unit, e.g. `342510원`, `32%`, `2026-01-01`, `tel:1577-1389`. */
  readonly value: string;
  /** The words it was read from. */
  readonly text: string;
  readonly kind: 'money' | 'percent' | 'date' | 'phone' | 'url' | 'count';
}

const SMALL_UNITS: Readonly<Record<string, number>> = { 천: 1_000, 백: 100 };
const BIG_UNITS: Readonly<Record<string, number>> = { 조: 1e12, 억: 1e8, 만: 1e4 };

const URL_PATTERN = /https?:\/\/[^\s)\]>"'、，。]+|(?:www\.)[a-z0-9.-]+\.[a-z]{2,}[^\s)\]>"']*/giu;
const DATE_PATTERN =
  /(?<![\d.-])(\d{4})\s*(?:년\s*(\d{1,2})\s*월(?:\s*(\d{1,2})\s*일)?|[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,2})\.?(?!\d)|-(\d{2})(?![\d-])|년(?!\s*\d{1,2}\s*월))/gu;
const MONTH_DAY_PATTERN = /(?<!\d)(\d{1,2})\s*월\s*(\d{1,2})\s*일/gu;
// A telephone number: area code and two groups, a 15xx/16xx/18xx pair, or after ☎ a short number.
const PHONE_PATTERN =
  /(?<![\d-])(?:0\d{1,2}-\d{3,4}-\d{4}|1[568]\d{2}-\d{4}|080-\d{3,4}-\d{4}|0\d{1,2}-\d{3}(?![\d-]))(?![\d-])|(?<=☎\s?)\d{3,4}(?![\d-])/gu;
const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const AMOUNT_PATTERN = new RegExp(
  String.raw`(?<![\d.])((?:(?:${NUMBER})\s*(?:조|억|만|천|백)+\s*)+(?:${NUMBER})?|${NUMBER})\s*(퍼센트포인트|퍼센트|%p|%|％|원|세|살|개월|주년|주|일|년|월|시간|시|분|명|인|회|차|번|가구|곳|개소|개|점|급|등급|등|배|층|대|매|부|호|㎡|kg|g|km|m|리터|학년|기|위|분위|종|급지|돌)?`,
  'gu',
);
const UNIT_ALIASES: Readonly<Record<string, string>> = {
  퍼센트: '%',
  퍼센트포인트: '%p',
  '％': '%',
  살: '세',
  인: '명',
  번: '회',
  등급: '급',
  개소: '곳',
  개: '곳',
};

export function figuresOf(text: string): Figure[] {
  const found: { at: number; figure: Figure }[] = [];
  let rest = text.normalize('NFC');
  const take = (pattern: RegExp, read: (match: RegExpMatchArray) => Figure | undefined): void => {
    rest = rest.replace(pattern, (...args: unknown[]) => {
      const groups = args.filter((arg): arg is string | undefined => typeof arg === 'string' || arg === undefined);
      const whole = String(args[0]);
      const at = Number(args.find((arg) => typeof arg === 'number'));
      const figure = read(groups as unknown as RegExpMatchArray);
      if (!figure) return whole;
      found.push({ at, figure });
      return ' '.repeat(whole.length);
    });
  };
  take(URL_PATTERN, ([whole]) => ({ kind: 'url', value: canonicalUrl(whole ?? ''), text: whole ?? '' }));
  take(PHONE_PATTERN, ([whole]) => ({ kind: 'phone', value: `tel:${whole}`, text: whole ?? '' }));
  take(DATE_PATTERN, (groups) => dateFigure(groups));
  take(MONTH_DAY_PATTERN, ([whole, month, day]) => ({
    kind: 'date',
    value: `--${pad(month)}-${pad(day)}`,
    text: whole ?? '',
  }));
  take(AMOUNT_PATTERN, ([whole, number, unit]) => amountFigure(whole ?? '', number ?? '', unit));
  return found.sort((a, b) => a.at - b.at).map((entry) => entry.figure);
}

/** `1억 6천만` → 160000000, `34만 2,510` → 342510, `100` → 100; undefined where no number stands. */
export function numberOf(text: string): number | undefined {
  let total = 0;
  let part = 0;
  let seen = false;
  for (const [token] of text.matchAll(new RegExp(`${NUMBER}|[조억만천백]`, 'gu'))) {
    const big = BIG_UNITS[token];
    const small = SMALL_UNITS[token];
    if (big !== undefined) {
      total += (part === 0 ? 1 : part) * big;
      part = 0;
    } else if (small !== undefined) {
      const ones = part % 1_000;
      part = part - ones + (ones === 0 ? 1 : ones) * small;
    } else {
      part += Number(token.replaceAll(',', ''));
      seen = true;
    }
  }
  return seen ? round(total + part) : undefined;
}

function amountFigure(whole: string, number: string, unit: string | undefined): Figure | undefined {
  const value = numberOf(number);
  if (value === undefined) return undefined;
  const canonicalUnit = unit === undefined ? '' : (UNIT_ALIASES[unit] ?? unit);
  const kind = canonicalUnit === '원' ? 'money' : canonicalUnit === '%' ? 'percent' : 'count';
  return { kind, value: `${value}${canonicalUnit}`, text: whole.trim() };
}

function dateFigure(groups: readonly (string | undefined)[]): Figure | undefined {
  const [whole, year, monthWords, dayWords, monthDots, dayDots, monthDash] = groups;
  if (year === undefined) return undefined;
  const month = monthWords ?? monthDots ?? monthDash;
  const day = dayWords ?? dayDots;
  const value = [year, month === undefined ? undefined : pad(month), day === undefined ? undefined : pad(day)];
  return { kind: 'date', value: value.filter((part) => part !== undefined).join('-'), text: whole ?? '' };
}

function canonicalUrl(text: string): string {
  return text
    .replace(/^https?:\/\//i, '')
    .replace(/[.,/]+$/, '')
    .toLowerCase();
}

const pad = (part: string | undefined): string => (part ?? '').padStart(2, '0');
const round = (value: number): number => (Number.isInteger(value) ? value : Math.round(value * 1e6) / 1e6);
