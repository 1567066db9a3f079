/** Every shape in which the portals say no, told apart by what an admin must do. */
import { describe, expect, it } from 'vitest';
import { type FaultKind, faultIn, OpenDataFault } from '../../../adapters/opendata/faults.js';

const gateway = (code: string, message: string) =>
  `<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>${message}</returnAuthMsg><returnReasonCode>${code}</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>`;

const SHAPES: readonly (readonly [string, number, string, FaultKind])[] = [
  ['gateway XML with 200, code 30', 200, gateway('30', 'SERVICE_KEY_IS_NOT_REGISTERED_ERROR'), 'key'],
  ['gateway XML with 403 and a Korean message', 403, gateway('30', '등록되지 않은 서비스키'), 'key'],
  ['gateway XML whose code is the message', 200, gateway('SERVICE_KEY_IS_NOT_REGISTERED_ERROR', ''), 'key'],
  [
    'gateway JSON with 403',
    403,
    '{"OpenAPI_ServiceResponse":{"cmmMsgHeader":{"errMsg":"SERVICE ERROR","returnAuthMsg":"SERVICE_KEY_IS_NOT_REGISTERED_ERROR","returnReasonCode":"30"}}}',
    'key',
  ],
  ['code 22', 200, gateway('22', 'LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR'), 'quota'],
  ['code 20', 200, gateway('20', 'SERVICE_ACCESS_DENIED_ERROR'), 'approval'],
  ['code 31', 200, gateway('31', 'DEADLINE_HAS_EXPIRED_ERROR'), 'expired'],
  ['code 32', 200, gateway('32', 'UNREGISTERED_IP_ERROR'), 'address'],
  ['code 12', 200, gateway('12', 'NO_OPENAPI_SERVICE_ERROR'), 'no-service'],
  ['code 04', 200, gateway('04', 'HTTP ERROR'), 'server'],
  ['code 99 in the service’s own body', 200, '<wantedList><resultCode>99</resultCode></wantedList>', 'server'],
  [
    'code 10 after the data',
    200,
    '<wantedList><totalCount>0</totalCount><resultCode>10</resultCode><resultMessage>INVALID_REQUEST_PARAMETER_ERROR</resultMessage></wantedList>',
    'parameters',
  ],
  ['401 JSON', 401, '{"code":-401,"msg":"유효하지 않은 인증키 입니다."}', 'key'],
  ['the same JSON with 200', 200, '{"code":-401,"msg":"유효하지 않은 인증키 입니다."}', 'key'],
  ['429', 429, 'Too Many Requests', 'busy'],
  ['HTML 503', 503, '<html><title>503</title></html>', 'server'],
  ['HTML with 200', 200, '<!DOCTYPE html><html><title>점검</title></html>', 'page'],
  ['two words of plain text', 200, 'Unexpected errors', 'key'],
  ['nothing', 200, '', 'malformed'],
  ['other text', 200, 'upstream connect error', 'malformed'],
];

it.each(SHAPES)('%s', (_shape, status, body, kind) => {
  expect(faultIn(status, body)?.kind).toBe(kind);
});

it.each([
  ['0', '<wantedList><totalCount>3</totalCount><resultCode>0</resultCode></wantedList>'],
  ['00', '<wantedList><resultCode>00</resultCode></wantedList>'],
  ['no code', '<wantedDtl><servId>WLF1</servId></wantedDtl>'],
  ['JSON rows', '{"currentCount":0,"data":[],"totalCount":0}'],
])('an answer with %s is no fault', (_name, body) => {
  expect(faultIn(200, body)).toBeUndefined();
});

it('passes on what the gateway said of the key, not that there was an error', () => {
  expect(faultIn(200, gateway('30', 'SERVICE_KEY_IS_NOT_REGISTERED_ERROR'))?.reason).toContain('코드 30, SERVICE_KEY');
});

describe('every fault', () => {
  it('tells a cause and a remedy in Korean', () => {
    for (const [, status, body] of SHAPES) {
      const fault = faultIn(status, body);
      expect(fault?.reason).toMatch(/[가-힣]{2}/);
      expect(fault?.remedy).toMatch(/[가-힣]{2}.*세요|받습니다/);
    }
  });

  it('is either worth another try or ends the run, or is one service’s own', () => {
    expect(new OpenDataFault('busy').isPassing).toBe(true);
    expect(new OpenDataFault('quota').isPassing).toBe(false);
    expect(new OpenDataFault('key').isFinal).toBe(true);
    expect(new OpenDataFault('malformed').isFinal).toBe(false);
  });
});
