/**
 * Standalone question: a follow-up, or a question in another language → one Korean question that stands alone, for
 * retrieval only. Undefined when the question stands alone already or the model did not manage in its short time.
 *
 * Stops where the Korean words tell of danger or give orders that could not be read in the other language, and with
 * the short reply in the person's own language where a question in it could not be made Korean. What the model adds of
 * its own (figures, places) makes its question unusable.
 */

import { isStopped, type Stopped } from '../../core/pipeline.js';
import type { Asked } from '../../core/ports.js';
import type { Screened } from '../../core/stages/screen.js';
import { hasWords, normaliseLine } from '../../korean/normalise.js';
import { maskPersonalData } from '../../safety/personal-data.js';
import type { Gazetteer } from '../../understanding/regions.js';
import { unsupportedFigures } from '../fact-lock.js';
import { callModel, type ModelCall, type ModelTools } from './call.js';
import { isForeign } from './manner.js';
import { fenceQuestion, plain } from './passages.js';
import { QUESTION_JSON, readQuestion } from './reply.js';

export interface Rewritten {
  /** Undefined: read the question as it came. */
  readonly text: string | undefined;
  readonly calls: readonly ModelCall[];
}

export type Rewriter = (screened: Screened, gazetteer: Gazetteer) => Promise<Rewritten | Stopped | undefined>;

const TURNS_READ = 4;

export function createRewriter(tools: ModelTools, screen: (asked: Asked) => Screened | Stopped): Rewriter {
  return async ({ question, text }, gazetteer) => {
    const foreign = isForeign(text);
    if (!foreign && question.history.length === 0) return undefined;
    const earlier = question.history.slice(-TURNS_READ).map((turn) => maskPersonalData(turn.question).text);
    const { call, reply } = await callModel(tools, {
      tasks: ['standalone-question'],
      user: `<앞선 질문>\n${earlier.map(plain).join('\n')}\n</앞선 질문>\n${fenceQuestion(text)}`,
      schema: QUESTION_JSON,
      timeMs: tools.rewriteMs,
      signal: question.watch?.signal,
    });
    const calls = [call];
    const unusable = (): Rewritten | Stopped => {
      const screened = screen(question);
      return foreign && isStopped(screened) ? screened : { text: undefined, calls };
    };
    const said = typeof reply === 'string' ? readQuestion(reply) : undefined;
    const rewritten = said === undefined ? '' : normaliseLine(said);
    if (!hasWords(rewritten) || isForeign(rewritten)) return unusable();
    const known = [...earlier, text];
    const placesAdded = gazetteer
      .find(rewritten)
      .some((place) => !gazetteer.find(known.join(' ')).some(({ name }) => name === place.name));
    if (unsupportedFigures(rewritten, known).length > 0 || (placesAdded && !foreign)) return unusable();
    const screened = screen({ ...question, text: rewritten });
    if (isStopped(screened)) {
      const stands = screened.outcome === 'crisis' || screened.outcome === 'refused';
      return foreign && stands ? screened : unusable();
    }
    return { text: screened.text, calls };
  };
}
