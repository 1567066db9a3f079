/**
 * The engine of a channel that people have stopped: everyone reads the same calm sentence with a telephone number.
 * Danger to life is heard all the same, and gets its line.
 */
import { contactText, fill, type Wording } from '../answering/wording.js';
import type { Hotlines } from '../knowledge/support.js';
import { interpreterOf, type Worry } from '../safety/crisis-reply.js';
import { isStopped, millisecondsSince, type Stopped } from './pipeline.js';
import type { AnswerEngine, Clock } from './ports.js';
import { concludeStopped } from './stages/conclude.js';
import { screen } from './stages/screen.js';
import type { Answer } from './types.js';
import { withWorry } from './worry.js';

export interface ClosedEngineParts {
  readonly wording: Wording;
  readonly hotlines: Hotlines | undefined;
  readonly index: Answer['index'];
  readonly clock: Clock;
}

/** Whom to call while nobody answers here, where the list of lines has them: the state's general line. */
const ALSO = '110';

export function createClosedEngine({ wording, hotlines, index, clock }: ClosedEngineParts): AnswerEngine {
  const look = screen(wording, hotlines);
  const tools = { wording, clock, index, interpreter: interpreterOf(hotlines, wording) };
  const also = hotlines?.hotlines.filter(({ phone }) => phone === ALSO) ?? [];
  const lines = [wording.contact.national, ...also.map(({ name, phone }) => ({ name, phone }))];
  const closed: Stopped = {
    stopped: true,
    outcome: 'failed',
    text: fill(wording.closed, { contact: lines.map(contactText).join(', ') }),
    masked: [],
    calls: lines,
  };
  return {
    async answer(question, watch = {}) {
      const start = performance.now();
      let worry: Worry | undefined;
      const onWorry = (heard: Worry) => {
        worry = heard;
      };
      const screened = look({ ...question, watch: { ...watch, onWorry } });
      const stopped = isStopped(screened) && screened.outcome === 'crisis' ? screened : closed;
      const concluded = withWorry(concludeStopped(stopped, tools), worry);
      for (const statement of concluded.statements) watch.onStatement?.(statement);
      return { ...concluded, conversationId: question.conversationId, timings: { total: millisecondsSince(start) } };
    },
  };
}
