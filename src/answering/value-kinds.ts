/**
 * Value kinds: what sort of value a question wants ("몇 살" years of age, "며칠" days, "몇 프로" a share), for which
 * stretch of time ("한 달에", "한 끼에") and at which bound ("많게는"), and whether a sentence tells one of that sort. A
 * limit for a year is no answer to a limit for a month, and days are none to years of age.
 *
 * In: a question's words, a sentence's. Out: for each of the three yes, no, or undefined where none is wanted.
 */

interface Kind {
  readonly name: string;
  readonly asked: RegExp;
  readonly told: RegExp;
}

const LENGTH = /\d\s?(?:년|개월|달|주|일)(?!생|대|차)|한 달|하루|평생|시간/;
/** The first one asked decides: "몇 년까지" is a length, though "언제까지" is not. */
const VALUES: readonly Kind[] = [
  {
    name: 'age',
    asked: /몇\s*(?:살|세(?![대가])|년생)|나이\s*(?:가|는|제한|기준)/,
    told: /\d\s?세|\d\s?살|년생|이전 출생|이후 출생|(?:나이|연령) ?(?:제한|와 상관)|\d개월 (?:미만|이상|이하)/,
  },
  {
    name: 'share',
    asked: /몇\s*(?:프로|퍼센트|%)|비율|부담률|감면율|할인율/,
    told: /\d\s?(?:%|퍼센트|프로)|절반|전액|무료|면제/,
  },
  { name: 'times', asked: /몇\s*(?:번|회|차례|차까지)/, told: /\d\s?(?:번|회|차)|한 번|차례|횟수/ },
  { name: 'hours', asked: /몇\s*시간/, told: /\d\s?시간/ },
  { name: 'people', asked: /몇\s*(?:명|사람)|인원/, told: /\d\s?(?:명|인)/ },
  { name: 'pieces', asked: /몇\s*(?:장|매|개(?!월)|점|가지|권)/, told: /\d\s?(?:장|매|개(?!월)|점|가지|권|종)/ },
  { name: 'places', asked: /몇\s*(?:곳|군데|개소|호점)/, told: /\d\s?(?:곳|군데|개|호점)|한 곳|두 곳/ },
  { name: 'clock', asked: /몇\s*시(?!간)|운영\s*시간|문\s*(?:열|여는|닫)/, told: /\d\s?시(?!간)|24시간|종일/ },
  {
    name: 'length',
    asked:
      /며칠(?!날|째)|몇\s*(?:달|개월|년|주|일)(?!생)|얼마\s*(?:동안|만에|안에|전|뒤|이내)|얼마나\s*(?:오래|길게)|길게는\s*얼마/,
    told: LENGTH,
  },
  {
    name: 'until',
    asked: /언제\s*까지|기한|마감/,
    told: /까지|이내|안에|전부터|연중|수시|상시|언제든|매년|해마다|기간|\d월|\d일/,
  },
  {
    name: 'when',
    asked: /언제|몇\s*월|며칠날|시기/,
    told: /\d\s?(?:월|일|년|분기)|다음 ?달|말일|연중|수시|때|매년|해마다|연말|초에|안에|까지|부터/,
  },
  {
    name: 'money',
    asked: /얼마(?!나\s*(?:최근|자주|빨리|걸|많이\s*기다))|몇\s*(?:만\s*)?원|금액|비용|요금|가격|한도|상한|얼만/,
    told: /\d\s?(?:원|만|천)|\d\s?(?:%|퍼센트)|무료|무상|전액|면제|절반/,
  },
];

const PERIODS: readonly Kind[] = [
  {
    name: 'year',
    asked: /(?:일\s*년|1년|한\s*해|연간|매년|해마다)/,
    told: /(?:^|[^가-힣])연 |1년|한 해|연간|매년|해마다|올해|년에/,
  },
  { name: 'quarter', asked: /분기|석\s*달(?:에|마다)|3개월마다/, told: /분기/ },
  {
    name: 'month',
    asked: /(?:한\s*달|다달이|매달|매월|달마다|월\s*얼마)/,
    told: /(?:^|[^가-힣])월 |한 달|매월|매달|달마다/,
  },
  { name: 'day', asked: /하루|일당/, told: /하루|1일|일당/ },
  { name: 'hour', asked: /(?:한\s*시간|시간당)/, told: /시간당|1시간/ },
  { name: 'meal', asked: /(?:한\s*끼|끼니당)/, told: /끼|1식/ },
  { name: 'once', asked: /(?:한\s*번에|1회에|한\s*번\s*(?:갈|할|받)|1회당)/, told: /1회|한 번|회당|차수마다/ },
];

const BOUND: Kind = {
  name: 'bound',
  asked: /최대|많게는|많아야|제일\s*많|얼마까지|한도|상한|까지\s*(?:대|도와|받|나|지원|돼|쓸|깎|빌|넣)/,
  told: /최대|까지|한도|이내|상한|넘는|최고|이하/,
};

/** What a question wants, read once: `kind` names the sort of value. */
export interface ValueWanted {
  readonly kind: string | undefined;
  readonly value: RegExp | undefined;
  readonly period: RegExp | undefined;
  readonly bound: RegExp | undefined;
}

export interface ValueTold {
  readonly value: boolean | undefined;
  readonly period: boolean | undefined;
  readonly bound: boolean | undefined;
}

export function valueWanted(question: string): ValueWanted {
  const value = VALUES.find(({ asked }) => asked.test(question));
  return {
    kind: value?.name,
    value: value?.told,
    period: PERIODS.find(({ asked }) => asked.test(question))?.told,
    bound: BOUND.asked.test(question) ? BOUND.told : undefined,
  };
}

export function valueTold({ value, period, bound }: ValueWanted, sentence: string): ValueTold {
  return { value: value?.test(sentence), period: period?.test(sentence), bound: bound?.test(sentence) };
}

/** The stretches of time that a text's values are for. */
export function periodsIn(text: string): readonly string[] {
  return PERIODS.flatMap(({ name, told }) => (told.test(text) ? [name] : []));
}
