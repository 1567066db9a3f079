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
  const question = kept(asked);
  const topics = [...new Set(answer.citations.map(({ documentId }) => documentId))];
  const region = gazetteer.find(question).at(-1)?.name;
  return [...history, { question, outcome: answer.outcome, topics, ...(region ? { region } : {}) }].slice(-TURNS_MAX);
}

/** What was said in a thread before the assistant was called: a story told, nothing answered yet. */
export function overheard(said: readonly string[], gazetteer: Gazetteer): readonly Turn[] {
  const question = kept(said.slice(-TURNS_MAX).join(' '));
  if (question === '') return [];
  const region = gazetteer.find(question).at(-1)?.name;
  return [{ question, outcome: 'clarify', topics: [], ...(region ? { region } : {}) }];
}

function kept(words: string): string {
  // Cut before and after masking: before, so that a megabyte costs nothing; after, so that no number is cut open.
  return maskPersonalData(normaliseLine(words).slice(0, QUESTION_READ_CHARACTERS)).text.slice(
    0,
    QUESTION_KEPT_CHARACTERS,
  );
}
