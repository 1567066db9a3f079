/**
 * What every examination needs: the sets read through their schema, and assistants over a temporary index, so that
 * numbers never depend on an index somebody built earlier.
 */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { assemble, buildIndex, foldersOf, loadKnowledge, openIndex, PACKAGE_FOLDER } from '../compose.js';
import { type Config, ConfigError } from '../config.js';
import { compareReports, renderComparison, renderSideBySide } from '../evaluation/compare.js';
import type { KnowledgeChange, OpenExaminee } from '../evaluation/examinee.js';
import type { Library } from '../evaluation/judge.js';
import { breachesOf, parseThresholds } from '../evaluation/measure.js';
import { withoutFacts } from '../evaluation/remove.js';
import { type Report, renderReport, reportSchema, summaryOf } from '../evaluation/report.js';
import { askedWithout } from '../knowledge/asked.js';
import { readPlain } from '../knowledge/plain.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import type { Support } from '../knowledge/support.js';
import { createGazetteer } from '../understanding/regions.js';
import { type Flags, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { examineeOf } from './examinee.js';
import { readLines } from './jsonl.js';
import { print, say } from './output.js';

export interface Examination {
  readonly open: OpenExaminee;
  readonly library: Library;
  readonly about: Pick<Report, 'engine' | 'index' | 'now'>;
  close(): Promise<void>;
}

export async function prepareExamination(config: Config, flags: Flags): Promise<Examination> {
  const engine = engineOf(flags.engine, config);
  const examined = engine === 'llm' ? config : { ...config, model: undefined };
  const data = await mkdtemp(join(tmpdir(), 'bokji-eval-'));
  const { embedding } = foldersOf(config, flags);
  // Every index of an examination shares the vectors that were made for the person's own.
  const folders = { ...foldersOf(config, { ...flags, data }), embedding };
  const knowledge = await loadKnowledge(folders.knowledge, folders.data, folders.documents);
  const now = config.now ?? new Date();
  let builds = 0;
  const indexes = new Map<string, ReturnType<typeof openIndex>>();

  async function indexWith(change: KnowledgeChange): ReturnType<typeof openIndex> {
    builds += 1;
    const own = { ...folders, data: join(data, String(builds)) };
    const kept = withoutFacts(
      knowledge.folder.documents.map(({ document }) => document),
      change.remove,
    );
    const added = change.add.map(({ id, title, text }) =>
      readPlain(id, text, title ? { title } : {}, now.toISOString().slice(0, 10)),
    );
    const documents = [...kept, ...added].map((document) => ({ document, file: `${document.id}.md`, line: 1 }));
    const { asked = {} } = knowledge.support;
    const support = { ...knowledge.support, asked: askedWithout(asked, change.unasked ?? []) };
    await buildIndex(own, { ...knowledge, folder: { ...knowledge.folder, documents }, support }, now);
    return openIndex(own);
  }

  return {
    library: libraryOf(
      knowledge.folder.documents.map(({ document }) => document),
      knowledge.support,
      now,
    ),
    about: {
      engine,
      index: { documents: knowledge.folder.documents.length, contentHash: knowledge.contentHash },
      now: now.toISOString(),
    },
    async open(change, at) {
      const key = JSON.stringify(change);
      const opened = indexes.get(key) ?? indexWith(change);
      indexes.set(key, opened);
      const assistant = assemble((await opened).index, { ...examined, now: at ?? now });
      return examineeOf(assistant);
    },
    close: () => rm(data, { recursive: true, force: true }),
  };
}

const ENGINES = ['extractive', 'llm'] as const;

/** Numbers are those of the embedded engine unless the model is asked for, so that runs with and without keys agree. */
function engineOf(value: string | undefined, { model }: Config): (typeof ENGINES)[number] {
  const engine = ENGINES.find((name) => name === (value ?? 'extractive'));
  if (!engine)
    throw new UsageError(`모르는 엔진입니다: ${value}\n  → --engine 은 ${ENGINES.join(' 또는 ')}으로 적으세요.`);
  if (engine === 'llm' && !model)
    throw new ConfigError('언어 모델이 설정되지 않았습니다.\n  → BOKJI_LLM_BASE_URL 과 BOKJI_LLM_MODEL 을 정하세요.');
  return engine;
}

export function libraryOf(all: readonly KnowledgeDocument[], support: Support, now: Date): Library {
  const gazetteer = createGazetteer(support.regions);
  const contacts = [
    ...all.flatMap((document) => document.contacts),
    ...(support.hotlines?.hotlines ?? []).map(({ name, phone, hours }) => ({ name: `${name} ${hours}`, phone })),
    ...(support.regions?.provinces ?? []).flatMap((province) =>
      [province, ...province.cities].flatMap(({ contact }) => contact ?? []),
    ),
  ];
  return {
    documents: new Map(
      all.flatMap((document) => [document.id, ...(document.mergedFrom ?? [])].map((id) => [id, document])),
    ),
    tables: new Map(
      (support.incomeStandards?.years ?? []).map((row) => [
        `income-standards-${row.year}`,
        JSON.stringify([row, support.incomeStandards?.percent]),
      ]),
    ),
    year: now.getFullYear(),
    placeOf: (name) => gazetteer.resolve(name)?.name,
    contacts: contacts.map(({ name, phone }) => `${name} ${phone}`).join('\n'),
  };
}

/** The named files, or those of the folder that holds the project's own sets. Ids stand for one case only. */
export async function readSets<T extends { readonly id: string }>(
  files: readonly string[],
  folder: string,
  schema: z.ZodType<T>,
): Promise<readonly T[]> {
  const paths = files.length > 0 ? files : await setsIn(join(PACKAGE_FOLDER, 'test', 'evaluation', folder));
  const cases: T[] = [];
  const seen = new Set<string>();
  for (const path of paths)
    for await (const one of readLines(path, schema)) {
      if (seen.has(one.id)) throw new UsageError(`같은 id가 두 번 나옵니다: ${one.id} (${path})\n  → id를 바꾸세요.`);
      seen.add(one.id);
      cases.push(one);
    }
  if (cases.length === 0) throw new UsageError('물음이 하나도 없습니다.\n  → 물음이 든 .jsonl 파일을 적어 주세요.');
  return cases;
}

async function setsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const sets = names.filter((name) => name.endsWith('.jsonl')).sort();
  if (sets.length === 0)
    throw new UsageError('평가할 물음이 함께 들어 있지 않습니다.\n  → bokji eval 파일.jsonl 처럼 파일을 적어 주세요.');
  return sets.map((name) => join(folder, name));
}

