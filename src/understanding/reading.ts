/**
 * Reading: one text for itself → what stands in it: names, what is refused, numbers, what is asked, the words that carry
 * the matter, and the weighted terms to search with. Which turn belongs to which is `understand.ts`'s.
 */
import type { OtherWays, WeightedTerm } from '../core/ports.js';
import { normaliseLine } from '../korean/normalise.js';
import { stemOf, syllableTermsOf, termsOf, wordsOf } from '../korean/tokens.js';
import { askedOf } from './asked.js';
import { matterOf } from './asking.js';
import { type Focus, focusOf } from './focus.js';
import type { GlossaryMatch } from './glossary.js';
import type { Heard, Hearing } from './hearing.js';
import type { NamedDocument } from './names.js';
import { type Quantities, quantitiesIn, wordsFor } from './quantities.js';
import { refusalIn } from './refusal.js';
import type { Gazetteer } from './regions.js';
import type { Repair, Repairer } from './repair.js';
import type { Spacer } from './spacing.js';
import { synonymsIn } from './synonyms.js';

export interface UnderstandTools {
  readonly gazetteer: Gazetteer;
  readonly glossary: (text: string) => readonly GlossaryMatch[];
  readonly names: (text: string) => readonly NamedDocument[];
  readonly repair: Repairer;
  /** How likely each aspect is what is asked. */
  readonly hear?: Hearing['hear'] | undefined;
  /** Puts spaces where they were left out. */
  readonly space?: Spacer | undefined;
}

/** Weight of words of asking ("알려 주세요", "받을 수 있나요"). */
const ASKING_WEIGHT = 0.35;
/** Weight of the pair of syllables where a word ends and its particle begins. */
const EDGE_WEIGHT = 0.6;
/** Weight of the official words that a glossary phrase adds, shared among them, beside the person's own at 1. */
const GLOSSARY_WEIGHT = 0.5;
/** Weight of the records' words for the numbers that were told. */
const QUANTITY_WEIGHT = 0.3;
/** What offices write for a word, beside the person's own. */
const SYNONYM_WEIGHT = 0.5;
/** A whole word beside its own pairs of syllables, which say the same again. */
const STEM_SHARE = 0.7;
const ASKING = /^(?:얼마|어디|언제|알려|궁금|있|없|되|받|해당|가능|부탁|신청|언젠|전부|모두|싹|여쭤|물어|문의)/;
/** Words of asking, politeness and person that say nothing about the topic. */
const STOP_WORDS = new Set(
  (
    '그럼 그러면 그건 그거 그게 그것 이건 이거 저기 거기 혹시 저는 제가 저도 나는 내가 우리 저희 얼마 얼마나 언제 어디 누가 누구 무엇 뭐 뭔가 뭐가 뭐예 뭔 머 어떻게 어떤 어떻 왜 몇 ' +
    '신청 신청하 서류 자격 조건 대상 기준 방법 기한 기간 마감 금액 지원 지원금 혜택 제도 서비스 정책 사업 내용 문의 전화 번호 전화번호 연락처 알려 알려줘 알려주 알려주세 알려주세요 알고 싶어 싶습니 싶은데 궁금 궁금해 궁금합 ' +
    '있나 있나요 있어 있어요 있는지 있을까 있는 있다 있다던데 있다면서 있습니까 되나 되나요 돼요 되는 받나 받나요 받아 받아요 받을 받는 받고 받으려면 하나 하나요 하는 해야 해요 하면 하려면 하고 수 것 거 게 건 걸 좀 더 다 안 못 ' +
    '나와 나와요 나오 나오나 나오나요 주나 주나요 줘요 주는 준다 준다던데 인가 인가요 인데 이에 예요 그냥 정말 진짜 지금 이번 올해 요즘 정확 정확히 안녕 안녕하세 안녕하세요 문의드려 문의드립 부탁 부탁드립 확인 확인해 감사 고마 네 응 아니 말고 도와 도와주 도와주세 도와주세요 도와줘 도와줄 도움 도움이 필요 필요해 필요합'
  ).split(/\s+/),
);

