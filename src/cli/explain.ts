/**
 * Explain: what a search made of a question (mended words, spaces, citizens' phrases, numbers, names, place) and which
 * terms it looked for, in Korean for the person who asks why a document came first.
 *
 * In: an understanding and the retrieval it led to. Out: one object for `--json`, and lines for the terminal.
 */
import type { LexicalIndex } from '../core/ports.js';
import type { Retrieval } from '../retrieval/retrieve.js';
import { NOTHING, NOTHING_FEATURES } from '../retrieval/weights.js';
import type { Understanding } from '../understanding/understand.js';

export interface Explanation {
  readonly query: string;
  /** Present where spaces had been left out. */
  readonly spaced?: string;
  readonly repairs: readonly { readonly word: string; readonly meant: readonly string[]; readonly certainty: number }[];
  readonly expansions: readonly { readonly phrase: string; readonly mean: readonly string[] }[];
  /** What offices write for words of the question. */
  readonly synonyms: readonly { readonly said: string; readonly meant: readonly string[] }[];
  readonly named: readonly string[];
  readonly numbers: Readonly<Record<string, unknown>>;
  readonly situation: readonly string[];
  readonly place?: string;
  /** The most telling terms: how much each is worth here, weight × rarity. */
  readonly terms: readonly { readonly term: string; readonly weight: number; readonly rarity: number }[];
  /** What speaks for nothing here answering, on the scale of the parts. */
  readonly nothing: number;
}

const TERMS_SHOWN = 12;

export function explanationOf(
  understanding: Understanding,
  { nothing }: Retrieval,
  cards: Pick<LexicalIndex, 'weightOf'>,
  spaced: string,
): Explanation {
  const { query, repairs, glossary, otherWays, named, quantities, situation, place } = understanding;
  const terms = understanding.terms.map(({ term, weight }) => ({
    term,
    weight: rounded(weight),
    rarity: rounded(cards.weightOf(term)),
  }));
  return {
    query,
    ...(spaced === query ? {} : { spaced }),
    repairs: repairs.map(({ word, meant, certainty }) => ({ word, meant, certainty: rounded(certainty) })),
    expansions: glossary.map(({ phrase, mean }) => ({ phrase, mean })),
    synonyms: otherWays.map(({ said, ways }) => ({
      said: wordIn(said),
      meant: ways.map((terms) => wordIn(terms.map(({ term }) => term))).filter(Boolean),
    })),
    named: [...new Set(named.map(({ name }) => name))],
    numbers: Object.fromEntries(Object.entries(quantities).filter(([, value]) => `${value}` !== '')),
    situation: [...situation.lifeStages, ...situation.targetGroups, ...situation.themes],
    ...(place ? { place: place.name } : {}),
    terms: terms.sort((a, b) => b.weight * b.rarity - a.weight * a.rarity).slice(0, TERMS_SHOWN),
    nothing: rounded(NOTHING_FEATURES.reduce((sum, feature) => sum + NOTHING[feature] * nothing[feature], 0)),
  };
}

/** The whole word among terms, or the first of them. */
function wordIn(terms: readonly string[]): string {
  return terms.find((term) => term.startsWith('='))?.slice(1) ?? terms[0] ?? '';
}

export function explanationLines(explanation: Explanation): string[] {
  const { spaced, repairs, expansions, synonyms, named, numbers, situation, place, terms, nothing } = explanation;
  const line = (name: string, said: readonly string[]): string[] =>
    said.length === 0 ? [] : [`  ${name}: ${said.join(', ')}`];
  return [
    '물음을 이렇게 읽었습니다.',
    ...line('띄어 씀', spaced === undefined ? [] : [spaced]),
    ...line(
      '고쳐 읽음',
      repairs.map(({ word, meant, certainty }) => `${word} → ${meant.join('/')}(${certainty})`),
    ),
    ...line(
      '말뜻',
      expansions.map(({ phrase, mean }) => `${phrase} → ${mean.join('/')}`),
    ),
    ...line(
      '같은 말',
      synonyms.map(({ said, meant }) => `${said} → ${meant.join('/')}`),
    ),
    ...line('이름', named),
    ...line(
      '숫자',
      Object.entries(numbers).map(([name, value]) => `${NUMBER_NAMES[name] ?? name} ${String(value)}`),
    ),
    ...line('처지', situation),
    ...line('지역', place === undefined ? [] : [place]),
    ...line(
      '찾은 말(무게×드문 정도)',
      terms.map(({ term, weight, rarity }) => `${readable(term)} ${weight}×${rarity}`),
    ),
    `  답이 없다는 쪽의 무게: ${nothing} (문서의 합이 이보다 크면 답이 있을 가능성이 큽니다)`,
  ];
}

const NUMBER_NAMES: Readonly<Record<string, string>> = {
  ages: '나이',
  ageMonths: '개월 수',
  childOrdinals: '몇째 아이',
  children: '자녀 수',
  householdSize: '가구원 수',
  monthlyIncomeWon: '월 소득(원)',
};

/** A whole word in quotation marks, the noun of one syllable likewise; pairs of syllables stand bare. */
function readable(term: string): string {
  return /^[=^]/.test(term) ? `"${term.slice(1)}"` : term;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
