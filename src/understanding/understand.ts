/**
 * Understand: a screened question with its history → what is asked, about whom and where, and the query that says it.
 *
 * A follow-up ("그럼 서류는요?") takes over the programme it follows; a correction ("아니 광명이요") repeats the earlier
 * question in another place. Declines nothing: an empty topic is left for `clarify` to ask about.
 */
import type { WeightedTerm } from '../core/ports.js';
import type { Turn } from '../core/types.js';
import { normaliseLine } from '../korean/normalise.js';
import { stemOf, syllableTermsOf, termsOf, wordsOf } from '../korean/tokens.js';
import { askedOf } from './asked.js';
import { matterOf } from './asking.js';
import { asksForEverything } from './everything.js';
import { type Focus, focusOf, partsOf } from './focus.js';
import type { GlossaryMatch } from './glossary.js';
import type { Heard, Hearing } from './hearing.js';
import type { NamedDocument } from './names.js';
import { type Quantities, quantitiesIn, wordsFor } from './quantities.js';
import { refusalIn } from './refusal.js';
import type { Gazetteer, Place } from './regions.js';
import type { Repair, Repairer } from './repair.js';
import { type Situation, situationOf } from './situation.js';
import type { Spacer } from './spacing.js';
import { isBareWish, wishOf } from './wishes.js';

export interface Understanding {
  /** The question as it stands alone. */
  readonly query: string;
  /** The words of this turn alone, where the query takes over earlier ones. */
  readonly said?: string | undefined;
  readonly focuses: readonly Focus[];
  /** How likely each aspect is what they ask for; absent where nothing can be heard. */
  readonly heard?: Heard | undefined;
  readonly named: readonly NamedDocument[];
  /** Rows of programmes that were named as not meant. */
  readonly refused: readonly number[];
  /** Words that nothing knew, and what they may have meant. */
  readonly repairs: readonly Repair[];
  readonly quantities: Quantities;
  /** Where the person asks about: said now, said earlier, or set; in this order. */
  readonly place?: Place | undefined;
  /** True when the place was said in this very question. */
  readonly placeSaid: boolean;
  /** Words of the question that carry its topic, as stems. */
  readonly topicWords: readonly string[];
  readonly glossary: readonly GlossaryMatch[];
  readonly situation: Situation;
  readonly terms: readonly WeightedTerm[];
  /** Documents of the turn that is followed up, main one first. */
  readonly carried: readonly string[];
  /** How strongly the earlier topic holds: `strong` for a bare follow-up, `weak` where it only may be one. */
  readonly carry: 'strong' | 'weak' | 'none';
  /** What a question of several clauses asks, clause by clause; one entry or none where it asks one thing. */
  readonly aspects?: readonly (readonly Focus[])[] | undefined;
  /** What is heard in each of those clauses. */
  readonly heardParts?: readonly (Heard | undefined)[] | undefined;
  /** All that a situation brings is asked for, though in words that could mean one programme. */
  readonly ofAll?: boolean | undefined;
  /** More than the usual lines are wished for. */
  readonly detail?: boolean | undefined;
  /** Easy words are wished for, now or earlier in the conversation. */
  readonly easy?: boolean | undefined;
  /** Documents already told, where something else is wished for. */
  readonly except?: readonly string[] | undefined;
  /** The one document that the person points at ("두 번째 거"). */
  readonly chosen?: string | undefined;
  /** The last reply was a question back: another one must not follow it. */
  readonly askedBack?: boolean | undefined;
}

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
/** Weight of the official words that a glossary phrase adds, shared among them, beside the person's own at 1. */
const GLOSSARY_WEIGHT = 0.5;
/** Weight of the records' words for the numbers that were told. */
const QUANTITY_WEIGHT = 0.3;
/** A question longer than this tells its own story. */
const WEAK_WORDS_MAX = 9;
/** A whole word beside its own pairs of syllables, which say the same again. */
const STEM_SHARE = 0.7;
/** Weight of the earlier question's words in a follow-up. */
const CARRIED_WEIGHT = 0.6;
const WEAKLY_CARRIED_WEIGHT = 0.3;

const FOLLOW_UP =
  /^(?:그럼|그러면|그렇다면|그리고|그건|그거|그게|그것|그\s|거기|그쪽|이건|이거|근데|그런데|아니|아뇨|아 그|또|혹시 그|네[,. ]|응[,. ]|얼마|서류|신청|언제|어디|누가|전화|문의|몇|자세히|더 |다른|둘째|셋째|쌍둥이|제가|저는|나는|나 |난 |저도|우리|본인)/;

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

