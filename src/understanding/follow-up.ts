/**
 * Follow-up: does a turn go on about the programme that was just told? "그럼 서류는요?" does by its first word; "일흔여섯
 * 어머니도 되나요?", "뭐 들고 가요?" do because no word of theirs names a matter of its own: they only tell of persons,
 * numbers and times, or ask. "기초연금 받아요" names a programme and asks nothing: it tells what the person is.
 *
 * In: the words of the turn, read for itself. Out: yes or no; that something was told before is for the caller to know.
 */
import { wordsOf } from '../korean/tokens.js';
import type { Read } from './reading.js';
import { situationOf } from './situation.js';

const FOLLOW_UP =
  /^(?:그럼|그러면|그렇다면|그리고|그건|그거|그게|그것|그\s|거기|그쪽|이건|이거|근데|그런데|아니|아뇨|아 그|또|혹시 그|네[,. ]|응[,. ]|얼마|서류|신청|언제|어디|누가|전화|문의|몇|자세히|더 |다른|둘째|셋째|쌍둥이|제가|저는|나는|나 |난 |저도|우리|본인)/;
/** A longer turn tells its own story. */
const WORDS_MAX = 9;
const BARE_WORDS_MAX = 4;

const PERSON =
  /^(?:시?어머니|시?아버지|엄마|아빠|친정|부모|남편|아내|와이프|집사람|신랑|배우자|동생|언니|오빠|누나|형님?|아들|딸|큰애|작은애|아이|아기|애기?|손[자주녀]|할머니|할아버지|조카|며느리|사위|가족|식구|친구|이웃|어른|혼자|둘이|부부|본인|첫째|둘째|셋째|넷째|다섯째|자녀|막내|초등학?생|중학생|고등학생|대학생|[초중고]\d)/;
const NUMBER =
  /^(?:만\s?)?(?:\d+|스물|서른|마흔|쉰|예순|일흔|여든|아흔|열|[일이삼사오육칠팔구]?[십백천])[가-힣]{0,5}$|^(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:달|살|명|번|식구|개월|째)/;
/** Nouns that only stand in for others. */
const BOUND = /^(?:데|곳|때|것|거|건|쪽|분|사람)(?:는|은|를|을|에|도|가|이)?$/;
const TIME = /^(?:올해|내년|작년|재작년|지난해|내후년|다음|이번|지금|요즘|이제|아직|나중|오늘|내일|평일|주말)/;
/** Endings of verbs and adjectives. Such words tell and ask; what they are about is said by nouns. */
const VERB = /(?:[요까나죠고며면서해줘된됐했던려지게데니할될볼줄갈올쓸낼]|습니까|ㅂ니다|니다)$/;

/** The word says what the turn is about, not of whom, how many or when. */
export function namesMatter(word: string): boolean {
  return ![PERSON, NUMBER, BOUND, TIME, VERB].some((light) => light.test(word));
}

/** `topic`: the words that carry the matter, places aside. */
export function isFollowUp(text: string, topic: readonly string[], now: Read): boolean {
  const words = wordsOf(text).length;
  if (topic.length === 0) return true;
  if (FOLLOW_UP.test(text) ? words <= WORDS_MAX : words <= BARE_WORDS_MAX && topic.length <= 1) return true;
  return (
    words <= WORDS_MAX &&
    now.glossary.length === 0 &&
    !now.focuses.includes('list') &&
    situationOf(now.mended).themes.size === 0 &&
    !topic.some(namesMatter)
  );
}

const STATE =
  /(?:받(?:아요|고\s*있(?:어요|습니다|는데요?)|는데요?|습니다|는\s*중이에요)|타(?:요|고\s*있(?:어요|습니다|는데요?))|수급자(?:예요|에요|이?입니다|인데요?)|대상자?(?:예요|이에요|입니다|인데요?))[\s.~]*$/;

/** "기초연금 받아요": what the person has, told in answer, and no question about it. */
export function tellsState(text: string, { focuses, named }: Read): boolean {
  return named.length > 0 && focuses.length === 0 && STATE.test(text) && wordsOf(text).length <= BARE_WORDS_MAX;
}
