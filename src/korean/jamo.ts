/**
 * Jamo: syllables taken apart and put together again, initial consonants, and what a keyboard left in the other
 * language meant ("rlchdusrma" → 기초연금, "ㅣㅎ" → lh).
 *
 * Letters here are the ones of the two-set keyboard: a double vowel or a double final is the two keys that type it,
 * so that one slip of a finger is one letter.
 */

const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const VOWELS = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'];
const FINALS = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];
const PAIRS: Readonly<Record<string, string>> = {
  ㅘ: 'ㅗㅏ',
  ㅙ: 'ㅗㅐ',
  ㅚ: 'ㅗㅣ',
  ㅝ: 'ㅜㅓ',
  ㅞ: 'ㅜㅔ',
  ㅟ: 'ㅜㅣ',
  ㅢ: 'ㅡㅣ',
  ㄳ: 'ㄱㅅ',
  ㄵ: 'ㄴㅈ',
  ㄶ: 'ㄴㅎ',
  ㄺ: 'ㄹㄱ',
  ㄻ: 'ㄹㅁ',
  ㄼ: 'ㄹㅂ',
  ㄽ: 'ㄹㅅ',
  ㄾ: 'ㄹㅌ',
  ㄿ: 'ㄹㅍ',
  ㅀ: 'ㄹㅎ',
  ㅄ: 'ㅂㅅ',
};
const PAIR_OF = new Map(Object.entries(PAIRS).map(([single, pair]) => [pair, single]));
const KEYS = 'qwertyuiopasdfghjklzxcvbnm';
const KEY_LETTERS = [...'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ'];
const SHIFTED: Readonly<Record<string, string>> = { Q: 'ㅃ', W: 'ㅉ', E: 'ㄸ', R: 'ㄲ', T: 'ㅆ', O: 'ㅒ', P: 'ㅖ' };
const LETTER_OF_KEY = new Map([...KEYS].map((key, at) => [key, KEY_LETTERS[at] ?? '']));
const KEY_OF_LETTER = new Map([...KEYS].map((key, at) => [KEY_LETTERS[at] ?? '', key]));

const FIRST = 0xac00;
const LAST = 0xd7a3;

/** The keys that type the text: 값 → ㄱㅏㅂㅅ. Other characters stay. */
export function lettersOf(text: string): string {
  let letters = '';
  for (const character of text.normalize('NFC')) {
    const code = character.charCodeAt(0);
    if (code < FIRST || code > LAST) {
      letters += PAIRS[character] ?? character;
      continue;
    }
    const { initial, vowel, final } = partsOf(code);
    letters += initial + (PAIRS[vowel] ?? vowel) + (PAIRS[final] ?? final);
  }
  return letters;
}

/** Letters typed one after the other → the syllables a Korean keyboard would show. */
export function syllablesOf(letters: string): string {
  let text = '';
  let at = 0;
  while (at < letters.length) {
    const initial = INITIALS.indexOf(letters[at] ?? '');
    const [vowel, vowelSize] = initial < 0 ? ['', 0] : readVowel(letters, at + 1);
    if (vowelSize === 0) {
      text += letters[at];
      at += 1;
      continue;
    }
    at += 1 + vowelSize;
    const [final, finalSize] = readFinal(letters, at);
    at += finalSize;
    text += String.fromCharCode(FIRST + initial * 588 + VOWELS.indexOf(vowel) * 28 + FINALS.indexOf(final));
  }
  return text;
}

/** Initial consonants: 기초연금 → ㄱㅊㅇㄱ. Other characters stay. */
export function initialsOf(text: string): string {
  return [...text.normalize('NFC')]
    .map((character) => {
      const code = character.charCodeAt(0);
      return code < FIRST || code > LAST ? character : partsOf(code).initial;
    })
    .join('');
}

/** Two initial consonants or more and nothing else; "ㅋㅋㅋ" and "ㅎㅎ" are laughter. */
export function isInitials(word: string): boolean {
  return /^[ㄱ-ㅎ]{2,}$/.test(word) && !/^(.)\1+$/.test(word);
}

/** A Latin word read as if the keyboard had been Korean; undefined where that gives anything but syllables. */
export function fromLatinKeys(word: string): string | undefined {
  if (!/^[A-Za-z]{4,}$/.test(word)) return undefined;
  const letters = [...word].map((key) => SHIFTED[key] ?? LETTER_OF_KEY.get(key.toLowerCase()) ?? '').join('');
  const text = syllablesOf(letters);
  return /^[가-힣]{2,}$/.test(text) ? text : undefined;
}

/** Loose Korean letters read as if the keyboard had been Latin: ㅣㅎ → lh. */
export function fromKoreanKeys(word: string): string | undefined {
  if (!/^[ㄱ-ㅣ]{2,}$/.test(word)) return undefined;
  return [...lettersOf(word)].map((letter) => KEY_OF_LETTER.get(letter) ?? '').join('');
}

function partsOf(code: number): { initial: string; vowel: string; final: string } {
  const at = code - FIRST;
  return {
    initial: INITIALS[Math.floor(at / 588)] ?? '',
    vowel: VOWELS[Math.floor((at % 588) / 28)] ?? '',
    final: FINALS[at % 28] ?? '',
  };
}

function readVowel(letters: string, at: number): [string, number] {
  const pair = PAIR_OF.get(letters.slice(at, at + 2));
  if (pair !== undefined && VOWELS.includes(pair)) return [pair, 2];
  const single = letters[at] ?? '';
  return VOWELS.includes(single) ? [single, 1] : ['', 0];
}

/** A consonant before a vowel begins the next syllable and is no final. */
function readFinal(letters: string, at: number): [string, number] {
  const isVowelAt = (place: number): boolean => VOWELS.includes(letters[place] ?? '');
  const pair = PAIR_OF.get(letters.slice(at, at + 2));
  if (pair !== undefined && FINALS.includes(pair) && !isVowelAt(at + 2)) return [pair, 2];
  const single = letters[at] ?? '';
  return single !== '' && FINALS.includes(single) && !isVowelAt(at + 1) ? [single, 1] : ['', 0];
}
