/** The ways people write one sentence: letters apart, syllables apart, signs between, full width, invisible signs. */
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const VOWELS = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'];
const FINALS = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];

export const lettersApart = (text: string): string =>
  text.replace(/[가-힣]/g, (syllable) => {
    const code = syllable.charCodeAt(0) - 0xac00;
    return `${INITIALS[Math.floor(code / 588)]}${VOWELS[Math.floor((code % 588) / 28)]}${FINALS[code % 28]}`;
  });

export const wideDigits = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** Name of the spelling → how it is made. */
export const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  'as written': (text) => text,
  'syllables apart': (text) => [...text.replace(/\s/g, '')].join(' '),
  'no spaces': (text) => text.replace(/\s/g, ''),
  'letters apart': lettersApart,
  decomposed: (text) => text.normalize('NFD'),
  'zero-width between': (text) => [...text].join('\u200b'),
  'signs between': (text) => text.replace(/(?<=[가-힣])(?=[가-힣])/g, '.'),
  'full width': wideDigits,
};
