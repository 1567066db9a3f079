/**
 * Quantities: numbers with their units as people say them → what they are numbers of. "일흔", "칠십 되신", "만 5세" are
 * ages; "셋째", "애 셋" children; "4인 가구", "네 식구" a household; "월 200", "월급 이백" an income by the month.
 *
 * The words that records use for the same ("다자녀", "4인 가구") go into the query beside the person's own.
 */
import { ONES, SINO, TENS } from '../korean/numerals.js';

export interface Quantities {
  /** Years of age. */
  readonly ages: readonly number[];
  /** Months of age of an infant. */
  readonly ageMonths: readonly number[];
  /** The ordinal number of the child that is meant: 셋째 → 3. */
  readonly childOrdinals: readonly number[];
  readonly children?: number | undefined;
  readonly householdSize?: number | undefined;
  /** Won a month. */
  readonly monthlyIncomeWon?: number | undefined;
}

const SINO_AGE =
  /(?<![가-힣])(이|삼|사|오|육|칠|팔|구)십\s?(일|이(?!\s*(?:넘|다\s*되))|삼|사|오|육|칠|팔|구)?(?=\s*(?:세(?![대입금])|살|이?\s*(?:넘|다\s*되)|된|되[신셨어고]|먹|대(?![학상출])|이에|입니|인데|이신|이세|줄))/g;
const NATIVE_AGE =
  /(열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)\s?(하나|한|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉)?(?=\s*(?:살|이|인|넘|된|되|먹|입|에|줄|$))|(한|두|세|네|다섯|여섯|일곱|여덟|아홉|스무)\s*살|(예순|일흔|여든|아흔)(?=\s+(?!명|개|번|가지|곳|일|시간)[가-힣])/g;
/** "두 돌 지났는데", "돌 지난 아기": birthdays that have been. */
const BIRTHDAY = /(?<![가-힣])(?:(한|두|세|네|다섯)\s?)?돌(?=(?:이|은|도)?\s*(?:지[났난나]|넘|된|됐))/g;
const ORDINALS: Readonly<Record<string, number>> = { 첫: 1, 둘: 2, 셋: 3, 넷: 4, 다섯: 5, 여섯: 6 };
const COUNT = '(\\d{1,2}|한|하나|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟)';
const CHILDREN = new RegExp(
  `(?:애|아이|자녀|자식|아들|딸)(?:가|이|들이|들)?\\s?${COUNT}(?:\\s?명)?(?![가-힣]*\\s?살|째)`,
);
const HOUSEHOLD = new RegExp(`${COUNT}\\s?(?:인\\s?(?:가구|가족|식구)|식구|명\\s?(?:가족|식구))`);
const INCOME =
  /(?:월\s?소득|월급|월수입|한\s?달에?|매달|월|소득이?|수입이?)(?:(?:이|은|에)\s|\s)?(?:세후|세전|약|한)?\s?(\d{2,4}|(?:일|이|삼|사|오|육|칠|팔|구)?백(?:(?:이|삼|사|오|육|칠|팔|구)?십)?)\s?(?:만\s?원?)?(?=\s|정도|쯤|버|이|밖|인|받|도|$)/;

/** Ages in years, from digits ("65세", "만 5살") and numerals ("일흔", "스물여섯", "칠십오 세"). */
export function agesIn(text: string): number[] {
  const digits = [...text.matchAll(/(?<!\d)(\d{1,3})\s*(?:세|살)(?!\s*반)/g)].map(([, age]) => Number(age));
  const native = [...text.matchAll(NATIVE_AGE)].map(([, ten, one, small, alone]) =>
    small === '스무'
      ? 20
      : small !== undefined
        ? (ONES[small] ?? 0)
        : (TENS[ten ?? alone ?? ''] ?? 0) + (ONES[one ?? ''] ?? 0),
  );
  const sino = [...text.matchAll(SINO_AGE)].map(([, ten, one]) => (SINO[ten ?? ''] ?? 0) * 10 + (SINO[one ?? ''] ?? 0));
  const birthdays = [...text.matchAll(BIRTHDAY)].map(([, count]) => (count === undefined ? 1 : (ONES[count] ?? 0)));
  return [...digits, ...native, ...sino, ...birthdays].filter((age) => age > 0 && age <= 120);
}

export function quantitiesIn(text: string): Quantities {
  const children = countIn(CHILDREN.exec(text)?.[1]);
  const householdSize = countIn(HOUSEHOLD.exec(text)?.[1]);
  const income = manwonIn(INCOME.exec(text)?.[1]);
  return {
    ages: agesIn(text),
    ageMonths: [...text.matchAll(/(?<!\d)(\d{1,2})\s?개월\s?(?:된|아기|아이|애|아들|딸|차|이에|인데|이?요)/g)].map(
      ([, months]) => Number(months),
    ),
    childOrdinals: [...text.matchAll(/(첫|둘|셋|넷|다섯|여섯)째/g)].map(([, ordinal]) => ORDINALS[ordinal ?? ''] ?? 0),
    ...(children === undefined ? {} : { children }),
    ...(householdSize === undefined ? {} : { householdSize }),
    ...(income === undefined ? {} : { monthlyIncomeWon: income * 10_000 }),
  };
}

/** From two children on a family counts as 다자녀 in most places' rules. */
const MANY_CHILDREN_MIN = 2;

/** What records call people of an age; in between they hardly name it. */
const AGE_WORDS: readonly { readonly from: number; readonly to: number; readonly words: readonly string[] }[] = [
  { from: 19, to: 34, words: ['청년'] },
  { from: 65, to: 120, words: ['어르신', '노인'] },
];

/** Words in which records speak of the same numbers. */
export function wordsFor({ ages, childOrdinals, children, householdSize, monthlyIncomeWon }: Quantities): string[] {
  const most = Math.max(0, children ?? 0, ...childOrdinals);
  return [
    ...AGE_WORDS.filter(({ from, to }) => ages.some((age) => age >= from && age <= to)).flatMap(({ words }) => words),
    ...(most > MANY_CHILDREN_MIN || (children ?? 0) >= MANY_CHILDREN_MIN ? ['다자녀'] : []),
    ...(householdSize === undefined ? [] : [`${householdSize}인 가구`]),
    ...(monthlyIncomeWon === undefined ? [] : ['소득']),
  ];
}

function countIn(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  const count = ONES[said] ?? Number(said);
  return count > 0 && count <= 20 ? count : undefined;
}

/** "200", "이백", "이백오십" → 만 원. */
function manwonIn(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  if (/^\d+$/.test(said)) return Number(said);
  const [, hundreds, , tens] = /^([일이삼사오육칠팔구]?)백(([이삼사오육칠팔구]?)십)?$/.exec(said) ?? [];
  const ten = said.includes('십') ? (SINO[tens ?? ''] ?? 1) * 10 : 0;
  return (SINO[hundreds ?? ''] ?? 1) * 100 + ten;
}
