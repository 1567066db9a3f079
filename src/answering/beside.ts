/**
 * Beside the matter: a well-ranked document that does not speak of what a short question is about. "전기차 보조금"
 * shares its generic half with many programmes; the half that sets it apart stands in none of them.
 *
 * In: the best candidate and the understood question. Out: whether an answer from it would be one to another
 * question. Never true for what was named or followed up, nor for a long story, whose words are never all held.
 */
import { termsOf } from '../korean/tokens.js';
import type { Candidate } from '../retrieval/retrieve.js';
import type { Understanding } from '../understanding/understand.js';
import { coverageOf } from './coverage.js';

/** For questions of up to three words of matter: half or less of them spoken of is too little, below this score. */
const SHORT_WORDS = 3;
const COVERAGE_MIN = 0.5;
export const SURE_SCORE = 0.95;
/** Shorter words are too often paraphrase ("현금", "비용"). */
const HEAD_SYLLABLES_MIN = 3;

/** Endings of verbs, and of nouns too short to lose their particle: such words are written in too many ways. */
const NO_NOUN = /(?:에서|에게|[요까나죠고며면서해줘된됐했던려는은을를지게데니에대세여야할될볼줄갈올쓸낼살])$/;
const IS_NUMBER = /^(?:스물|서른|마흔|예순|일흔|여든|아흔|퍼센트|프로)/;
const ASKS = /^(?:지원|신청|준비|필요|알려|받을|도움|추천|조회|몇|어느|어디|무슨)/;
const HEAD = /^[가-힣]+$/;

const isNoun = (word: string): boolean => HEAD.test(word) && !NO_NOUN.test(word) && !IS_NUMBER.test(word);

export function isBesideTheMatter(
  { document, isNamed, score }: Candidate,
  { topicWords, carried, glossary }: Understanding,
  weightOf: (term: string) => number,
): boolean {
  if (isNamed || carried.length > 0) return false;
  const words = topicWords.filter((word) => !ASKS.test(word));
  if (words.length > SHORT_WORDS) return false;
  const isHeld = (word: string): boolean => coverageOf(document, [word]) > 0;
  const isMeant = (word: string): boolean =>
    glossary.some(
      ({ phrase, mean }) =>
        phrase.split(' ').some((part) => word.startsWith(part) || part.startsWith(word)) && mean.some(isHeld),
    );
  const isHead = (word: string): boolean => word.length >= HEAD_SYLLABLES_MIN && isNoun(word);
  if (words.some((word) => isHead(word) && !isHeld(word) && !isMeant(word))) return true;
  if (score > SURE_SCORE || topicWords.length > SHORT_WORDS) return false;
  // A word that no document knows at all ("여권", "비트코인") is what sets a question apart; others may be paraphrase.
  // Verbs at the end of a question ("내요", "될까") are written in too many ways to tell anything.
  const isUnknown = (word: string): boolean =>
    !/[요까나죠]$/.test(word) && termsOf(word).every((term) => weightOf(term) === 0);
  return topicWords.some(isUnknown) && coverageOf(document, topicWords) <= COVERAGE_MIN;
}
