/**
 * Particles: a word and a particle → both together, the particle in the form that the word's last sound asks for.
 * Digits sound as they are read; what stands in brackets at the end is not sounded.
 */
const PAIRS: readonly (readonly [string, string])[] = [
  ['은', '는'],
  ['이', '가'],
  ['을', '를'],
  ['과', '와'],
  ['으로', '로'],
];

export function withParticle(word: string, particle: string): string {
  const pair = PAIRS.find((forms) => forms.includes(particle));
  if (!pair) return `${word}${particle}`;
  const [withFinal, without] = pair;
  const last = lastSound(word);
  const ends = last !== undefined && endsInConsonant(last) && !(withFinal === '으로' && endsInRieul(last));
  return `${word}${ends ? withFinal : without}`;
}

/** The letter that is sounded last: brackets with what is in them, quotation marks and stops are silent. */
export function lastSound(word: string): string | undefined {
  return word
    .replace(/\([^()]*\)/g, '')
    .match(/[가-힣0-9A-Za-z%]/gu)
    ?.at(-1);
}

export function endsInConsonant(character: string): boolean {
  const code = character.charCodeAt(0) - 0xac00;
  if (code >= 0 && code < 11_172) return code % 28 !== 0;
  // Digits as they are read aloud: 영 일 이 삼 사 오 육 칠 팔 구.
  return /[013678lmnrLMNR]/.test(character);
}

function endsInRieul(character: string): boolean {
  const code = character.charCodeAt(0) - 0xac00;
  return code >= 0 && code < 11_172 ? code % 28 === 8 : /[178lLrR]/.test(character);
}
