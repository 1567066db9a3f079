/**
 * The road from a question to an answer: the list of stages, run in order, every one timed.
 *
 * Never rejects: a fault becomes a `failed` answer with the telephone route, and goes to the log with its stage.
 */
import type { Logger } from 'pino';
import type { ExtractTools } from '../answering/compose.js';
import type { Hotlines } from '../knowledge/support.js';
import type { Retriever } from '../retrieval/retrieve.js';
import type { UnderstandTools } from '../understanding/understand.js';
import { isStopped, millisecondsSince, Pipeline, type Stopped } from './pipeline.js';
import type { AnswerEngine, Clock } from './ports.js';
import { type Concluded, type ConcludeTools, conclude, concludeStopped } from './stages/conclude.js';
import { draft } from './stages/draft.js';
import { retrieve } from './stages/retrieve.js';
import { screen } from './stages/screen.js';
import { understand } from './stages/understand.js';
import { verify } from './stages/verify.js';
import type { Answer, Question } from './types.js';

export interface EngineParts {
  readonly understandTools: UnderstandTools;
  readonly retriever: Retriever;
  readonly extractTools: ExtractTools;
  readonly hotlines: Hotlines | undefined;
  readonly index: Answer['index'];
  readonly clock: Clock;
  readonly log: Logger;
}

export function createEngine(parts: EngineParts): AnswerEngine {
  const { wording } = parts.extractTools;
  const concludeTools: ConcludeTools = { wording, clock: parts.clock, index: parts.index };
  const road = Pipeline.of<Question>()
    .stage('screen', screen(wording, parts.hotlines)) //                    Question   → Screened
    .stage('understand', understand(parts.understandTools, wording)) //     Screened   → Understood
    .stage('retrieve', retrieve(parts.retriever)) //                        Understood → Retrieved
    .stage('draft', draft(parts.extractTools)) //                           Retrieved  → Drafted
    .stage('verify', verify(wording)) //                                    Drafted    → Verified
    .stage('conclude', conclude(concludeTools)); //                         Verified   → Concluded

  return {
    async answer(question, watch = {}) {
      const start = performance.now();
      let stage = 'screen';
      try {
        const { result, timings } = await road.run(question, (name) => {
          stage = name;
          watch.onStage?.(name);
        });
        const concluded: Concluded = isStopped(result) ? concludeStopped(result, concludeTools) : result;
        for (const statement of concluded.statements) watch.onStatement?.(statement);
        const total = millisecondsSince(start);
        parts.log.info({ answer: concluded.id, outcome: concluded.outcome, totalMs: total }, 'answered');
        return { ...concluded, conversationId: question.conversationId, timings: { ...timings, total } };
      } catch (error) {
        parts.log.error({ stage, error: error instanceof Error ? error.message : 'unknown' }, 'a stage failed');
        const failed: Stopped = {
          stopped: true,
          outcome: 'failed',
          text: wording.failed,
          masked: [],
          calls: [wording.contact.national],
        };
        return {
          ...concludeStopped(failed, concludeTools),
          conversationId: question.conversationId,
          timings: { total: millisecondsSince(start) },
        };
      }
    },
  };
}