/** Prints and files the report; the exit code says whether every threshold was kept. */
export async function deliver(report: Report, flags: Flags, beside?: Report): Promise<number> {
  const thresholds = flags['fail-under'] === undefined ? [] : parseThresholds(flags['fail-under']);
  if (!thresholds)
    throw new UsageError(
      '--fail-under 를 읽을 수 없습니다.\n  → right=0.9,wrong-region=0 처럼 이름=값을 쉼표로 이어 적으세요.',
    );
  const names = new Set(report.measures.map(({ name }) => name));
  const unknown = thresholds.find(({ name }) => !names.has(name));
  if (unknown)
    throw new UsageError(`잰 것에 없는 이름입니다: ${unknown.name}\n  → ${[...names].join(', ')} 가운데 적으세요.`);
  const earlier = flags.compare === undefined ? beside : await readReport(flags.compare);
  const comparison = earlier && compareReports(earlier, report);
  const markdown = [
    renderReport(report),
    ...(beside ? [renderSideBySide(beside, report)] : []),
    ...(comparison ? [renderComparison(comparison)] : []),
  ].join('\n');
  if (flags.markdown !== undefined) await writeReport(flags.markdown, markdown);
  if (flags.json) await print(JSON.stringify(comparison ? { ...report, comparison } : report));
  else await print(flags.markdown === undefined ? markdown : summaryOf(report));
  const breaches = breachesOf(report.measures, thresholds);
  for (const { name, limit, value, better } of breaches)
    say(
      `${name} ${value === null ? '잴 것 없음' : value.toFixed(4)}: ${limit}보다 ${better === 'higher' ? '낮습니다' : '높습니다'}.`,
    );
  return breaches.length === 0 ? EXIT.ok : EXIT.refused;
}

export async function writeReport(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function readReport(path: string): Promise<Report> {
  for await (const report of readLines(path, reportSchema)) return report;
  throw new UsageError(`견줄 평가가 비었습니다: ${path}\n  → bokji eval --json 이 낸 파일을 적어 주세요.`);
}
