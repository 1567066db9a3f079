/**
 * What can go wrong with the official APIs, told apart by what an admin must do about it. In: an answer's status, type
 * and text. Out: a fault with cause and remedy in Korean, or undefined where the answer is an answer.
 *
 * The gateway reports faults with HTTP 200 as often as not, in XML, JSON, HTML or plain text; so every answer is read
 * for them, whatever its status. No fault holds the key or the address that was called.
 */
export const FAULT_KINDS = [
  'key',
  'approval',
  'expired',
  'address',
  'quota',
  'parameters',
  'no-service',
  'busy',
  'server',
  'page',
  'malformed',
  'too-large',
  'network',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const TEXTS: Readonly<Record<FaultKind, readonly [cause: string, remedy: string]>> = {
  key: [
    '인증키가 등록되지 않았거나 이 API의 활용신청이 승인되지 않았습니다',
    '공공데이터포털 마이페이지에서 이 API의 활용신청이 승인되었는지, BOKJI_OPENDATA_KEY 값이 그 인증키와 같은지 확인하세요. 새 키는 쓸 수 있기까지 몇 시간 걸릴 수 있습니다.',
  ],
  approval: [
    '이 API를 쓸 권한이 없습니다',
    '공공데이터포털에서 이 API의 활용신청을 하고 승인을 기다리세요. API마다 따로 신청해야 합니다.',
  ],
  expired: ['인증키의 사용 기간이 끝났습니다', '공공데이터포털에서 활용 기간을 연장하세요.'],
  address: ['등록되지 않은 서버 주소에서 불렀습니다', '공공데이터포털에 이 서버의 IP 주소를 등록하세요.'],
  quota: [
    '오늘 부를 수 있는 횟수를 다 썼습니다',
    '내일(한국 시각 0시 뒤) 같은 명령을 다시 실행하면 멈춘 곳부터 이어서 받습니다. 횟수를 늘리려면 운영 계정으로 신청하세요.',
  ],
  parameters: [
    'API가 요청을 받아들이지 않았습니다',
    'API의 규격이 바뀌었을 수 있습니다. 공공데이터포털의 안내를 확인하고 프로그램을 새 판으로 바꾸세요.',
  ],
  'no-service': [
    '그 주소에 API가 없습니다',
    'API의 주소가 바뀌었을 수 있습니다. 공공데이터포털의 안내를 확인하고 BOKJI_OPENDATA_*_URL 값을 고치세요.',
  ],
  busy: ['너무 자주 불러 거절되었습니다', '잠시 뒤에 다시 실행하세요. 멈춘 곳부터 이어서 받습니다.'],
  server: ['공공데이터포털 쪽에 장애가 있습니다', '잠시 뒤에 다시 실행하세요. 멈춘 곳부터 이어서 받습니다.'],
  page: [
    '자료 대신 안내 화면(HTML)이 왔습니다',
    '점검 시간이거나 방화벽이 막았을 수 있습니다. 잠시 뒤에 다시 실행하고, 되풀이되면 API 주소와 방화벽을 확인하세요.',
  ],
  malformed: [
    '받은 자료가 깨져 있습니다(중간에 끊겼거나 꼴이 맞지 않음)',
    '다시 실행하면 그 자료만 새로 받습니다. 되풀이되면 저장된 응답을 공공데이터포털에 알리세요.',
  ],
  'too-large': ['받은 자료가 너무 큽니다', 'API 주소가 맞는지 확인하세요.'],
  network: [
    '서버에 연결하지 못했습니다',
    '인터넷 연결과 방화벽을 확인하세요. 인터넷이 없는 곳에서는 저장해 둔 파일을 --from 으로 넣을 수 있습니다.',
  ],
};

/** Trying again at once helps with these. */
const PASSING: ReadonlySet<FaultKind> = new Set(['busy', 'server', 'page', 'malformed', 'network']);
/** These stop everything: no other call would fare better. */
const FINAL: ReadonlySet<FaultKind> = new Set(['key', 'approval', 'expired', 'address', 'quota', 'no-service']);

export class OpenDataFault extends Error {
  override name = 'OpenDataFault';
  readonly kind: FaultKind;
  readonly said: string;
  readonly reason: string;
  readonly remedy: string;
  /** How long the portal asks to wait. */
  readonly waitMs: number | undefined;

  /** `said` is what the portal itself said, shortened, without the key. */
  constructor(kind: FaultKind, said = '', waitMs?: number) {
    const [reason, remedy] = TEXTS[kind];
    super(`${reason}${said === '' ? '' : `(${said})`}.\n  → ${remedy}`);
    this.kind = kind;
    this.said = said;
    this.waitMs = waitMs;
    this.reason = said === '' ? reason : `${reason}(${said})`;
    this.remedy = remedy;
  }

  get isPassing(): boolean {
    return PASSING.has(this.kind);
  }

  get isFinal(): boolean {
    return FINAL.has(this.kind);
  }
}

const CODES: Readonly<Record<string, FaultKind>> = {
  '1': 'server',
  '2': 'server',
  '4': 'server',
  '5': 'server',
  '10': 'parameters',
  '11': 'parameters',
  '12': 'no-service',
  '20': 'approval',
  '21': 'approval',
  '22': 'quota',
  '30': 'key',
  '31': 'expired',
  '32': 'address',
  '33': 'key',
  '99': 'server',
};
const NAMES: readonly (readonly [RegExp, FaultKind])[] = [
  [/SERVICE_KEY_IS_NOT_REGISTERED|UNSIGNED_CALL|등록되지 않은|유효하지 않은 인증키/i, 'key'],
  [/LIMITED_NUMBER_OF_SERVICE_REQUESTS/i, 'quota'],
  [/DEADLINE_HAS_EXPIRED/i, 'expired'],
  [/UNREGISTERED_IP/i, 'address'],
  [/SERVICE_ACCESS_DENIED|TEMPORARILY_DISABLE/i, 'approval'],
  [/NO_OPENAPI_SERVICE/i, 'no-service'],
  [/INVALID_REQUEST_PARAMETER|NO_MANDATORY_REQUEST_PARAMETERS/i, 'parameters'],
];
const SAID_CHARACTERS_MAX = 200;

export function faultIn(status: number, text: string): OpenDataFault | undefined {
  const body = text.trim();
  const code = codeIn(body);
  const said = excerpt(messageIn(body) ?? '');
  if (code !== undefined && !/^0+$/.test(code)) {
    const kind = CODES[code.replace(/^0+(?=\d)/, '')] ?? named(body) ?? 'server';
    return new OpenDataFault(kind, `${/^\d+$/.test(code) ? `코드 ${code}` : code}${said ? `, ${said}` : ''}`);
  }
  if (/cmmMsgHeader|OpenAPI_ServiceResponse/.test(body.slice(0, 2_000)))
    return new OpenDataFault(named(body) ?? 'server', said);
  if (status === 401) return new OpenDataFault('key', said || `HTTP ${status}`);
  if (status === 403) return new OpenDataFault(named(body) ?? 'approval', said || `HTTP ${status}`);
  if (status === 429) return new OpenDataFault('busy', `HTTP ${status}`);
  if (status === 404) return new OpenDataFault('no-service', `HTTP ${status}`);
  if (status >= 500) return new OpenDataFault('server', `HTTP ${status}`);
  if (status >= 400) return new OpenDataFault('parameters', `HTTP ${status}${said ? `, ${said}` : ''}`);
  if (/^<(?:!doctype html|html)/i.test(body)) return new OpenDataFault('page', said);
  // Some gateways answer an unapproved key with these two words and nothing else.
  if (/^unexpected errors?$/i.test(body)) return new OpenDataFault('key', excerpt(body));
  if (body === '') return new OpenDataFault('malformed', '빈 응답');
  if (!/^[<{[\ufeff]/.test(body)) return new OpenDataFault('malformed', excerpt(body));
  return undefined;
}

/** The result code, wherever the answer puts it; the service's own stands anywhere among the data. */
function codeIn(body: string): string | undefined {
  const xml = /<(?:returnReasonCode|resultCode)>\s*([^<]{1,60}?)\s*</.exec(body)?.[1];
  if (xml !== undefined) return xml;
  return /^\{[^[]{0,400}"(?:returnReasonCode|resultCode|code)"\s*:\s*"?(-?[^",}]{1,60})/.exec(body)?.[1]?.trim();
}

/** The most telling of the messages that an answer holds. */
function messageIn(body: string): string | undefined {
  for (const name of ['returnAuthMsg', 'resultMessage', 'resultMsg', 'errMsg', 'msg', 'message', 'title']) {
    const [, xml] = new RegExp(`<${name}>\\s*([^<]{1,300}?)\\s*</`).exec(body) ?? [];
    const [, json] = new RegExp(`"${name}"\\s*:\\s*"([^"]{1,300})"`).exec(body) ?? [];
    if (xml !== undefined || json !== undefined) return xml ?? json;
  }
  return undefined;
}

function named(body: string): FaultKind | undefined {
  return NAMES.find(([pattern]) => pattern.test(body.slice(0, 2_000)))?.[1];
}

function excerpt(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, SAID_CHARACTERS_MAX);
}