export interface Read {
  /** The words as they came, without what is refused. */
  readonly asked: string;
  /** The same with spaces where they were left out. */
  readonly spaced: string;
  /** The text with mended words in place. */
  readonly mended: string;
  readonly named: readonly NamedDocument[];
  readonly refused: readonly number[];
  readonly repairs: readonly Repair[];
  readonly quantities: Quantities;
  readonly focuses: readonly Focus[];
  /** What is heard in the mended text. */
  readonly heard: Heard | undefined;
  readonly topicWords: readonly string[];
  readonly glossary: readonly GlossaryMatch[];
}

export function read(text: string, tools: UnderstandTools): Read {
  const line = normaliseLine(text);
  const { repairs, text: mended } = tools.repair(line);
  const { asked, refused } = refusalIn(mended, tools.names);
  const spaced = tools.space?.(mended) ?? mended;
  // Words of their own count as written; what they may have meant is added by weight.
  const heard = tools.hear?.(mended);
  const written = repairs.length === 0 ? asked : refusalIn(line, tools.names).asked;
  return {
    asked: written,
    spaced: tools.space?.(written) ?? written,
    mended,
    named: tools.names(asked).filter(({ unit }) => !refused.includes(unit)),
    refused,
    repairs,
    quantities: quantitiesIn(mended),
    focuses: askedOf(focusOf(mended), heard, mended),
    heard,
    topicWords: topicWordsOf(spaced).map(stemOf),
    glossary: tools.glossary(spaced === mended ? asked : spaced),
  };
}

/** The words that carry the matter, in order, with their particles. */
function topicWordsOf(text: string): string[] {
  return wordsOf(text).filter((word) => {
    const stem = stemOf(word);
    // "전화번호는요" bears two endings.
    const isStop = [word, stem, stemOf(stem)].some((form) => STOP_WORDS.has(form));
    return !isStop && stem.length >= 2 && !ASKING.test(stem);
  });
}

export function termsFor(
  { spaced, repairs, quantities, glossary }: Read,
  carried: string | undefined,
  carriedWeight: number,
): WeightedTerm[] {
  const weights = new Map<string, number>();
  const add = (words: string, weight: number): void => {
    for (const term of termsOf(words)) weights.set(term, Math.max(weights.get(term) ?? 0, weight));
  };
  // Words of asking count for less than words of the matter; bigrams across both lie between.
  for (const term of termsOf(spaced)) weights.set(term, ASKING_WEIGHT);
  for (const word of topicWordsOf(spaced))
    for (const [place, term] of termsOf(word).entries())
      weights.set(term, Math.max(weights.get(term) ?? 0, place === stemOf(word).length ? EDGE_WEIGHT : 1));
  for (const term of syllableTermsOf(spaced)) weights.set(term, 1);
  if (carried) add(carried, carriedWeight);
  // Only what is new is added, and a phrase that may mean five things lends each a fifth: a person's own words keep
  // their full weight and are never drowned.
  const added = new Map<string, number>();
  const addNew = (words: string, weight: number): void => {
    for (const term of termsOf(words)) if (!weights.has(term)) added.set(term, Math.max(added.get(term) ?? 0, weight));
  };
  for (const { mean } of glossary) for (const word of mean) addNew(word, GLOSSARY_WEIGHT / mean.length);
  for (const { meant, certainty } of repairs) for (const word of meant) addNew(word, certainty / meant.length);
  for (const words of wordsFor(quantities)) addNew(words, QUANTITY_WEIGHT);
  for (const [term, weight] of added) weights.set(term, weight);
  return [...weights].map(([term, weight]) => ({ term, weight: weight * shareOf(term) * matterOf(term) }));
}

/** What offices write for the words of a text, beside their own `terms`. */
export function otherWaysFor(spaced: string, terms: readonly WeightedTerm[]): OtherWays[] {
  const asked = new Set(terms.map(({ term }) => term));
  const free = new Set(asked);
  const nouns = new Set(syllableTermsOf(spaced).map((term) => term.slice(1)));
  return synonymsIn(wordsOf(spaced), nouns).flatMap(({ word, meant }) => {
    const said = [...termsOf(stemOf(word)), ...syllableTermsOf(word)].filter((term) => free.delete(term));
    if (said.length === 0) return [];
    const ways = meant.map((other) =>
      termsOf(other).flatMap((term) => (asked.has(term) ? [] : [{ term, weight: SYNONYM_WEIGHT * shareOf(term) }])),
    );
    return [{ said, ways }];
  });
}

function shareOf(term: string): number {
  return term.startsWith('=') ? STEM_SHARE : 1;
}
