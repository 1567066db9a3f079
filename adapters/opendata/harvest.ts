/**
 * Fetch everything an official API holds → a harvest. Each answer is saved before it is used and read again from there
 * on the next run, so that an interruption costs nothing. Stops at the day's quota; says so, and what is missing.
 *
 * A fault that no other call could escape (key, approval) rejects; a fault of one service leaves that one out.
 */
import type { Harvest, OfficialService, Trouble } from '../../src/importing/service.js';
import { type BokjiroSource, type ListRow, readDetail, readListPage } from './bokjiro.js';
import type { Caller } from './caller.js';
import { OpenDataFault } from './faults.js';
import { type Gov24Row, gov24Service, readGov24Page } from './gov24.js';
import type { RawRun } from './raw-run.js';

export interface HarvestInput {
  readonly url: string;
  readonly caller: Caller;
  readonly run: RawRun;
  /** When the list last said a known service changed; the same again means that its detail need not be read. */
  readonly updatedOf: (serviceId: string) => string | undefined;
  /** Whether a service of the list is for nobody here, so that its detail need not be read. */
  readonly isElsewhere: (row: ListRow) => boolean;
  readonly onProgress: (step: string, done: number, all: number) => void;
}

/** The portal's own limit is told differently from place to place; a hundred works everywhere. */
const BOKJIRO_ROWS = 100;
const GOV24_ROWS = 1000;
const PAGES_MAX = 1000;
/** So many in a row, and it is the portal that fails. */
const FAILURES_IN_A_ROW_MAX = 10;

const PATHS: Readonly<Record<BokjiroSource, { readonly list: string; readonly detail: string }>> = {
  bokjiro: { list: '/NationalWelfarelistV001', detail: '/NationalWelfaredetailedV001' },
  'bokjiro-local': { list: '/LcgvWelfarelist', detail: '/LcgvWelfaredetailed' },
};

export async function harvestBokjiro(source: BokjiroSource, input: HarvestInput): Promise<Harvest> {
  const { url, caller, run, updatedOf, isElsewhere, onProgress } = input;
  const troubles: Trouble[] = [];
  const list = await wholeList(
    input,
    'list',
    'xml',
    BOKJIRO_ROWS,
    (page, file) =>
      caller.call(
        `${url}${PATHS[source].list}`,
        { callTp: 'L', srchKeyCode: '003', pageNo: String(page), numOfRows: String(BOKJIRO_ROWS) },
        file,
        readListPage,
      ),
    readListPage,
  );
  const rows = [...new Map(list.rows.map((row) => [row.serviceId, row])).values()].sort((a, b) => b.views - a.views);
  const here = rows.filter((row) => !isElsewhere(row));
  const known = here.filter(({ serviceId, updated }) => updated !== undefined && updatedOf(serviceId) === updated);
  const unchanged = new Set(known.map(({ serviceId }) => serviceId));
  const wanted = here.filter(({ serviceId }) => !unchanged.has(serviceId));
  const services: OfficialService[] = [];
  const pending: string[] = [];
  let failures = 0;
  let stop: OpenDataFault | undefined;
  for (const [at, row] of wanted.entries()) {
    try {
      services.push(await detailOf(source, row, input, stop !== undefined));
      failures = 0;
    } catch (error) {
      if (!(error instanceof OpenDataFault)) throw error;
      pending.push(row.serviceId);
      if (stop !== undefined) continue;
      if (error.isFinal && error.kind !== 'quota') throw error;
      failures += 1;
      troubles.push(troubleOf(`${row.title}(${row.serviceId})`, error));
      if (error.kind === 'quota' || failures >= FAILURES_IN_A_ROW_MAX) stop = error;
    }
    onProgress('details', at + 1, wanted.length);
  }
  // One service that fails again and again must not hold the run, or the list would never be read anew.
  await run.mark(stop === undefined && !list.isCut ? 'fetched' : 'open');
  return {
    source,
    services,
    listed: { ids: new Set(rows.map(({ serviceId }) => serviceId)), isWhole: list.isWhole },
    unchanged: [...unchanged],
    elsewhere: rows.length - here.length,
    pending,
    isFromFiles: false,
    troubles: [...list.troubles, ...troubles],
  };
}

/** What an earlier run saved is used even when no call may be made any more. */
async function detailOf(
  source: BokjiroSource,
  row: ListRow,
  { url, caller, run }: HarvestInput,
  isStopped: boolean,
): Promise<OfficialService> {
  const name = `detail-${row.serviceId.replace(/[^A-Za-z0-9]/g, '_')}`;
  const saved = await run.read(`${name}.xml`);
  if (saved !== undefined) {
    try {
      return readDetail(saved, source, row);
    } catch (error) {
      if (!(error instanceof OpenDataFault)) throw error;
      await run.drop(`${name}.xml`);
    }
  }
  if (isStopped) throw new OpenDataFault('quota');
  const { text, value } = await caller.call(
    `${url}${PATHS[source].detail}`,
    { callTp: 'D', servId: row.serviceId },
    name,
    (body) => readDetail(body, source, row),
  );
  await run.save(`${name}.xml`, text);
  return value;
}

