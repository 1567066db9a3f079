/**
 * A conversation's memory: the turns that later questions need, for as long as the conversation lasts. The words kept
 * are masked.
 */
import type { Answer, Turn } from '../core/types.js';
import { normaliseLine } from '../korean/normalise.js';
import { isInstruction } from '../safety/injection.js';
import { maskPersonalData } from '../safety/personal-data.js';
import type { Gazetteer } from '../understanding/regions.js';

const TURNS_MAX = 12;
const QUESTION_READ_CHARACTERS = 1_000;
const QUESTION_KEPT_CHARACTERS = 400;
/** Longer ones are refused as too long, cut or not. */
const MESSAGE_CHARACTERS = 4_000;
/** No number is longer, so none is left half where the text was cut. */
const CUT_EDGE_CHARACTERS = 80;
/** Orders must not come back as an earlier question, and words said in danger are nobody's record. */
const WORDS_FORGOTTEN: ReadonlySet<Answer['outcome']> = new Set(['refused', 'crisis']);

export function remember(
  history: readonly Turn[],
  asked: string,
  answer: Answer,
  gazetteer: Gazetteer,
): readonly Turn[] {
  const words = kept(asked);
  const question = WORDS_FORGOTTEN.has(answer.outcome) ? '' : words;
  const topics = [...new Set(answer.citations.map(({ documentId }) => documentId))];
  const region = gazetteer.find(words).at(-1)?.name;
  return [...history, { question, outcome: answer.outcome, topics, ...(region ? { region } : {}) }].slice(-TURNS_MAX);
}

/** What was said in a thread before the assistant was called: a story told, nothing answered yet. */
export function overheard(said: readonly string[], gazetteer: Gazetteer): readonly Turn[] {
  const question = kept(
    said
      .slice(-TURNS_MAX)
      .filter((words) => !isInstruction(words))
      .join(' '),
  );
  if (question === '') return [];
  const region = gazetteer.find(question).at(-1)?.name;
  return [{ question, outcome: 'clarify', topics: [], ...(region ? { region } : {}) }];
}

/** A message's words as they may be written down until it is answered. */
export function maskedWords(text: string): string {
  return kept(text, MESSAGE_CHARACTERS, MESSAGE_CHARACTERS);
}

/** Cut before and after masking: before, so that a megabyte costs nothing; after, so that no number is cut open. */
function kept(
  asked: string,
  readCharacters = QUESTION_READ_CHARACTERS,
  keptCharacters = QUESTION_KEPT_CHARACTERS,
): string {
  const isCut = asked.length > readCharacters;
  const masked = maskPersonalData(normaliseLine(asked.slice(0, readCharacters))).text;
  return (isCut ? masked.slice(0, -CUT_EDGE_CHARACTERS) : masked).slice(0, keptCharacters);
}
