/**
 * 복지로 (한국사회보장정보원): the XML of the central and the local API → rows of the list, and services. The two say the
 * same things under different names; one table each tells which.
 */
import { z } from 'zod';
import type { OfficialService } from '../../src/importing/service.js';
import { blocks, dayOf, readXml, wordsOf, xmlText } from './decode.js';
import { OpenDataFault } from './faults.js';

export type BokjiroSource = 'bokjiro' | 'bokjiro-local';

export interface ListRow {
  readonly serviceId: string;
  readonly title: string;
  /** How often it was looked at: the most asked for are read first. */
  readonly views: number;
  readonly updated: string | undefined;
  /** As the list names them; empty where it does not. */
  readonly province: string;
  readonly city: string;
  readonly url: string | undefined;
  readonly summary: string;
}

export interface ListPage {
  readonly total: number;
  readonly rows: readonly ListRow[];
}

const text = xmlText.default('');
const count = text.transform((value) => Number(value) || 0);

const rowSchema = z.object({
  servId: text,
  servNm: text,
  servDgst: text,
  servDtlLink: text,
  inqNum: count,
  lastModYmd: text,
  ctpvNm: text,
  sggNm: text,
});
const listSchema = z.object({ totalCount: count, servList: blocks(rowSchema).default([]) });

/** Name and value of a repeated block, under either API's names. */
const pair = z
  .object({
    servSeDetailNm: text,
    servSeDetailLink: text,
    wlfareInfoReldNm: text,
    wlfareInfoReldCn: text,
  })
  .transform((block) => ({
    name: block.servSeDetailNm || block.wlfareInfoReldNm,
    value: block.servSeDetailLink || block.wlfareInfoReldCn,
  }));
const pairs = blocks(pair).default([]);

const detailSchema = z.object({
  servId: text,
  servNm: text,
  // central
  jurMnofNm: text,
  rprsCtadr: text,
  crtrYr: text,
  wlfareInfoOutlCn: text,
  tgtrDtlCn: text,
  lifeArray: text,
  trgterIndvdlArray: text,
  intrsThemaArray: text,
  applmetList: pairs,
  // local
  ctpvNm: text,
  sggNm: text,
  bizChrDeptNm: text,
  servDgst: text,
  sprtTrgtCn: text,
  aplyMtdCn: text,
  lifeNmArray: text,
  trgterIndvdlNmArray: text,
  intrsThemaNmArray: text,
  enfcBgngYmd: text,
  enfcEndYmd: text,
  lastModYmd: text,
  // both
  slctCritCn: text,
  alwServCn: text,
  inqplCtadrList: pairs,
  inqplHmpgReldList: pairs,
  baslawList: pairs,
});
type Detail = z.infer<typeof detailSchema>;

export function readListPage(body: string): ListPage {
  const { root, content } = readXml(body);
  if (root !== 'wantedList') throw new OpenDataFault('malformed', `목록이 아닌 자료 <${root.slice(0, 40)}>`);
  const list = listSchema.parse(content === '' ? {} : content);
  return {
    total: list.totalCount,
    rows: list.servList
      .filter(({ servId }) => servId !== '')
      .map((row) => ({
        serviceId: row.servId,
        title: row.servNm,
        views: row.inqNum,
        updated: dayOf(row.lastModYmd),
        province: row.ctpvNm,
        city: row.sggNm,
        url: row.servDtlLink || undefined,
        summary: row.servDgst,
      })),
  };
}

/** The service of a detail; its list row, where there is one, gives the address of its page. */
export function readDetail(body: string, source: BokjiroSource, row?: ListRow): OfficialService {
  const { root, content } = readXml(body);
  if (root !== 'wantedDtl') throw new OpenDataFault('malformed', `상세가 아닌 자료 <${root.slice(0, 40)}>`);
  const detail = detailSchema.parse(content === '' ? {} : content);
  if (detail.servId === '' || detail.servNm === '')
    throw new OpenDataFault('malformed', '서비스 번호나 이름이 없는 상세');
  return source === 'bokjiro' ? centralService(detail, row) : localService(detail, row);
}

