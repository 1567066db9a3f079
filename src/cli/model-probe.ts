/** Probe: asks the language model and the embeddings server that are set one small thing; says in Korean what is wrong. */
import { callModel } from '../answering/model/call.js';
import { QUESTION_JSON, readQuestion } from '../answering/model/reply.js';
import { modelTools, queryEmbedder } from '../compose/models.js';
import { type Config, ConfigError } from '../config.js';
import { ModelFault } from '../core/model-fault.js';
import { remedyFor } from '../model-remedies.js';

const PROBE_MS = 15_000;

export async function probeModel(config: Config): Promise<string> {
  const tools = modelTools(config);
  if (!tools) return '설정하지 않음. 내장 엔진이 자료의 문장으로 답합니다.';
  const { call, reply } = await callModel(tools, {
    tasks: ['standalone-question'],
    user: '<앞선 질문>\n기초연금은 얼마인가요?\n</앞선 질문>\n<질문>\n그럼 서류는요?\n</질문>',
    schema: QUESTION_JSON,
    timeMs: PROBE_MS,
    signal: undefined,
  });
  const fault =
    typeof reply !== 'string' ? reply : readQuestion(reply) === undefined ? new ModelFault('unreadable') : undefined;
  if (fault) {
    throw new ConfigError(`${tools.model.id}: ${remedyFor(fault.kind, 'BOKJI_LLM')}`, { cause: fault });
  }
  const tokens = call.tokens ? `, 토큰 ${call.tokens.input}+${call.tokens.output}` : ', 토큰 수를 알려 주지 않음';
  return `${tools.model.id}: ${call.ms.toFixed(0)} ms 만에 답함${tokens}`;
}

/** Asks for the vector of one question, within the time that a question has; says how long it is and how fast. */
export async function probeEmbedding({ embedding }: Config): Promise<string> {
  if (!embedding) return '설정하지 않음. 낱말로 찾습니다.';
  const { id, embed } = queryEmbedder(embedding);
  const start = performance.now();
  try {
    const [question] = await embed(['그럼 서류는요?'], 'query');
    const ms = performance.now() - start;
    return `${id}: ${question?.length ?? 0}차원, ${ms.toFixed(0)} ms 만에 답함, 가중치 ${embedding.weight}`;
  } catch (cause) {
    if (!(cause instanceof ModelFault)) throw cause;
    throw new ConfigError(`${id}: ${remedyFor(cause.kind, 'BOKJI_EMBEDDING')}`, { cause });
  }
}
