/**
 * The ways one word is written to slip past a list or in haste: letters apart (ㅈㅜㄱㄱㅗ), syllables apart (죽 고),
 * signs between (자.살), full width. Out comes one form that the signs are read in; it is never shown to anyone.
 */
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const FINALS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';
const FIRST_SYLLABLE = 0xac00;

export function oneSpelling(text: string): string {
  return joinLoneSyllables(joinSigns(composeLetters(text.normalize('NFC').toLowerCase())));
}

/** `ㅈㅜㄱㄱㅗ` → `죽고`, `주ㄱ고` → `죽고`. Vowels alone (ㅠㅠ) and initials alone (ㅋㅋ, ㅈㅅ) stay. */
export function composeLetters(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const here = text[at] ?? '';
    const next = text[at + 1] ?? '';
    const initial = INITIALS.indexOf(here);
    const vowel = VOWELS.indexOf(next);
    let code: number | undefined;
    if (initial >= 0 && next !== '' && vowel >= 0) {
      code = FIRST_SYLLABLE + (initial * 21 + vowel) * 28;
      at += 1;
    } else if (isOpenSyllable(here) && isFinal(next) && /[ㄱ-ㅎ가-힣]/.test(text[at + 2] ?? ''))
      code = here.charCodeAt(0);
    if (code === undefined) {
      out += here;
      continue;
    }
    const final = text[at + 1] ?? '';
    // A consonant before a vowel begins the next syllable.
    if (isFinal(final) && !isVowel(text[at + 2] ?? '')) {
      code += FINALS.indexOf(final);
      at += 1;
    }
    out += String.fromCharCode(code);
  }
  return out;
}

const isVowel = (letter: string): boolean => letter !== '' && VOWELS.includes(letter);
const isFinal = (letter: string): boolean => letter !== '' && letter !== ' ' && FINALS.includes(letter);

function isOpenSyllable(letter: string): boolean {
  const code = letter.charCodeAt(0) - FIRST_SYLLABLE;
  return code >= 0 && code < 11_172 && code % 28 === 0;
}

/** `자.살`, `죽*고` → `자살`, `죽고`; a full stop after a sentence has a space behind it and stays. */
function joinSigns(text: string): string {
  return text.replace(/(?<=[가-힣ㄱ-ㅣ])[.·ㆍ*_~^|/\\+=-]{1,3}(?=[가-힣ㄱ-ㅣ])/g, '');
}

/** Three or more single syllables in a row (`죽 고 싶 어`) are one word written apart. */
function joinLoneSyllables(text: string): string {
  return text.replace(/(?<![가-힣ㄱ-ㅣ])[가-힣ㄱ-ㅣ](?:\s+[가-힣ㄱ-ㅣ](?![가-힣ㄱ-ㅣ])){2,}/g, (apart) =>
    apart.replace(/\s+/g, ''),
  );
}