export function understand(
  text: string,
  history: readonly Turn[],
  setRegion: string | undefined,
  tools: UnderstandTools,
): Understanding {
  const wish = wishOf(text);
  const easy = wish.easy || history.some(({ question }) => wishOf(question).easy);
  const askedBack = history.at(-1)?.outcome === 'clarify';
  const wished = wishedAgain(text, history, setRegion, tools) ?? understandOwn(text, history, setRegion, tools);
  return { ...wished, detail: wished.detail === true || wish.detail, easy, askedBack };
}

/** "자세히", "더 쉽게", "다른 거": the question before, once more; "두 번째 거": that one of what was just told. */
function wishedAgain(
  text: string,
  history: readonly Turn[],
  setRegion: string | undefined,
  tools: UnderstandTools,
): Understanding | undefined {
  const told = history.findLast(({ topics }) => topics.length > 0);
  if (!told) return undefined;
  const { ordinal, other } = wishOf(text);
  const chosen = ordinal === undefined ? undefined : told.topics.at(ordinal);
  if (chosen !== undefined) {
    const own = understandOwn(text, [], setRegion, tools);
    const place = own.place ?? placeOf(history, setRegion, tools);
    return { ...own, place, carried: [chosen], carry: 'strong', chosen, detail: own.focuses.length === 0 };
  }
  if (!isBareWish(text)) return undefined;
  const at = history.findLastIndex(({ topics, question }) => topics.length > 0 && !isBareWish(question));
  const base = history[at];
  if (!base) return undefined;
  const again = understandOwn(base.question, history.slice(0, at), setRegion, tools);
  if (!other)
    return { ...again, carried: told.topics, carry: 'strong', chosen: isOneTopic(told) ? told.topics[0] : undefined };
  const shown = [...new Set(history.slice(at).flatMap(({ topics }) => topics))];
  return { ...again, named: [], focuses: [...new Set([...again.focuses, 'list' as const])], except: shown };
}

/** "서울로 이사 가면": where someone goes is not where they ask about. */
const MOVES_TO = /\S+?(?:으로|로)\s*(?:이사\s*(?:를\s*)?(?:가|갔|간)|전출|떠나)/g;

const LIVES = /(?:사는|살고|살아요|살아서|삽니다|살며|사시는|사세요|거주|시민|주민)/;

/** The place in which the person says to live, where several are named: the last one before the words for living. */
function homeIn(text: string, gazetteer: Gazetteer): Place | undefined {
  const at = text.search(LIVES);
  return at < 0 ? undefined : gazetteer.find(text.slice(0, at).trimEnd()).at(-1);
}

const isOneTopic = ({ topics }: Turn): boolean => topics.length === 1;

function placeOf(history: readonly Turn[], setRegion: string | undefined, { gazetteer }: UnderstandTools) {
  const earlier = history.findLast((turn) => turn.region !== undefined)?.region;
  return (earlier ? gazetteer.resolve(earlier) : undefined) ?? (setRegion ? gazetteer.resolve(setRegion) : undefined);
}

