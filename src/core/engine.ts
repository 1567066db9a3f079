/**
 * The road from a question to an answer: the list of stages, run in order, every one timed.
 *
 * Never rejects: a fault becomes a `failed` answer with the telephone route, and goes to the log with its stage.
 */
import type { Logger } from 'pino';
import type { ExtractTools } from '../answering/compose.js';
import type { ModelTools } from '../answering/model/call.js';
import { createRewriter } from '../answering/model/standalone.js';
import { createWriter } from '../answering/model/write.js';
import type { Hotlines } from '../knowledge/support.js';
import type { Retriever } from '../retrieval/retrieve.js';
import { interpreterOf, type Worry } from '../safety/crisis-reply.js';
import type { UnderstandTools } from '../understanding/understand.js';
import { faultOf } from './fault.js';
import { isStopped, millisecondsSince, Pipeline, type Stopped } from './pipeline.js';
import type { AnswerEngine, AnswerWatch, Asked, Clock, Tracer } from './ports.js';
import { type ConcludeTools, conclude, concludeStopped } from './stages/conclude.js';
import { draft } from './stages/draft.js';
import { retrieve } from './stages/retrieve.js';
import { screen } from './stages/screen.js';
import { understand } from './stages/understand.js';
import { objectionTo, verify } from './stages/verify.js';
import type { Answer, Question } from './types.js';
import { withWorry, worryStatement } from './worry.js';

export interface EngineParts {
  readonly understandTools: UnderstandTools;
  readonly retriever: Retriever;
  readonly extractTools: ExtractTools;
  readonly hotlines: Hotlines | undefined;
  readonly index: Answer['index'];
  /** Where set, a language model writes what the embedded engine found. */
  readonly model?: ModelTools | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tracer?: Tracer | undefined;
}

export function createEngine(parts: EngineParts): AnswerEngine {
  const { wording } = parts.extractTools;
  const concludeTools: ConcludeTools = {
    wording,
    clock: parts.clock,
    index: parts.index,
    interpreter: interpreterOf(parts.hotlines, wording),
  };
  const { model } = parts;
  const rewrite = model && createRewriter(model, screen(wording, parts.hotlines));
  const write = model && createWriter(model, objectionTo);
  const road = Pipeline.of<Asked>()
    .stage('screen', screen(wording, parts.hotlines, model !== undefined)) //  Question → Screened
    .stage('understand', understand(parts.understandTools, wording, rewrite)) // Screened   → Understood
    .stage('retrieve', retrieve(parts.retriever)) //                        Understood → Retrieved
    .stage('draft', draft(parts.extractTools, write)) //                    Retrieved  → Drafted
    .stage('verify', verify(wording)) //                                    Drafted    → Verified
    .stage('conclude', conclude(concludeTools)); //                         Verified   → Concluded

  const answer = async (question: Question, watch: AnswerWatch): Promise<Answer> => {
    const start = performance.now();
    let stage = 'screen';
    let worry: Worry | undefined;
    try {
      let told = 0;
      const onStatement: NonNullable<AnswerWatch['onStatement']> = (statement) => {
        told += 1;
        watch.onStatement?.(statement);
      };
      const onWorry = (heard: Worry) => {
        worry = heard;
        onStatement(worryStatement(heard));
      };
      const { result, timings } = await road.run(
        { ...question, watch: { ...watch, onStatement, onWorry } },
        (name) => {
          stage = name;
          watch.onStage?.(name);
        },
        parts.tracer,
      );
      const concluded = withWorry(isStopped(result) ? concludeStopped(result, concludeTools) : result, worry);
      for (const statement of concluded.statements.slice(told)) watch.onStatement?.(statement);
      const total = millisecondsSince(start);
      parts.log.info({ answer: concluded.id, outcome: concluded.outcome, totalMs: total }, 'answered');
      return { ...concluded, conversationId: question.conversationId, timings: { ...timings, total } };
    } catch (error) {
      parts.log.error({ stage, ...faultOf(error) }, 'a stage failed');
      const failed: Stopped = {
        stopped: true,
        outcome: 'failed',
        text: wording.failed,
        masked: [],
        calls: [wording.contact.national],
      };
      return {
        ...withWorry(concludeStopped(failed, concludeTools), worry),
        conversationId: question.conversationId,
        timings: { total: millisecondsSince(start) },
      };
    }
  };
  const { tracer } = parts;
  return {
    answer: (question, watch = {}) =>
      tracer ? tracer.span('bokji.answer', () => answer(question, watch), attributesOf) : answer(question, watch),
  };
}

function attributesOf({
  conversationId,
  outcome,
  engine,
  citations,
}: Answer): Readonly<Record<string, string | number>> {
  return {
    'bokji.channel': conversationId.split(':', 1)[0] ?? '',
    'bokji.outcome': outcome,
    'bokji.engine': engine,
    'bokji.citations': citations.length,
  };
}
