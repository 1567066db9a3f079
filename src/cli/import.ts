/**
 * `bokji import bokjiro|bokjiro-local|gov24`: official open data → knowledge records. Exit codes: 0 all done; 1 something
 * could not be fetched or read; 3 no key, or the key is refused; 4 so much would end that a person must say yes.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createCaller } from '../../adapters/opendata/caller.js';
import { createDailyQuota } from '../../adapters/opendata/daily-quota.js';
import { OpenDataFault } from '../../adapters/opendata/faults.js';
import { harvestFiles } from '../../adapters/opendata/from-files.js';
import { type HarvestInput, harvestBokjiro, harvestGov24 } from '../../adapters/opendata/harvest.js';
import { openRun, type RawRun } from '../../adapters/opendata/raw-run.js';
import { foldersOf, loadSupport } from '../compose.js';
import { type Config, ConfigError } from '../config.js';
import { applyImport } from '../importing/apply.js';
import { type ImportPlan, planImport } from '../importing/plan.js';
import { isElsewhere } from '../importing/region.js';
import { importJson, importReport } from '../importing/report.js';
import type { Harvest, OfficialSource } from '../importing/service.js';
import { acquireLock } from '../indexing/lock.js';
import { checkDocuments } from '../knowledge/check.js';
import { readKnowledgeFolder } from '../knowledge/reader.js';
import { readRecord } from '../knowledge/record.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { Regions } from '../knowledge/support.js';
import { OFFICIAL_SOURCES } from '../knowledge/vocabulary.js';
import { koreanDate } from '../korean/years.js';
import { ordersIn } from '../safety/document-orders.js';
import { type Flags, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { print, say } from './output.js';

/** More endings than this at once, of this share of the records, are rather a fault of the list. */
const ENDINGS_MAX = 10;
const ENDINGS_SHARE_MAX = 0.2;

export async function importOfficial(config: Config, flags: Flags, words: readonly string[]): Promise<number> {
  const source = OFFICIAL_SOURCES.find((name) => name === words[0]);
  if (!source || words.length > 1)
    throw new UsageError(
      `쓰는 법: bokji import ${OFFICIAL_SOURCES.join('|')} [--from 파일·폴더] [--into 폴더] [--region 지역] [--plan] [--json]`,
    );
  const done = await runImport(config, flags, source);
  if (done.plan)
    await print(flags.json ? JSON.stringify(importJson(done.plan)) : importReport(done.plan, !done.isApplied));
  if (done.said !== undefined) say(done.said);
  return done.code;
}

export interface ImportDone {
  readonly code: number;
  /** Undefined when nothing could be fetched at all. */
  readonly plan: ImportPlan | undefined;
  readonly isApplied: boolean;
  /** What a person must be told beside the report. */
  readonly said?: string;
}

/** The import without its printing. */
export async function runImport(config: Config, flags: Flags, source: OfficialSource): Promise<ImportDone> {
  const locks = join(foldersOf(config, flags).data, 'imports');
  await mkdir(locks, { recursive: true });
  const lock = await acquireLock(join(locks, `${source}.lock`));
  try {
    return await run(config, flags, source);
  } catch (error) {
    if (!(error instanceof OpenDataFault)) throw error;
    const code = error.isFinal && error.kind !== 'quota' ? EXIT.notConfigured : EXIT.failure;
    return { code, plan: undefined, isApplied: false, said: `${source}: ${error.message}` };
  } finally {
    await lock.release();
  }
}

async function run(config: Config, flags: Flags, source: OfficialSource): Promise<ImportDone> {
  const folders = foldersOf(config, flags);
  const into = resolve(flags.into ?? join(folders.knowledge, 'imported'));
  const { regions } = (await loadSupport(folders.knowledge)).support;
  if (!regions)
    throw new ConfigError('regions.yaml이 없어 지역을 정할 수 없습니다.\n  → 지식 폴더의 regions.yaml을 되돌리세요.');
  const region = regionOf(flags.region, regions);
  const inside = await recordsIn(folders.knowledge);
  const isOutside = !`${into}/`.startsWith(`${folders.knowledge}/`);
  const beside = isOutside && existsSync(into) ? await recordsIn(into) : [];
  const entries = [...inside, ...beside];
  const today = koreanDate(config.now ?? new Date());
  const { harvest, raw } =
    flags.from === undefined
      ? await fetched(config, flags, {
          source,
          dataFolder: folders.data,
          documents: entries.map(({ document }) => document),
          today,
          isElsewhere: (row) => region !== undefined && isElsewhere(row, region, regions),
        })
      : { harvest: await fromFiles(flags.from, source), raw: undefined };

  const plan = planImport({
    harvest,
    documents: entries.map(({ document }) => document),
    regions,
    today,
    region,
    objections: (document, text) => objectionsTo(document, text, regions),
  });
  const known = entries.filter(({ document }) => document.imported?.from === source).length;
  if (isTooMuch(plan, known) && !flags.plan && !flags.yes) {
    return {
      code: EXIT.refused,
      plan,
      isApplied: false,
      said: `사업 ${plan.withdrawn.length}건이 한꺼번에 사라져 멈췄습니다. 아무것도 바꾸지 않았습니다.\n  → 목록이 온전한지 확인하고, 맞으면 --yes 를 붙여 다시 실행하세요.`,
    };
  }
  if (!flags.plan) {
    const paths = new Map(entries.map(({ document, path }) => [document.id, path]));
    await applyImport(plan, into, source, (id) => paths.get(id));
    await raw?.settle();
  }
  const isDone = plan.troubles.length === 0 && (plan.pending.length === 0 || plan.isFromFiles);
  return { code: isDone ? EXIT.ok : EXIT.failure, plan, isApplied: !flags.plan };
}

