/** What is wrong with a model's server, and what to do, in Korean for whoever set it up. */
import type { ModelFaultKind } from './core/model-fault.js';

/** The first part of the settings' names: `BOKJI_LLM` or `BOKJI_EMBEDDING`. */
export type ModelSettings = 'BOKJI_LLM' | 'BOKJI_EMBEDDING';

const TASK: Readonly<Record<ModelSettings, string>> = {
  BOKJI_LLM: '대화(chat completions)를',
  BOKJI_EMBEDDING: '임베딩(embeddings)을',
};

export function remedyFor(kind: ModelFaultKind, settings: ModelSettings): string {
  const [problem, remedy] = remedies(settings)[kind];
  return `${problem}\n  → ${remedy}`;
}

function remedies(settings: ModelSettings): Readonly<Record<ModelFaultKind, readonly [string, string]>> {
  const patience = settings === 'BOKJI_LLM' ? 'BOKJI_LLM_ANSWER_SECONDS' : 'BOKJI_EMBEDDING_SECONDS';
  return {
    unreachable: ['서버에 연결할 수 없습니다.', `${settings}_BASE_URL의 주소와 포트, 서버가 켜져 있는지 확인하세요.`],
    unauthorised: ['서버가 열쇠를 받아들이지 않습니다.', `${settings}_API_KEY의 값과 그 열쇠의 권한을 확인하세요.`],
    'unknown-model': [
      '그 주소에 그런 모델이 없습니다.',
      `${settings}_BASE_URL이 /v1로 끝나는지, ${settings}_MODEL의 이름이 서버의 모델 이름과 같은지 확인하세요.`,
    ],
    rejected: ['서버가 요청을 받아들이지 않습니다.', `모델이 ${TASK[settings]} 할 수 있는 모델인지 확인하세요.`],
    busy: ['서버가 지금은 요청을 더 받지 않습니다.', '사용 한도와 남은 금액을 확인하고 잠시 뒤에 다시 해 보세요.'],
    broken: ['서버가 잘못되었다고 답합니다.', '서버의 기록을 확인하세요.'],
    open: ['서버가 거듭 실패해 잠시 묻지 않고 있습니다.', '서버의 상태를 확인하세요.'],
    timeout: ['정해진 시간 안에 답이 오지 않습니다.', `더 작은 모델을 쓰거나 ${patience}를 늘리세요.`],
    cut: ['답이 끝까지 오지 않습니다.', '서버와 사이의 프록시가 스트리밍(SSE)을 끊지 않는지 확인하세요.'],
    unreadable:
      settings === 'BOKJI_LLM'
        ? [
            '답이 약속한 꼴(JSON)이 아닙니다.',
            '구조화된 출력을 지원하는 서버인지, 지시를 따를 수 있는 크기의 모델인지 확인하세요.',
          ]
        : ['답이 약속한 꼴의 벡터가 아닙니다.', '임베딩 모델을 가리키는 주소와 이름인지 확인하세요.'],
    cancelled: ['확인이 중간에 멈췄습니다.', '다시 실행하세요.'],
  };
}
