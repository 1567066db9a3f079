/**
 * Understand: screened words → what is asked, about which programme, and where. Stops with `clarify` when the words
 * name no matter at all, or only tell where the person lives: the place is remembered and the question awaited.
 */

import type { ModelCall } from '../../answering/model/call.js';
import type { Rewriter } from '../../answering/model/standalone.js';
import { fill, type Wording } from '../../answering/wording.js';
import { withoutMasked } from '../../safety/masked-words.js';
import { understand as read, type Understanding, type UnderstandTools } from '../../understanding/understand.js';
import { isVague } from '../../understanding/vague.js';
import { isStopped, type Stopped } from '../pipeline.js';
import type { Screened } from './screen.js';

export interface Understood extends Screened {
  readonly understanding: Understanding;
  /** What a language model was asked so far. */
  readonly modelCalls?: readonly ModelCall[] | undefined;
}

export function understand(tools: UnderstandTools, wording: Wording, rewrite?: Rewriter) {
  return async (screened: Screened): Promise<Understood | Stopped> => {
    const { question, text, masked } = screened;
    const rewritten = await rewrite?.(screened, tools.gazetteer);
    if (isStopped(rewritten)) return rewritten;
    const spoken = withoutMasked(rewritten?.text ?? text);
    const understanding = read(spoken, question.history, question.region, tools);
    const { placeSaid, place, topicWords, named, carried, glossary, focuses } = understanding;
    const tellsOnlyPlace =
      placeSaid &&
      topicWords.every((word) => /^(?:살|사는|사람|시민|주민|거주)/.test(word)) &&
      named.length === 0 &&
      carried.length === 0;
    if (place && tellsOnlyPlace && glossary.length === 0 && focuses.length === 0 && !understanding.askedBack) {
      return {
        stopped: true,
        outcome: 'clarify',
        text: fill(wording.noted, { region: place.name }),
        masked,
        choices: wording.choices,
      };
    }
    if (isVague(spoken) && named.length === 0 && carried.length === 0 && !understanding.askedBack)
      return { stopped: true, outcome: 'clarify', text: wording.clarify, masked, choices: wording.choices };
    return { ...screened, understanding, modelCalls: rewritten?.calls };
  };
}
