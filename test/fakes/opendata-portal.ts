/**
 * The official APIs on loopback, with the faults they are known for. Services are invented; shapes are those of the
 * portals. A fault is chosen per request by `faultFor`; what was asked is kept in `asked`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeService {
  readonly id: string;
  readonly name: string;
  readonly province?: string;
  readonly city?: string | undefined;
  readonly department?: string;
  readonly target?: string;
  readonly criteria?: string;
  readonly benefit?: string;
  readonly apply?: string;
  readonly phone?: string;
  readonly views?: number;
  readonly listChanged?: string;
  readonly changed?: string;
  readonly until?: string;
}

export interface FakeFault {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const FAULTS = {
  unregisteredKey: {
    status: 200,
    body: '<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>SERVICE_KEY_IS_NOT_REGISTERED_ERROR</returnAuthMsg><returnReasonCode>30</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>',
  },
  quota: {
    status: 200,
    body: '<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg><returnAuthMsg>LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR</returnAuthMsg><returnReasonCode>22</returnReasonCode></cmmMsgHeader></OpenAPI_ServiceResponse>',
  },
  parameters: {
    status: 200,
    body: '<wantedList><totalCount>0</totalCount><resultCode>10</resultCode><resultMessage>INVALID_REQUEST_PARAMETER_ERROR</resultMessage></wantedList>',
  },
  unavailable: {
    status: 503,
    type: 'text/html',
    body: '<html><head><title>503 Service Temporarily Unavailable</title></head><body>503</body></html>',
  },
  maintenance: { status: 200, type: 'text/html', body: '<!DOCTYPE html><html><title>시스템 점검 안내</title></html>' },
  tooFast: { status: 429, body: 'Too Many Requests', headers: { 'retry-after': '0' } },
  unexpected: { status: 200, type: 'text/plain', body: 'Unexpected errors' },
  truncated: { status: 200, body: '<?xml version="1.0"?><wantedDtl><servId>WLF99999999</servId><servNm>잘린' },
  unauthorised: { status: 401, type: 'application/json', body: '{"code":-401,"msg":"유효하지 않은 인증키 입니다."}' },
} satisfies Record<string, FakeFault>;

export interface FakePortal {
  /** `<url>/central`, `<url>/local`, `<url>/gov24` are the three APIs. */
  readonly url: string;
  services: FakeService[];
  /** The total that the list tells; undefined: the true one. */
  total: number | undefined;
  faultFor: (path: string, query: URLSearchParams, callNumber: number) => FakeFault | undefined;
  readonly asked: { readonly path: string; readonly query: URLSearchParams }[];
}