/** Which of the two APIs a detail came from. */
export function sourceOfDetail(body: string): BokjiroSource {
  return /<(?:ctpvNm|sprtTrgtCn|bizChrDeptNm|lifeNmArray)>/.test(body) ? 'bokjiro-local' : 'bokjiro';
}

export function sourceOfList(body: string): BokjiroSource | undefined {
  if (/<(?:ctpvNm|lifeNmArray|lastModYmd)>/.test(body)) return 'bokjiro-local';
  return /<(?:jurMnofNm|lifeArray|onapPsbltYn)>/.test(body) ? 'bokjiro' : undefined;
}

const page = (id: string, kind: '01' | '02'): string =>
  `https://www.bokjiro.go.kr/ssis-tbu/twataa/wlfareInfo/moveTWAT52011M.do?wlfareInfoId=${id}&wlfareInfoReldBztpCd=${kind}`;

function centralService(detail: Detail, row: ListRow | undefined): OfficialService {
  return {
    ...common(detail),
    source: 'bokjiro',
    office: { scope: 'national', name: detail.jurMnofNm },
    texts: {
      overview: given(detail.wlfareInfoOutlCn || row?.summary),
      eligibility: given(detail.tgtrDtlCn, detail.slctCritCn),
      benefit: given(detail.alwServCn),
      // The steps after the application (조사, 결정, 지급) are the offices' own and alike everywhere.
      apply: given(...stepsOf(detail, '신청')),
      documents: [],
      deadline: [],
      caution: given(...stepsOf(detail, '이의신청')),
    },
    lifeStages: wordsOf(detail.lifeArray),
    targetGroups: wordsOf(detail.trgterIndvdlArray),
    themes: wordsOf(detail.intrsThemaArray),
    contacts: contactsOf(detail),
    url: row?.url ?? page(detail.servId, '01'),
    ...(/^20\d{2}$/.test(detail.crtrYr) ? { asOf: detail.crtrYr } : {}),
  };
}

function localService(detail: Detail, row: ListRow | undefined): OfficialService {
  const changed = dayOf(detail.lastModYmd);
  const from = dayOf(detail.enfcBgngYmd);
  const until = dayOf(detail.enfcEndYmd);
  return {
    ...common(detail),
    source: 'bokjiro-local',
    office: {
      scope: 'local',
      name: detail.bizChrDeptNm || [detail.ctpvNm, detail.sggNm].join(' ').trim(),
      ...(detail.ctpvNm ? { province: detail.ctpvNm } : {}),
      ...(detail.sggNm ? { city: detail.sggNm } : {}),
    },
    texts: {
      overview: given(detail.servDgst),
      eligibility: given(detail.sprtTrgtCn, detail.slctCritCn),
      benefit: given(detail.alwServCn),
      apply: given(detail.aplyMtdCn),
      documents: [],
      deadline: [],
      caution: [],
    },
    lifeStages: wordsOf(detail.lifeNmArray),
    targetGroups: wordsOf(detail.trgterIndvdlNmArray),
    themes: wordsOf(detail.intrsThemaNmArray),
    contacts: contactsOf(detail),
    url: row?.url ?? page(detail.servId, '02'),
    // The detail's date is the text's; the list's moves with other things and only tells when to read again.
    ...(changed ? { asOf: changed } : {}),
    ...(row?.updated ? { updated: row.updated } : {}),
    ...(from ? { validFrom: from } : {}),
    ...(until ? { validUntil: until } : {}),
  };
}

function stepsOf({ applmetList }: Detail, step: string): string[] {
  return applmetList.filter(({ name }) => name.trim().startsWith(step)).map(({ value }) => value);
}

function common(detail: Detail) {
  return {
    serviceId: detail.servId,
    title: detail.servNm,
    links: detail.inqplHmpgReldList.map(({ name, value }) => ({ label: name, url: value })),
    laws: [...new Set(detail.baslawList.map(({ name }) => name).filter((name) => name !== ''))],
  };
}

function contactsOf(detail: Detail): OfficialService['contacts'] {
  return [
    ...detail.inqplCtadrList.map(({ name, value }) => ({ name, text: value })),
    ...(detail.rprsCtadr ? [{ name: '대표 문의', text: detail.rprsCtadr }] : []),
  ];
}

function given(...texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts.flatMap((one) => (one === undefined || one.trim() === '' ? [] : [one])))];
}
