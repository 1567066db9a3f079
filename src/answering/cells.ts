/**
 * Cells: a sentence that lists values by key ("1인 가구 783,000원, 2인 가구 1,286,600원, …입니다") and a question that
 * tells its key ("네 식구면 얼마예요") → the sentence with that value alone. Nothing is added: what is left stands in
 * the sentence, in its order, so the fact lock holds it.
 *
 * Undefined where the sentence lists nothing, the question tells no key, or it tells all of them.
 */

interface Cell {
  readonly key: string;
  readonly text: string;
}

interface Listing {
  readonly head: string;
  readonly cells: readonly Cell[];
  readonly tail: string;
}

const VALUE = String.raw`(?:월 |연 |최대 )?\d[\d,.]*(?:조|억|만|천)?(?:\s?\d[\d,]*)?(?:만|천)?(?:원|%|회|시간|일)`;
const KEY = `[가-힣A-Za-zⅠⅡ0-9~·]+(?: (?:가구|세대|이상|이하|이상 세대|이상 가구))?`;
const NOTE = String.raw`(?:\([^()]*\))?`;
const CELL = new RegExp(`(${KEY}) (${VALUE})${NOTE}`, 'gu');
const CELLS_MIN = 3;

export function cellFor(sentence: string, question: string): string | undefined {
  const listing = listingOf(sentence);
  if (!listing) return undefined;
  const told = keysTold(question);
  const chosen = listing.cells.filter(({ key }) => isTold(key, told, question));
  if (chosen.length === 0 || chosen.length === listing.cells.length) return undefined;
  return `${listing.head}${chosen.map(({ text }) => text).join(', ')}${listing.tail}`;
}

function listingOf(sentence: string): Listing | undefined {
  const matches = [...sentence.matchAll(CELL)];
  const runs: RegExpExecArray[][] = [];
  for (const match of matches) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && sentence.slice(last.index + last[0].length, match.index) === ', ') run.push(match);
    else runs.push([match]);
  }
  const run = runs.find(({ length }) => length >= CELLS_MIN);
  const [first] = run ?? [];
  const last = run?.at(-1);
  if (!run || !first || !last) return undefined;
  const rest = sentence.slice(last.index + last[0].length);
  // A second half about other cases ("이고, 7인부터는 …") is left out with its comma.
  const ending = /^(?:이고|이며)[,\s]/.test(rest) ? '입니다.' : rest;
  if (!/^[^,]*[.]$/.test(ending)) return undefined;
  return {
    head: sentence.slice(0, first.index),
    cells: run.map((match) => ({ key: match[1] ?? '', text: match[0] })),
    tail: ending,
  };
}

/** How many live together; the number of children tells nothing of that. */
const TOGETHER: readonly (readonly [RegExp, number])[] = [
  [/(?:혼자|홀로)(?:서)?\s*(?:사|살|지내)|독거|한\s*식구/, 1],
  [/두\s*식구|(?:둘이|둘이서|단둘이)\s*(?:사|살)|부부만/, 2],
  [/세\s*식구|셋이(?:서)?\s*(?:사|살)/, 3],
  [/네\s*식구|넷이(?:서)?\s*(?:사|살)/, 4],
  [/다섯\s*식구|다섯이(?:서)?\s*(?:사|살)/, 5],
  [/여섯\s*식구|여섯이(?:서)?\s*(?:사|살)/, 6],
];
const HOUSEHOLD_OF =
  /(?:식구|가족|가구|세대)(?:가|는|이|원)?\s*(?:모두|총|다\s*해서)?\s*(\d|한|두|세|네|다섯|여섯)\s*(?:명|사람|식구)/g;
const COUNTS = ['', '한', '두', '세', '네', '다섯', '여섯'];
const ORDINALS: readonly (readonly [RegExp, string])[] = [
  [/첫\s?째|첫\s?아이|첫\s?애/, '첫째'],
  [/둘\s?째/, '둘째'],
  [/셋\s?째/, '셋째'],
  [/넷\s?째/, '넷째'],
  [/다섯\s?째/, '다섯째'],
];

/** Keys in the form that listings use: `4인`, `4등급`, `둘째`. */
export function keysTold(question: string): ReadonlySet<string> {
  const told = new Set<string>();
  for (const [pattern, count] of TOGETHER) if (pattern.test(question)) told.add(`${count}인`);
  for (const [pattern, key] of ORDINALS) if (pattern.test(question)) told.add(key);
  for (const [, number, unit] of question.matchAll(/(\d{1,2})\s*(인|등급|급지|구간|분위|종|차|세반)/g))
    told.add(`${number}${unit}`);
  for (const [, number] of question.matchAll(/(\d)\s*(?:식구|명\s*가족|명이?\s*(?:사|살))/g)) told.add(`${number}인`);
  for (const [, number = ''] of question.matchAll(HOUSEHOLD_OF))
    told.add(`${COUNTS.includes(number) ? COUNTS.indexOf(number) : number}인`);
  return told;
}

function isTold(key: string, told: ReadonlySet<string>, question: string): boolean {
  const [head = ''] = key.split(' ');
  const bare = head.replace(/(?:가구|세대)$/, '');
  // "대도시·특례시" is told by either.
  const parts = bare.split('·');
  if (parts.length > 1) return parts.some((part) => part.length > 1 && isTold(part, told, question));
  if (told.has(bare)) return true;
  const range = /^(\d+)~(\d+)(분위|인|등급)$/.exec(bare);
  if (range) {
    const [, low, high, unit] = range;
    for (let value = Number(low); value <= Number(high); value += 1) if (told.has(`${value}${unit}`)) return true;
  }
  // Words as keys ("초등학생", "맞벌이") are told by standing in the question.
  return (
    /^[가-힣]{2,}$/.test(bare) && !/^(?:이하|이상|최대|전체)$/.test(bare) && question.replace(/\s/g, '').includes(bare)
  );
}