/** The portal without a test around it: whoever opens it closes it. */
export async function openPortal(services: readonly FakeService[]): Promise<{ portal: FakePortal; close: () => void }> {
  const asked: FakePortal['asked'] = [];
  const portal: FakePortal = { url: '', services: [...services], total: undefined, faultFor: () => undefined, asked };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://portal');
    asked.push({ path: pathname, query: searchParams });
    const fault = portal.faultFor(pathname, searchParams, asked.length);
    const body = fault?.body ?? answer(portal, pathname, searchParams);
    response.writeHead(fault?.status ?? 200, {
      'content-type': fault?.type ?? (pathname.startsWith('/gov24') ? 'application/json' : 'application/xml'),
      ...fault?.headers,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return {
    portal: Object.assign(portal, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
    close,
  };
}

/** Settings that lead the importer to the portal. */
export function settingsFor(portal: FakePortal): Record<string, string> {
  return {
    BOKJI_OPENDATA_KEY: 'a-secret/key+with=signs',
    BOKJI_OPENDATA_BOKJIRO_URL: `${portal.url}/central`,
    BOKJI_OPENDATA_LOCAL_URL: `${portal.url}/local`,
    BOKJI_OPENDATA_GOV24_URL: `${portal.url}/gov24`,
    BOKJI_OPENDATA_PACE_MS: '0',
  };
}

function answer(portal: FakePortal, path: string, query: URLSearchParams): string {
  const total = portal.total ?? portal.services.length;
  if (path.startsWith('/gov24/')) return gov24Page(portal.services, total, path.slice(7), query);
  const local = path.startsWith('/local');
  if (/list/i.test(path)) {
    const rows = Number(query.get('numOfRows'));
    const from = (Number(query.get('pageNo')) - 1) * rows;
    const page = portal.services.slice(from, from + rows);
    return listXml(page, total, local);
  }
  const service = portal.services.find(({ id }) => id === query.get('servId'));
  return service ? detailXml(service, local) : '<wantedDtl><resultCode>0</resultCode></wantedDtl>';
}

export function listXml(services: readonly FakeService[], total: number, local: boolean): string {
  const rows = services.map(
    (service) =>
      `<servList>${tags({
        servId: service.id,
        servNm: service.name,
        servDgst: `${service.name} 안내`,
        inqNum: String(service.views ?? 1),
        ...(local
          ? { ctpvNm: service.province, sggNm: service.city, lastModYmd: service.listChanged }
          : { jurMnofNm: '보건복지부' }),
      })}</servList>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><wantedList><totalCount>${total}</totalCount>${rows.join('')}<resultCode>0</resultCode><resultMessage>SUCCESS</resultMessage></wantedList>`;
}

export function detailXml(service: FakeService, local: boolean): string {
  const { id, name, target = '만 65세 이상', benefit = '월 10만원 지급', apply = '읍면동 주민센터에 방문' } = service;
  const contact = (value: string, label: string) =>
    local
      ? `<inqplCtadrList>${tags({ wlfareInfoReldNm: label, wlfareInfoReldCn: value })}</inqplCtadrList>`
      : `<inqplCtadrList>${tags({ servSeDetailNm: label, servSeDetailLink: value })}</inqplCtadrList>`;
  const own = local
    ? {
        ctpvNm: service.province,
        sggNm: service.city,
        bizChrDeptNm: service.department ?? [service.province, service.city].join(' ').trim(),
        servDgst: `${name}을 안내합니다.`,
        sprtTrgtCn: target,
        aplyMtdCn: apply,
        lifeNmArray: '노년',
        enfcBgngYmd: '20250101',
        enfcEndYmd: service.until ?? '99991231',
        lastModYmd: service.changed ?? '20260714',
      }
    : {
        jurMnofNm: '보건복지부 예시과',
        wlfareInfoOutlCn: `${name}을 안내합니다.`,
        tgtrDtlCn: target,
        lifeArray: '노년, 임신 · 출산',
        intrsThemaArray: '생활지원',
        crtrYr: '2026',
      };
  const steps = local
    ? ''
    : `<applmetList>${tags({ servSeDetailNm: '신청기관연락처목록 ', servSeDetailLink: apply })}</applmetList>`;
  return `<?xml version="1.0" encoding="UTF-8"?><wantedDtl>${tags({ servId: id, servNm: name, ...own, slctCritCn: service.criteria, alwServCn: benefit })}${steps}${contact(service.phone ?? '02-120-1234', '예시 상담실')}<resultCode>0</resultCode></wantedDtl>`;
}

function gov24Page(services: readonly FakeService[], total: number, list: string, query: URLSearchParams): string {
  const per = Number(query.get('perPage'));
  const page = Number(query.get('page'));
  const data = services.slice((page - 1) * per, page * per).map((service) => gov24Row(service, list));
  return JSON.stringify({ currentCount: data.length, data, matchCount: total, page, perPage: per, totalCount: total });
}

export function gov24Row(service: FakeService, list: string): Record<string, string | number | null> {
  const office = [service.province, service.city].join(' ').trim() || '보건복지부';
  const common = {
    서비스ID: service.id,
    서비스명: service.name,
    지원대상: `○ ${service.target ?? '만 65세 이상'}`,
    선정기준: null,
    지원내용: `○ ${service.benefit ?? '월 10만원 지급'}`,
    신청기한: '상시신청',
    소관기관명: office,
  };
  if (list === 'serviceDetail')
    return {
      ...common,
      신청방법: service.apply ?? '○ 방문 신청\r\n - 주민센터',
      구비서류: '신청서&amp;#40;1부&amp;#41;',
      문의처: `복지과/${service.phone ?? '02-120-1234'}`,
      수정일시: '2026-05-07',
    };
  if (list === 'supportConditions')
    return { 서비스ID: service.id, JA0101: 'Y', JA0102: 'Y', JA0110: 65, JA0111: 120, JA0328: 'Y' };
  return {
    ...common,
    서비스목적요약: `${service.name}을 돕습니다.`,
    서비스분야: '보건·의료',
    사용자구분: '개인||가구',
    소관기관유형: service.province === undefined ? '중앙행정기관' : service.city === undefined ? '광역시도' : '시군구',
    소관기관코드: '1352000',
    신청방법: '방문신청',
    수정일시: '20260507133359',
    조회수: service.views ?? 1,
  };
}

function tags(fields: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
}
