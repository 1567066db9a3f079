/**
 * Index terms of Korean text: particle-stripped words (`=연금`) and character bigrams taken across spaces (`연금`).
 *
 * Best or tied among the twelve dictionary-free tokenizers compared before this one was chosen; words without their
 * spaces still match because bigrams ignore spaces.
 */

// Longest first. Particles and endings that follow a stem of two syllables or more.
const ENDINGS = [
  '으로부터',
  '에서부터',
  '이라도',
  '이라면',
  '이라는',
  '입니까',
  '입니다',
  '인가요',
  '이에요',
  '이예요',
  '이란',
  '에게서',
  '한테서',
  '으로서',
  '으로써',
  '에서는',
  '에서도',
  '까지는',
  '까지도',
  '부터는',
  '에게는',
  '한테는',
  '이라고',
  '이나마',
  '처럼',
  '만큼',
  '에게',
  '한테',
  '께서',
  '에서',
  '부터',
  '까지',
  '으로',
  '이랑',
  '이나',
  '이든',
  '라도',
  '라면',
  '라는',
  '이고',
  '이며',
  '인데',
  '인지',
  '예요',
  '에요',
  '이요',
  '하고',
  '보다',
  '마다',
  '조차',
  '밖에',
  '들은',
  '들이',
  '들을',
  '들의',
  '들도',
  '들',
  '과',
  '와',
  '은',
  '는',
  '이',
  '가',
  '을',
  '를',
  '의',
  '에',
  '도',
  '만',
  '로',
  '나',
  '랑',
  '요',
  '란',
  '께',
  '든',
  '하나요',
  '되나요',
  '할까요',
  '될까요',
  '하려면',
  '하는데',
  '합니다',
  '됩니다',
  '했는데',
  '하는',
  '하면',
  '해서',
  '해요',
  '되면',
  '되는',
  '돼요',
  '인',
  '한',
].sort((a, b) => b.length - a.length);
const ENDINGS_BY_LAST = new Map<string, string[]>();
for (const ending of ENDINGS) {
  const last = ending.slice(-1);
  ENDINGS_BY_LAST.set(last, [...(ENDINGS_BY_LAST.get(last) ?? []), ending]);
}
const STEM_MIN = 2;

/** Words of the text, lower case, in order. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The word without the longest particle or ending that leaves a stem of two characters or more. */
export function stemOf(word: string): string {
  const endings = ENDINGS_BY_LAST.get(word.slice(-1));
  if (!endings) return word;
  for (const ending of endings) {
    if (word.length - ending.length >= STEM_MIN && word.endsWith(ending)) return word.slice(0, -ending.length);
  }
  return word;
}

/** Words of one syllable that name nothing: they stand before or after what does, or count it. */
const BARE_SYLLABLES = new Set(
  '수 것 거 게 건 걸 뭐 뭘 뭔 좀 더 다 안 못 네 예 왜 몇 나 저 제 내 난 전 이 그 할 될 한 두 세 때 등 및 중 후 또 꼭 잘 분 명 개 월 년 일 시 원 만 번 곳 데 줄 바 점 편 살 씨 님 측 하 되 해 돼 간 총 각 매 약 단 자 온 새 옛 첫 맨 막 참 늘 곧 덜 좋 있 없 같 않 싶 받 주'.split(
    ' ',
  ),
);
const SINGLE_PARTICLES = /^([가-힣])(?:[은는이가을를의에도만로과와랑]|으로|에서|까지|부터|에는|에도|한테|이나|이랑)?$/;

/** `^쌀`, `^암` for the nouns of one syllable in a question: no stem and no bigram speaks of them. */
export function syllableTermsOf(text: string): string[] {
  return wordsOf(text).flatMap((word) => {
    const syllable = SINGLE_PARTICLES.exec(word)?.[1];
    return syllable === undefined || BARE_SYLLABLES.has(syllable) ? [] : [`^${syllable}`];
  });
}

/** What a text is found by: `termsOf`, and with which syllable each of its words begins, for `syllableTermsOf`. */
export function indexTermsOf(text: string): string[] {
  const starts = wordsOf(text).flatMap((word) => (/^[가-힣]/.test(word) ? [`^${word[0]}`] : []));
  return [...termsOf(text), ...starts];
}

/** Index terms with repetitions: `=stem` of each word of two characters or more, then bigrams across spaces. */
export function termsOf(text: string): string[] {
  const words = wordsOf(text);
  const terms: string[] = [];
  for (const word of words) {
    const stem = stemOf(word);
    if (stem.length >= STEM_MIN) terms.push(`=${stem}`);
  }
  // By code point: half of a surrogate pair is no character, and would not survive being saved.
  const run = [...words.join('')];
  for (let at = 0; at + 1 < run.length; at += 1) terms.push(`${run[at]}${run[at + 1]}`);
  if (run.length === 1) terms.push(...run);
  return terms;
}
