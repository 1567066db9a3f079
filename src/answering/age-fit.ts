/**
 * Age fit: is a sentence of the record about people of the age that was told? "9~12세의 경우 분기 6만원" is not the
 * answer for a pupil of a middle school; "13~18세의 경우 분기 9만원" is.
 *
 * In: the question's words, and a sentence. Out: `fits`, `fails`, or undefined where one of them tells no age.
 */
import { agesIn } from '../understanding/quantities.js';
import { remembered } from './remembered.js';

/** Years of age, both ends within. */
export interface Ages {
  readonly from: number;
  readonly to: number;
}

const OLDEST = 120;
const ADULT = 19;
const CHILD = /자녀|아이|아기|영아|아동|개월/;
/** Ages at school, in years as Korea counts them in law. */
const SCHOOLS: readonly (readonly [RegExp, Ages])[] = [
  [/초등(?:학생|학교)|초등생/, { from: 7, to: 12 }],
  [/중학생|중학교|중등|중\s?[1-3](?![\d가-힣])/, { from: 12, to: 15 }],
  [/고등학생|고등학교|고\s?[1-3](?![\d가-힣])/, { from: 15, to: 18 }],
];

export function agesTold(question: string): readonly Ages[] {
  const ages = agesIn(question).map((age) => ({ from: age, to: age }));
  return ages.length > 0 ? ages : SCHOOLS.flatMap(([pattern, school]) => (pattern.test(question) ? [school] : []));
}

const RANGE = /(?<!\d)(\d{1,2})\s?세?\s?[~∼]\s?(\d{1,3})\s?세/g;
const LIMIT = /(?<![\d~∼])(?:만 )?(\d{1,3})\s?세\s?(이상|미만|이하|초과)/g;

export function ageFit(sentence: string, told: readonly Ages[]): 'fits' | 'fails' | undefined {
  if (told.length === 0) return undefined;
  const ranges = agesOf(sentence);
  if (ranges.length === 0) return undefined;
  if (told.some((ages) => ranges.some((range) => overlap(ages, range)))) return 'fits';
  // The age of a parent says nothing of what is told of a child.
  return CHILD.test(sentence) && told.every(({ from }) => from >= ADULT) ? undefined : 'fails';
}

/** How narrow the narrowest range is that fits, 0–1: "65세 이상" is nearer to a person of 68 than "19세 이상". */
export function ageNearness(sentence: string, told: readonly Ages[]): number {
  const fitting = agesOf(sentence).filter((range) => told.some((ages) => overlap(ages, range)));
  return Math.max(0, ...fitting.map(({ from, to }) => 1 - (to - from) / OLDEST));
}

/** More than half of the told years lie within; a single year lies within or not. */
function overlap(told: Ages, range: Ages): boolean {
  const years = Math.min(told.to, range.to) - Math.max(told.from, range.from) + 1;
  return years > (told.to - told.from + 1) / 2;
}

const TEXTS_MAX = 8_192;
/** The ranges of years that a sentence tells. */
export const agesOf = remembered((sentence): readonly Ages[] => {
  const ranges = [...sentence.matchAll(RANGE)].map(([, from, to]) => ({ from: Number(from), to: Number(to) }));
  const rest = sentence.replace(RANGE, ' ');
  const limits = [...rest.matchAll(LIMIT)].map(([, years, bound]): Ages => {
    const age = Number(years);
    if (bound === '이상') return { from: age, to: OLDEST };
    if (bound === '초과') return { from: age + 1, to: OLDEST };
    return { from: 0, to: bound === '이하' ? age : age - 1 };
  });
  // "19세 이상 30세 미만" is one range, told in two limits.
  const [first, second] = limits;
  if (limits.length === 2 && first && second && first.to === OLDEST && second.from === 0 && first.from <= second.to)
    return [...ranges, { from: first.from, to: second.to }];
  return [...ranges, ...limits];
}, TEXTS_MAX);