export async function harvestGov24(input: HarvestInput): Promise<Harvest> {
  const { url, caller, run } = input;
  const listOf = (name: string) =>
    wholeList(
      input,
      name,
      'json',
      GOV24_ROWS,
      (page, file) =>
        caller.call(
          `${url}/${name}`,
          { page: String(page), perPage: String(GOV24_ROWS), returnType: 'JSON' },
          file,
          readGov24Page,
        ),
      readGov24Page,
    );
  const list = await listOf('serviceList');
  const details = await listOf('serviceDetail');
  const conditions = await listOf('supportConditions');
  await run.mark([list, details, conditions].some(({ isCut }) => isCut) ? 'open' : 'fetched');
  const harvest = joinGov24(list.rows, details.rows, conditions.rows, details.isWhole && conditions.isWhole);
  return {
    ...harvest,
    listed: { ids: new Set(list.rows.map((row) => row.서비스ID)), isWhole: list.isWhole },
    troubles: [...list.troubles, ...details.troubles, ...conditions.troubles],
  };
}

/** Rows of the three lists by id. A service whose detail has not come yet waits, or a record would lose its papers. */
export function joinGov24(
  rows: readonly Gov24Row[],
  details: readonly Gov24Row[],
  conditions: readonly Gov24Row[],
  isWhole: boolean,
): Harvest {
  const detailOf = new Map(details.map((row) => [row.서비스ID, row]));
  const conditionsOf = new Map(conditions.map((row) => [row.서비스ID, row]));
  const unique = [...new Map(rows.map((row) => [row.서비스ID, row])).values()];
  const ready = unique.filter(({ 서비스ID: id }) => isWhole || (detailOf.has(id) && conditionsOf.has(id)));
  return {
    source: 'gov24',
    services: ready.map((row) => gov24Service(row, detailOf.get(row.서비스ID), conditionsOf.get(row.서비스ID))),
    listed: { ids: new Set(unique.map((row) => row.서비스ID)), isWhole: false },
    unchanged: [],
    elsewhere: 0,
    pending: unique.filter((row) => !ready.includes(row)).map((row) => row.서비스ID),
    isFromFiles: false,
    troubles: [],
  };
}

interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

interface WholeList<Row> {
  readonly rows: readonly Row[];
  /** As many different services as the portal says there are, on pages that agree about it. */
  readonly isWhole: boolean;
  /** It stopped before the end; the rest is to be had another day. */
  readonly isCut: boolean;
  readonly troubles: readonly Trouble[];
}

/** All pages. The list may change while it is read; then it is read once more, and if that fails too, it is not whole. */
async function wholeList<Row extends { readonly serviceId?: string; readonly 서비스ID?: string }>(
  { run, onProgress }: HarvestInput,
  name: string,
  extension: string,
  pageRows: number,
  fetchPage: (page: number, file: string) => Promise<{ text: string; value: Page<Row> }>,
  readPage: (text: string) => Page<Row>,
): Promise<WholeList<Row>> {
  for (let attempt = 1; ; attempt += 1) {
    const rows: Row[] = [];
    const totals = new Set<number>();
    const files: string[] = [];
    let stop: OpenDataFault | undefined;
    let pages = 1;
    for (let page = 1; page <= Math.min(pages, PAGES_MAX); page += 1) {
      const file = `${name}-${String(page).padStart(4, '0')}`;
      try {
        const got = await pageOf(run, file, extension, () => fetchPage(page, file), readPage);
        files.push(`${file}.${extension}`);
        rows.push(...got.rows);
        totals.add(got.total);
        pages = Math.ceil(got.total / pageRows);
        if (got.rows.length === 0) break;
      } catch (error) {
        if (!(error instanceof OpenDataFault) || (error.isFinal && error.kind !== 'quota')) throw error;
        stop = error;
        break;
      }
      onProgress(name, page, pages);
    }
    const [total = -1] = totals;
    const ids = new Set(rows.map((row) => row.serviceId ?? row.서비스ID));
    const isWhole = stop === undefined && totals.size === 1 && total > 0 && ids.size === total;
    if (isWhole) return { rows, isWhole, isCut: false, troubles: [] };
    if (stop !== undefined) return { rows, isWhole, isCut: true, troubles: [troubleOf(`목록 ${name}`, stop)] };
    if (attempt > 1) return { rows, isWhole, isCut: false, troubles: [unequal(name, ids.size, total)] };
    for (const file of files) await run.drop(file);
  }
}

async function pageOf<Row>(
  run: RawRun,
  file: string,
  extension: string,
  fetchPage: () => Promise<{ text: string; value: Page<Row> }>,
  readPage: (text: string) => Page<Row>,
): Promise<Page<Row>> {
  const saved = await run.read(`${file}.${extension}`);
  if (saved !== undefined) {
    try {
      return readPage(saved);
    } catch (error) {
      if (!(error instanceof OpenDataFault)) throw error;
    }
  }
  const { text, value } = await fetchPage();
  await run.save(`${file}.${extension}`, text);
  return value;
}

export function troubleOf(what: string, { reason, remedy }: OpenDataFault): Trouble {
  return { what, cause: reason, remedy };
}

function unequal(name: string, received: number, total: number): Trouble {
  return {
    what: `목록 ${name}`,
    cause: `목록이 온전하지 않습니다(받은 서비스 ${received}건, 알려 준 수 ${Math.max(total, 0)}건)`,
    remedy: '사라진 사업은 판정하지 않았습니다. 나중에 다시 실행하세요.',
  };
}