function understandOwn(
  text: string,
  history: readonly Turn[],
  setRegion: string | undefined,
  tools: UnderstandTools,
): Understanding {
  const now = read(text, tools);
  const last = history.findLast((turn) => turn.topics.length > 0);
  const lastSaid = history.at(-1);
  const places = tools.gazetteer.find(text.replace(MOVES_TO, ' '));
  // "고양 말고 광양이요": the place said last is meant; where someone says to live, it is that one.
  const said = homeIn(text, tools.gazetteer) ?? places.at(-1);
  const place = said ?? placeOf(history, setRegion, tools);

  const topicOwn = now.topicWords.filter(
    (word) =>
      tools.gazetteer.resolve(word) === undefined &&
      !places.some((candidate) => candidate.name.includes(word.replace(/시$|군$|구$/, ''))),
  );
  const correction = said !== undefined && topicOwn.length === 0 && last !== undefined;
  const followsUp = last !== undefined && now.named.length === 0 && (correction || isFollowUp(text, topicOwn));
  const mayFollow =
    !followsUp &&
    last !== undefined &&
    last === lastSaid &&
    now.named.length === 0 &&
    wordsOf(text).length <= WEAK_WORDS_MAX;
  const repeats = followsUp && (correction || (now.focuses.length === 0 && topicOwn.length === 0));
  // A chain of bare follow-ups ("서류는요?", "전화번호는요?") goes back to the question that named the matter.
  const isBare = followsUp && !correction && topicOwn.length === 0 && now.glossary.length === 0;
  const root = isBare ? (history.findLast(hasMatter(tools)) ?? last) : last;
  const carriedQuestion = followsUp || mayFollow ? root?.question : unansweredStory(lastSaid, now);
  const story = carriedQuestion !== undefined && !followsUp && !mayFollow ? read(carriedQuestion, tools) : undefined;
  // "기초연금은요?" after "장애수당 얼마예요" asks the same of another programme.
  const asksSame =
    last !== undefined && last === lastSaid && now.named.length > 0 && now.focuses.length === 0 && topicOwn.length <= 2;
  const focuses =
    (repeats || asksSame) && last
      ? focusOf(last.question).filter((focus) => !asksSame || focus !== 'list')
      : now.focuses.length === 0 && story
        ? story.focuses
        : now.focuses;
  const parts = partsOf(text);
  const listened =
    (repeats || asksSame) && last
      ? last.question
      : now.focuses.length === 0 && story
        ? (carriedQuestion ?? text)
        : text;
  const own = now.asked;

  const situation = situationOf(carriedQuestion === undefined ? now.mended : `${carriedQuestion} ${now.mended}`);
  const isOfAll = !followsUp && !focuses.includes('list') && asksForEverything(now.mended, situation, now.named);

  return {
    query: carriedQuestion === undefined ? own : `${carriedQuestion} ${own}`,
    said: carriedQuestion === undefined || topicOwn.length === 0 ? undefined : own,
    focuses: isOfAll ? [...focuses, 'list'] : focuses,
    ofAll: isOfAll,
    heard: tools.hear?.(listened),
    aspects: parts.map((part) => part.focuses),
    heardParts: parts.map(({ clause }) => tools.hear?.(clause)),
    named: now.named.length > 0 ? now.named : (story?.named ?? []),
    refused: now.refused,
    repairs: now.repairs,
    quantities: now.quantities,
    place,
    placeSaid: said !== undefined,
    topicWords: [...new Set([...(story?.topicWords ?? []), ...topicOwn])],
    glossary: [...now.glossary, ...(story?.glossary ?? [])],
    situation,
    terms: termsFor(now, carriedQuestion, mayFollow ? WEAKLY_CARRIED_WEIGHT : CARRIED_WEIGHT),
    carried: followsUp || mayFollow ? last.topics : [],
    carry: followsUp ? 'strong' : mayFollow ? 'weak' : 'none',
    chosen: isBare && !repeats ? last?.topics[0] : undefined,
  };
}

/** The turn was answered, and its own words say what about. */
const hasMatter =
  (tools: UnderstandTools) =>
  ({ topics, question }: Turn): boolean => {
    if (topics.length === 0) return false;
    const { named, topicWords, glossary } = read(question, tools);
    return named.length + topicWords.length + glossary.length > 0;
  };

interface Read {
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
  readonly topicWords: readonly string[];
  readonly glossary: readonly GlossaryMatch[];
}

function read(text: string, tools: UnderstandTools): Read {
  const line = normaliseLine(text);
  const { repairs, text: mended } = tools.repair(line);
  const { asked, refused } = refusalIn(mended, tools.names);
  const spaced = tools.space?.(mended) ?? mended;
  // Words of their own count as written; what they may have meant is added by weight.
  const written = repairs.length === 0 ? asked : refusalIn(line, tools.names).asked;
  return {
    asked: written,
    spaced: tools.space?.(written) ?? written,
    mended,
    named: tools.names(asked).filter(({ unit }) => !refused.includes(unit)),
    refused,
    repairs,
    quantities: quantitiesIn(mended),
    focuses: askedOf(focusOf(mended), tools.hear?.(mended), mended),
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

function isFollowUp(text: string, topicWords: readonly string[]): boolean {
  const words = wordsOf(text).length;
  if (topicWords.length === 0) return true;
  return FOLLOW_UP.test(text) ? words <= 9 : words <= 4 && topicWords.length <= 1;
}

/** A story told before the question ("한부모예요" … "얼마 받아요?") belongs to it although nothing was asked then. */
function unansweredStory(last: Turn | undefined, now: { named: readonly NamedDocument[] }): string | undefined {
  const isStory = last && last.topics.length === 0 && last.outcome !== 'crisis' && last.question !== '';
  return isStory && now.named.length === 0 ? last.question : undefined;
}

function termsFor(
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
  for (const word of topicWordsOf(spaced)) add(word, 1);
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

function shareOf(term: string): number {
  return term.startsWith('=') ? STEM_SHARE : 1;
}
