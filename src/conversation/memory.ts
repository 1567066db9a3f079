/**
 * A conversation's memory: the turns that later questions need, for as long as the conversation lasts. The words kept
 * are masked; nothing is written anywhere.
 */
import type { Answer, Turn } from '../core/types.js';
import { normaliseLine } from '../korean/normalise.js';
import { maskPersonalData } from '../safety/personal-data.js';
import type { Gazetteer } from '../understanding/regions.js';

const TURNS_MAX = 12;
const QUESTION_READ_CHARACTERS = 1_000;
const QUESTION_KEPT_CHARACTERS = 400;

export function remember(
  history: readonly Turn[],
  asked: string,
  answer: Answer,
  gazetteer: Gazetteer,
): readonly Turn[] {
  // Cut before and after masking: before, so that a megabyte costs nothing; after, so that no number is cut open.
  const question = maskPersonalData(normaliseLine(asked).slice(0, QUESTION_READ_CHARACTERS)).text.slice(
    0,
    QUESTION_KEPT_CHARACTERS,
  );
  const topics = [...new Set(answer.citations.map(({ documentId }) => documentId))];
  const region = gazetteer.find(question).at(-1)?.name;
  return [...history, { question, outcome: answer.outcome, topics, ...(region ? { region } : {}) }].slice(-TURNS_MAX);
}
