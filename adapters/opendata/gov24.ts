/**
 * 정부24 공공서비스(혜택) 정보, v3 (행정안전부): pages of JSON → rows, and the rows of its three lists → services.
 *
 * The coded conditions (JA…) are hints for whom a service is: a group is read only where few of its flags are set, as
 * all flags together mean "no restriction". No age or income limit is taken from them; limits stand in the text.
 */
import { z } from 'zod';
import type { OfficialService } from '../../src/importing/service.js';
import { dayOf, decodeText, readJson, wordsOf } from './decode.js';
import { OpenDataFault } from './faults.js';

const cell = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : decodeText(String(value)).trim()))
  .catch('');

const rowSchema = z.object({ 서비스ID: cell }).catchall(cell);
export type Gov24Row = Readonly<Record<string, string>> & { readonly 서비스ID: string };

const pageSchema = z.object({
  totalCount: z.number().int().min(0),
  data: z.array(rowSchema),
});

export interface Gov24Page {
  readonly total: number;
  readonly rows: readonly Gov24Row[];
}

export function readGov24Page(body: string): Gov24Page {
  const parsed = pageSchema.safeParse(readJson(body));
  if (!parsed.success) throw new OpenDataFault('malformed', '정부24 목록이 아닌 JSON');
  return {
    total: parsed.data.totalCount,
    rows: parsed.data.data.filter((row) => row.서비스ID !== ''),
  };
}

/** Which of the three lists a page is of. */
export function gov24ListOf(row: Gov24Row): 'serviceList' | 'serviceDetail' | 'supportConditions' {
  if ('JA0101' in row) return 'supportConditions';
  return '구비서류' in row ? 'serviceDetail' : 'serviceList';
}

const NATIONAL = new Set(['중앙행정기관', '공공기관']);

export function gov24Service(
  list: Gov24Row,
  detail: Gov24Row | undefined,
  conditions: Gov24Row | undefined,
): OfficialService {
  const of = (name: string): string => detail?.[name] || list[name] || '';
  const changed = dayOf(detail?.수정일시 ?? '') ?? dayOf(list.수정일시 ?? '');
  const office = of('소관기관명');
  const updated = dayOf(list.수정일시 ?? '');
  return {
    source: 'gov24',
    serviceId: list.서비스ID,
    title: of('서비스명'),
    office: {
      scope: NATIONAL.has(list.소관기관유형 ?? '') ? 'national' : 'local',
      name: office,
      code: list.소관기관코드 ?? '',
    },
    texts: {
      overview: texts(list.서비스목적요약 || detail?.서비스목적),
      eligibility: texts(of('지원대상'), of('선정기준')),
      benefit: texts(of('지원내용')),
      // The list knows only the kind of way (방문신청); the detail tells it.
      apply: texts(detail ? detail.신청방법 : list.신청방법?.replaceAll('||', '\n')),
      documents: texts(detail?.구비서류, detail?.본인확인필요구비서류),
      deadline: texts(of('신청기한')),
      caution: [],
    },
    lifeStages: stagesOf(conditions),
    targetGroups: [...groupsOf(conditions), ...(isForFirmsOnly(list) ? ['기업'] : [])],
    themes: wordsOf(list.서비스분야 ?? ''),
    contacts: (detail?.문의처 || list.전화문의 || '')
      .split('||')
      .map((entry) => ({ name: entry.split('/')[0]?.trim() ?? '', text: entry.slice(entry.indexOf('/') + 1) })),
    links: wordsOf(of('온라인신청사이트URL')).map((url) => ({ label: '온라인 신청', url })),
    laws: [...wordsOfLaw(of('법령')), ...wordsOfLaw(of('자치법규')), ...wordsOfLaw(of('행정규칙'))],
    url: list.상세조회URL || `https://www.gov.kr/portal/rcvfvrSvc/dtlEx/${list.서비스ID}`,
    ...(changed ? { asOf: changed } : {}),
    ...(updated ? { updated } : {}),
  };
}

/** Fewer flags than these of one group say something. */
const FLAGS_MAX = 4;
const STAGE_AGES: readonly (readonly [string, number, number])[] = [
  ['영유아', 0, 5],
  ['아동', 6, 12],
  ['청소년', 13, 18],
  ['청년', 19, 34],
  ['중장년', 35, 64],
  ['노년', 65, 99],
];
const PERSONS: Readonly<Record<string, string>> = {
  JA0301: '예비부모·난임',
  JA0302: '임산부',
  JA0317: '학생',
  JA0318: '학생',
  JA0319: '학생',
  JA0320: '대학생',
  JA0326: '근로자',
  JA0327: '구직자',
  JA0328: '장애인',
  JA0329: '보훈대상자',
  JA0330: '질환자',
};
const HOUSEHOLDS: Readonly<Record<string, string>> = {
  JA0401: '다문화·탈북민',
  JA0402: '다문화·탈북민',
  JA0403: '한부모·조손',
  JA0404: '1인가구',
  JA0411: '다자녀',
  JA0412: '무주택',
  JA0413: '신규전입',
};

function groupsOf(conditions: Gov24Row | undefined): string[] {
  return [PERSONS, HOUSEHOLDS].flatMap((group) => {
    const set = Object.keys(group).filter((code) => conditions?.[code] === 'Y');
    return set.length <= FLAGS_MAX ? [...new Set(set.flatMap((code) => group[code] ?? []))] : [];
  });
}

function stagesOf(conditions: Gov24Row | undefined): string[] {
  if (!conditions) return [];
  const births = ['JA0301', 'JA0302', 'JA0303'].filter((code) => conditions[code] === 'Y').length;
  const others = Object.keys(PERSONS).filter((code) => conditions[code] === 'Y').length;
  const birth = births > 0 && others <= FLAGS_MAX ? ['임신·출산'] : [];
  if (conditions.JA0110 === '' || conditions.JA0111 === '') return birth;
  const [from, to] = [Number(conditions.JA0110), Number(conditions.JA0111)];
  if (!Number.isFinite(from) || !Number.isFinite(to) || to < from) return birth;
  const stages = STAGE_AGES.filter(([, youngest, oldest]) => from <= oldest && to >= youngest).map(([name]) => name);
  return stages.length === STAGE_AGES.length ? birth : [...birth, ...stages];
}

/** The portal's users are people, households, small shops and bodies. */
function isForFirmsOnly(list: Gov24Row): boolean {
  const users = wordsOf(list.사용자구분 ?? '');
  return users.length > 0 && users.every((user) => user !== '개인' && user !== '가구');
}

function wordsOfLaw(text: string): string[] {
  return text
    .split('||')
    .map((law) => law.trim())
    .filter((law) => law !== '');
}

function texts(...all: readonly (string | undefined)[]): string[] {
  return all.flatMap((one) => (one === undefined || one === '' ? [] : [one]));
}
