/** Probe: asks the language model and the embeddings server that are set one small thing; says in Korean what is wrong. */
import { callModel } from '../answering/model/call.js';
import { QUESTION_JSON, readQuestion } from '../answering/model/reply.js';
import { modelTools } from '../compose.js';
import { type Config, ConfigError } from '../config.js';
import { ModelFault, type ModelFaultKind } from '../core/model-fault.js';

const PROBE_MS = 15_000;

export const MODEL_REMEDIES: Readonly<Record<ModelFaultKind, readonly [problem: string, remedy: string]>> = {
  unreachable: ['서버에 연결할 수 없습니다.', 'BOKJI_LLM_BASE_URL의 주소와 포트, 서버가 켜져 있는지 확인하세요.'],
  unauthorised: ['서버가 열쇠를 받아들이지 않습니다.', 'BOKJI_LLM_API_KEY의 값과 그 열쇠의 권한을 확인하세요.'],
  'unknown-model': [
    '그 주소에 그런 모델이 없습니다.',
    'BOKJI_LLM_BASE_URL이 /v1로 끝나는지, BOKJI_LLM_MODEL의 이름이 서버의 모델 이름과 같은지 확인하세요.',
  ],
  rejected: ['서버가 요청을 받아들이지 않습니다.', '모델이 대화(chat completions)를 할 수 있는 모델인지 확인하세요.'],
  busy: ['서버가 지금은 요청을 더 받지 않습니다.', '사용 한도와 남은 금액을 확인하고 잠시 뒤에 다시 해 보세요.'],
  broken: ['서버가 잘못되었다고 답합니다.', '서버의 기록을 확인하세요.'],
  open: ['서버가 거듭 실패해 잠시 묻지 않고 있습니다.', '서버의 상태를 확인하세요.'],
  timeout: ['정해진 시간 안에 답이 오지 않습니다.', '더 작은 모델을 쓰거나 BOKJI_LLM_ANSWER_SECONDS를 늘리세요.'],
  cut: ['답이 끝까지 오지 않습니다.', '서버와 사이의 프록시가 스트리밍(SSE)을 끊지 않는지 확인하세요.'],
  unreadable: [
    '답이 약속한 꼴(JSON)이 아닙니다.',
    '구조화된 출력을 지원하는 서버인지, 지시를 따를 수 있는 크기의 모델인지 확인하세요.',
  ],
  cancelled: ['확인이 중간에 멈췄습니다.', '다시 실행하세요.'],
};

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
    const [problem, remedy] = MODEL_REMEDIES[fault.kind];
    throw new ConfigError(`${tools.model.id}: ${problem}\n  → ${remedy}`, { cause: fault });
  }
  const tokens = call.tokens ? `, 토큰 ${call.tokens.input}+${call.tokens.output}` : ', 토큰 수를 알려 주지 않음';
  return `${tools.model.id}: ${call.ms.toFixed(0)} ms 만에 답함${tokens}`;
}
