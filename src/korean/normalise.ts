/**
 * The first thing that happens to any text: one Unicode form, no invisible characters, single spaces.
 * Everything later (masking, crisis rules, tokens, the fact lock) relies on it.
 */

// Zero-width, bidirectional, variation and tag characters, soft hyphen, BOM: they hide words from rules and readers.
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|\u115f|\u1160|\u3164|\uffa0|\u034f/gu;
const CONTROL = /(?![\n\r\t])\p{Cc}/gu;

/** NFC, full-width forms folded to plain ones, invisible and control characters removed; line breaks stay. */
export function normaliseText(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '')
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC'); // last, so that what an invisible character held apart is composed too
}

/** `normaliseText` on one line with single spaces. */
export function normaliseLine(text: string): string {
  return normaliseText(text).replace(/\s+/g, ' ').trim();
}

/** Lower case, letters and digits only: what names are compared by. */
export function squeeze(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Whether the text holds anything that can be read as a question: a syllable, a letter or a digit. */
export function hasWords(text: string): boolean {
  // Initial consonants may stand for a name (ㄱㅊㅇㄱ); one letter again and again is laughter or tears.
  return /[a-z0-9]|(?![\u1100-\u11ff\u3131-\u318e])\p{L}|([ㄱ-ㅎ])(?!\1)[ㄱ-ㅎ]{2}/iu.test(text);
}