/** Only texts are read: what must be converted first is never a record. */
async function recordsIn(folder: string): Promise<{ document: KnowledgeDocument; path: string }[]> {
  const { documents } = await readKnowledgeFolder(folder);
  return documents.map(({ document, file }) => ({ document, path: join(folder, file) }));
}

interface Wanted {
  readonly source: OfficialSource;
  readonly dataFolder: string;
  readonly documents: readonly KnowledgeDocument[];
  readonly today: string;
  readonly isElsewhere: HarvestInput['isElsewhere'];
}

async function fetched(
  { openData, now }: Config,
  flags: Flags,
  { source, dataFolder, documents, today, isElsewhere: isOther }: Wanted,
): Promise<{ harvest: Harvest; raw: RawRun }> {
  if (openData.key === undefined)
    throw new ConfigError(
      '공공데이터포털 인증키가 없습니다.\n  → data.go.kr에서 활용신청을 하고 BOKJI_OPENDATA_KEY 에 키를 적으세요. 저장해 둔 파일은 --from 으로 키 없이 넣을 수 있습니다.',
    );
  const root = join(dataFolder, 'imports', source);
  const raw = await openRun(root, today, flags.fresh === true);
  if (raw.isResumed) say(`받던 곳에서 이어 갑니다: ${raw.folder}`);
  const quota = await createDailyQuota(join(root, 'calls.json'), () => now ?? new Date(), openData.dailyCalls);
  const caller = createCaller({ key: openData.key, paceMs: openData.paceMs, quota, onFault: raw.saveFault });
  const updated = new Map(
    documents.flatMap(({ imported, status }) =>
      imported?.from === source && imported.updated && status !== '종료'
        ? [[imported.serviceId, imported.updated]]
        : [],
    ),
  );
  const input = {
    url: openData.urls[source].replace(/\/$/, ''),
    caller,
    run: raw,
    updatedOf: (id: string) => (flags.fresh ? undefined : updated.get(id)),
    isElsewhere: isOther,
    onProgress: progress(source),
  };
  return { harvest: source === 'gov24' ? await harvestGov24(input) : await harvestBokjiro(source, input), raw };
}

async function fromFiles(path: string, source: OfficialSource): Promise<Harvest> {
  if (!existsSync(path)) throw new UsageError(`그런 파일이나 폴더가 없습니다: ${path}\n  → --from 의 값을 확인하세요.`);
  const harvest = await harvestFiles(resolve(path), source);
  if (harvest.listed.ids.size + harvest.services.length + harvest.troubles.length === 0)
    throw new UsageError(
      `읽을 응답이 없습니다: ${path}\n  → ${source}에서 받은 응답을 .json이나 .xml로 저장한 파일이나 폴더를 적으세요.`,
    );
  return harvest;
}

/** What the knowledge check would say of the record, so that nothing is written that stops the next `bokji index`. */
function objectionsTo(document: KnowledgeDocument, text: string, regions: Regions): string[] {
  const read = readRecord(`${document.id}.md`, text);
  const faults =
    'faults' in read ? read.faults : checkDocuments([{ document: read.document, file: '', raw: text }], regions);
  const orders = ordersIn(text).map(() => '인공지능에게 시키는 말이 들어 있습니다');
  return [...orders, ...faults.map(({ field, problem }) => `${field}: ${problem}`)];
}

function isTooMuch(plan: ImportPlan, known: number): boolean {
  return plan.withdrawn.length > ENDINGS_MAX && plan.withdrawn.length > known * ENDINGS_SHARE_MAX;
}

function regionOf(value: string | undefined, regions: Regions): string | undefined {
  if (value === undefined) return undefined;
  const names = regions.provinces.flatMap(({ name, cities }) => [
    name,
    ...cities.map((city) => `${name} ${city.name}`),
  ]);
  const fitting = names.filter((name) => name === value || name.endsWith(` ${value}`));
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) return only;
  throw new UsageError(
    `모르는 지역이거나 여러 곳의 이름입니다: ${value}\n  → 경기도, 고양시, “경기도 고양시” 꼴로 적으세요.`,
  );
}

const STEPS: Readonly<Record<string, string>> = {
  list: '목록',
  details: '상세',
  serviceList: '목록',
  serviceDetail: '상세',
  supportConditions: '지원 조건',
};

function progress(source: string): (step: string, done: number, all: number) => void {
  return (step, done, all) => {
    const line = `${source} ${STEPS[step] ?? step} ${done}/${all}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}${done === all ? '\n' : ''}`);
    else if (done === all) say(line);
  };
}
