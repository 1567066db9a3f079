/**
 * Understand: a screened question with its history → what is asked, about whom and where, and the query that says it.
 *
 * A follow-up ("그럼 서류는요?") takes over the programme it follows; a correction ("아니 광명이요") repeats the earlier
 * question in another place. Declines nothing: an empty topic is left for `clarify` to ask about.
 */
import type { OtherWays, WeightedTerm } from '../core/ports.js';
import type { Turn } from '../core/types.js';
import { wordsOf } from '../korean/tokens.js';
import { asksForEverything } from './everything.js';
import { type Focus, focusOf, partsOf } from './focus.js';
import { isFollowUp, namesMatter, tellsState } from './follow-up.js';
import type { GlossaryMatch } from './glossary.js';
import type { Heard } from './hearing.js';
import type { NamedDocument } from './names.js';
import type { Quantities } from './quantities.js';
import { otherWaysFor, read, termsFor, type UnderstandTools } from './reading.js';
import type { Gazetteer, Place } from './regions.js';
import type { Repair } from './repair.js';
import { type Situation, situationOf } from './situation.js';
import { isBareWish, wishOf } from './wishes.js';

export type { UnderstandTools } from './reading.js';

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
  /** What the own city gives is asked for, without its name ("시에서"). */
  readonly citySaid?: boolean | undefined;
  /** Words of the question that carry its topic, as stems. */
  readonly topicWords: readonly string[];
  readonly glossary: readonly GlossaryMatch[];
  readonly situation: Situation;
  readonly terms: readonly WeightedTerm[];
  /** What offices write for some of these words. */
  readonly otherWays: readonly OtherWays[];
  /** Documents of the turn that is followed up, main one first. */
  readonly carried: readonly string[];
  /** How strongly the earlier topic holds: `strong` for a bare follow-up, `weak` where it only may be one. */
  readonly carry: 'strong' | 'weak' | 'none';
  /** What a question of several clauses asks, clause by clause; one entry or none where it asks one thing. */
  readonly aspects?: readonly (readonly Focus[])[] | undefined;
  /** What is heard in each of those clauses, where there are several. */
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

/** A question longer than this tells its own story. */
const WEAK_WORDS_MAX = 9;
/** Weight of the earlier question's words in a follow-up. */
const CARRIED_WEIGHT = 0.6;
const WEAKLY_CARRIED_WEIGHT = 0.3;

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

/** "서울 살다가": nor is where they no longer live. */
const LIVED_IN = /\S+?(?:에서|에)?\s*(?:살았|살다가|살다\s|살던)/g;

/** The city hall, by no name: "시에서", "시청서", "우리 동네에". */
const OWN_CITY = /(?:^|\s)(?:우리\s?)?(?:시|구|군|동네)(?:청?에서|청?서|청|에)(?=\s|는|도|$)/u;

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
  const places = tools.gazetteer.find(text.replace(MOVES_TO, ' ').replace(LIVED_IN, ' '));
  // "고양 말고 광양이요": the place said last is meant; where someone says to live, it is that one.
  const said = homeIn(text, tools.gazetteer) ?? places.at(-1);
  const place = said ?? placeOf(history, setRegion, tools);

  const topicOwn = now.topicWords.filter(
    (word) =>
      tools.gazetteer.resolve(word) === undefined &&
      !places.some((candidate) => candidate.name.includes(word.replace(/시$|군$|구$/, ''))),
  );
  const correction = said !== undefined && topicOwn.length === 0 && last !== undefined;
  const isState = last !== undefined && tellsState(text, now);
  const named = isState ? [] : now.named;
  const followsUp =
    last !== undefined && named.length === 0 && (correction || isState || isFollowUp(text, topicOwn, now));
  const mayFollow =
    !followsUp &&
    last !== undefined &&
    last === lastSaid &&
    named.length === 0 &&
    wordsOf(text).length <= WEAK_WORDS_MAX;
  const isLight = !topicOwn.some(namesMatter);
  const repeats = followsUp && (correction || isState || (now.focuses.length === 0 && isLight));
  // A chain of bare follow-ups ("서류는요?", "전화번호는요?") goes back to the question that named the matter.
  const asksOnly = now.glossary.length === 0 || (topicOwn.length === 0 && now.focuses.includes('contact'));
  const isBare = followsUp && !correction && isLight && asksOnly;
  const root = isBare || correction ? (history.findLast(hasMatter(tools)) ?? last) : last;
  // "아니 광명이요" after "둘째면요?": the matter stands in the one before, what is asked of it in that one.
  const between = correction && root !== last ? ` ${last.question}` : '';
  const carriedQuestion =
    followsUp || mayFollow ? root && `${root.question}${between}` : unansweredStory(lastSaid, now);
  const story = carriedQuestion !== undefined && !followsUp && !mayFollow ? read(carriedQuestion, tools) : undefined;
  // "기초연금은요?" after "장애수당 얼마예요" asks the same of another programme.
  const asksSame =
    last !== undefined && last === lastSaid && named.length > 0 && now.focuses.length === 0 && topicOwn.length <= 2;
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
  const terms = termsFor(now, carriedQuestion, mayFollow ? WEAKLY_CARRIED_WEIGHT : CARRIED_WEIGHT);

  const situation = situationOf(carriedQuestion === undefined ? now.mended : `${carriedQuestion} ${now.mended}`);
  const isOfAll = !followsUp && !focuses.includes('list') && asksForEverything(now.mended, situation, now.named);

  return {
    query: carriedQuestion === undefined ? own : `${carriedQuestion} ${own}`,
    said: carriedQuestion === undefined || topicOwn.length === 0 ? undefined : own,
    focuses: isOfAll ? [...focuses, 'list'] : focuses,
    ofAll: isOfAll,
    heard: listened === now.mended ? now.heard : tools.hear?.(listened),
    aspects: parts.map((part) => part.focuses),
    heardParts: parts.length > 1 ? parts.map(({ clause }) => tools.hear?.(clause)) : [],
    named: named.length > 0 ? named : (story?.named ?? []),
    refused: now.refused,
    repairs: now.repairs,
    quantities: now.quantities,
    place,
    placeSaid: said !== undefined,
    citySaid: OWN_CITY.test(text),
    topicWords: [...new Set([...(story?.topicWords ?? []), ...topicOwn])],
    glossary: [...now.glossary, ...(story?.glossary ?? [])],
    situation,
    terms,
    otherWays: otherWaysFor(now.spaced, terms),
    carried: followsUp || mayFollow ? last.topics : [],
    carry: followsUp ? 'strong' : mayFollow ? 'weak' : 'none',
    // Who tells an age may be meant by another programme than the one before.
    chosen: isBare && !repeats && now.quantities.ages.length === 0 ? last?.topics[0] : undefined,
  };
}

/** The turn was answered, and its own words say what about. */
const hasMatter =
  (tools: UnderstandTools) =>
  ({ topics, question }: Turn): boolean => {
    if (topics.length === 0) return false;
    const { named, topicWords, glossary } = read(question, tools);
    return named.length + topicWords.filter(namesMatter).length + glossary.length > 0;
  };

/** A story told before the question ("한부모예요" … "얼마 받아요?") belongs to it although nothing was asked then. */
function unansweredStory(last: Turn | undefined, now: { named: readonly NamedDocument[] }): string | undefined {
  const isStory = last && last.topics.length === 0 && last.outcome !== 'crisis' && last.question !== '';
  return isStory && now.named.length === 0 ? last.question : undefined;
}
