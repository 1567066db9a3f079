/** Years: the calendar in Korea, and the year that a question asks about ("내년", "2027년"). */

// Made once: making one costs a hundred times what formatting a date does.
const KOREAN_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' });
const KOREAN_MINUTE = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'short',
});

const KOREA_AHEAD_MS = 9 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** The day that was asked for last: an answer asks four times, and formatting takes 15 µs each. */
let lastDay = { number: Number.NaN, date: '' };

/** The calendar day in Korea, where validity is judged: `2026-12-31`. */
export function koreanDate(now: Date): string {
  const number = Math.floor((now.getTime() + KOREA_AHEAD_MS) / DAY_MS);
  if (number !== lastDay.number) lastDay = { number, date: KOREAN_DAY.format(now) };
  return lastDay.date;
}

/** `2026-01-02` → "2026년 1월 2일", as precise as it is told. */
export function readableDate(date: string): string {
  const [year, month, day] = date.split('-');
  return [`${year}년`, month ? `${Number(month)}월` : '', day ? `${Number(day)}일` : ''].filter(Boolean).join(' ');
}

/** On Korean clocks: `2026-12-31 09:05`. */
export function koreanMinute(now: Date): string {
  return KOREAN_MINUTE.format(now);
}

export function koreanYear(now: Date): number {
  return Number(koreanDate(now).slice(0, 4));
}

const RELATIVE_YEARS: readonly { readonly pattern: RegExp; readonly offset: number }[] = [
  { pattern: /내후년/, offset: 2 },
  { pattern: /내년|다음\s*해|새해/, offset: 1 },
  { pattern: /작년|지난해/, offset: -1 },
  { pattern: /올해|금년/, offset: 0 },
];

/** Undefined where no year is named; a year of birth is none that is asked about. */
export function yearAsked(question: string, thisYear: number): number | undefined {
  const said = /(20\d{2})\s*년(?!생|\s*(?:도?에?\s*(?:태어|낳|생긴|시작)))/.exec(question)?.[1];
  if (said !== undefined) return Number(said);
  const relative = RELATIVE_YEARS.find(({ pattern }) => pattern.test(question));
  return relative === undefined ? undefined : thisYear + relative.offset;
}
