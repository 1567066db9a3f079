/**
 * Reading for examiners: which numbers and which words stand in a text. Written apart from the fact lock on purpose
 * and much plainer, so that a fault there is not repeated here.
 */

const SCALE: Readonly<Record<string, number>> = { 백: 1e2, 천: 1e3, 만: 1e4, 억: 1e8, 조: 1e12 };
const RUN =
  /\d+(?:,\d{3})*(?:\.\d+)?\s*[백천만억조]*(?:\s*\d+(?:,\d{3})*(?:\.\d+)?\s*[백천만억조]+)*(?:\s?\d+(?:,\d{3})*)?/g;
const PART = /(\d+(?:,\d{3})*(?:\.\d+)?)\s*([백천만억조]*)/g;

/** Every number as a plain value, whatever its unit: `34만 2,510원` holds 342510; dates and phones hold their parts. */
export function numbersIn(text: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const [run] of text.normalize('NFC').matchAll(RUN)) {
    const parts = [...run.matchAll(PART)].map(([, digits = '', scales = '']) => ({
      value: Number(digits.replaceAll(',', '')) * [...scales].reduce((scale, sign) => scale * (SCALE[sign] ?? 1), 1),
      scaled: scales !== '',
    }));
    // `34만 2,510` is one number; `2026 1` are two.
    let sum = 0;
    let open = false;
    for (const { value, scaled } of parts) {
      if (open) sum += value;
      else {
        if (sum > 0) numbers.add(sum);
        sum = value;
      }
      open = scaled;
    }
    numbers.add(round(sum));
  }
  return numbers;
}

/** Numbers of a text that stand in none of the sources, alone or as part of a list of parts. */
export function numbersWithout(text: string, sources: readonly string[]): readonly number[] {
  const held = new Set(sources.flatMap((source) => [...numbersIn(source), ...rawNumbers(source)]));
  return [...numbersIn(text)].filter((number) => !held.has(number));
}

function rawNumbers(text: string): number[] {
  return (text.replace(/(\d),(?=\d{3})/g, '$1').match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The beginnings of a text's words: enough to know a word again under another particle or ending. */
function wordsIn(text: string): readonly string[] {
  const found = text.normalize('NFC').match(/[가-힣A-Za-z]{2,}/g) ?? [];
  return found.map((word) => word.slice(0, 2).toLowerCase());
}

/** Which share of a text's words stands in the source. 1 where there are no words. */
export function shareOfWords(text: string, source: string): number {
  const held = new Set(wordsIn(source));
  const asked = [...new Set(wordsIn(text))];
  // A compound written apart, or a word inside one, is there as well.
  const whole = squeeze(source).toLowerCase();
  return asked.length === 0 ? 1 : asked.filter((word) => held.has(word) || whole.includes(word)).length / asked.length;
}

/** How sets compare words: spaces and commas do not count. */
export const squeeze = (text: string): string => text.normalize('NFC').replace(/[\s,]/g, '');

/** Sentences that take something away from what is given, in words that leave no doubt. */
export function isLimit(text: string): boolean {
  return /제외(?!한 나머지)|받을 수 없|지원하지 않|대상이 아닙|중복|지나면|까지만|한해|한하여|안 됩니다|못합니다/.test(
    text,
  );
}
