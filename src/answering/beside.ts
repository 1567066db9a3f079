/**
 * Beside the matter: a well-ranked document that does not speak of what a short question is about. "전기차 보조금"
 * shares its generic half with many programmes; the half that sets it apart stands in none of them.
 *
 * In: the best candidate and the understood question. Out: whether an answer from it would be one to another
 * question. Never true for what was named or followed up, nor for a long story, whose words are never all held.
 */
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { squeeze } from '../korean/normalise.js';
import { termsOf } from '../korean/tokens.js';
import type { Candidate } from '../retrieval/retrieve.js';
import { type Focus, focusOf } from '../understanding/focus.js';
import type { Understanding } from '../understanding/understand.js';
import { isMissingList } from './aspects.js';
import { coverageOf } from './coverage.js';

/** For questions of up to three words of matter: half or less of them spoken of is too little, below this score. */
const SHORT_WORDS = 3;
const COVERAGE_MIN = 0.5;
const SURE_SCORE = 0.95;
/** Shorter words are too often paraphrase ("현금", "비용"). */
const HEAD_SYLLABLES_MIN = 3;

/** Endings of verbs, and of nouns too short to lose their particle: such words are written in too many ways. */
const NO_NOUN = /(?:에서|에게|[요까나죠고며면서해줘된됐했던려는은을를지게데니에대세여야할될볼줄갈올쓸낼살])$/;
const IS_NUMBER = /^(?:스물|서른|마흔|예순|일흔|여든|아흔|퍼센트|프로)/;
const ASKS = /^(?:지원|신청|준비|필요|알려|받을|도움|추천|조회|몇|어느|어디|무슨)/;
const HEAD = /^[가-힣]+$/;

/** Of a named programme, such a long noun that no sentence of the record holds is what is lacking. */
const FOREIGN_SYLLABLES_MIN = 4;
/** Asked for a figure, a sentence about something else gives a wrong one. */
const OF_FIGURES: ReadonlySet<Focus> = new Set(['amount', 'count', 'deadline', 'hours']);

/** What a question about a named programme adds to its name and the record never speaks of ("복지용구"). */
export function isUnspoken(
  { document }: Candidate,
  { focuses, topicWords, named, repairs, glossary }: Understanding,
  weightOf: (term: string) => number,
): boolean {
  const names = squeeze([document.title, ...document.aliases, ...named.map(({ name }) => name)].join(' '));
  const claims = documentOfClaims(document);
  if (!focuses.some((focus) => OF_FIGURES.has(focus))) return false;
  return topicWords.some(
    (word) =>
      word.length >= FOREIGN_SYLLABLES_MIN &&
      isNoun(word) &&
      weightOf(`=${word}`) > 0 &&
      focusOf(word).length === 0 &&
      !names.includes(word) &&
      !squeeze(document.region).includes(word.slice(0, 2)) &&
      !repairs.some(({ meant }) => meant.some((words) => words.includes(word))) &&
      !glossary.some(({ phrase }) => squeeze(phrase).includes(word.slice(0, 2))) &&
      coverageOf(claims, [word]) === 0,
  );
}

/** The document without the questions that people ask of it and its list of what is missing. */
function documentOfClaims(document: KnowledgeDocument): KnowledgeDocument {
  const sections = document.sections.map((section) => ({
    ...section,
    claims: section.claims.filter((claim) => !isMissingList(claim)),
  }));
  return { ...document, questions: [], sections };
}

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
