/**
 * `bokji fetch`: the sources of `sources.yaml` → documents below the knowledge folder. All of them, those named, with
 * `--due` those whose time has come, with `--watch` again and again. Indexing is `bokji index`'s work.
 *
 * Exit codes: 0 done; 1 something could not be fetched; 2 no such source; 3 no sources file, or faults in it.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolveWithSystem } from '../../adapters/crawl/addresses.js';
import { createPageFetcher } from '../../adapters/crawl/fetcher.js';
import { checkOut } from '../../adapters/crawl/git.js';
import { type Folders, foldersOf } from '../compose.js';
import { type Config, ConfigError } from '../config.js';
import { mirror } from '../fetching/mirror.js';
import { FetchFault } from '../fetching/ports.js';
import { type FetchReport, fetchReport } from '../fetching/report.js';
import { type FetchSource, readSources, type WebSource } from '../fetching/sources.js';
import { dueAt, type FetchState, readState, writeState } from '../fetching/state.js';
import { fetchWeb } from '../fetching/web.js';
import { acquireLock } from '../indexing/lock.js';
import { ensureDataFolder } from '../indexing/store.js';
import { formatFault } from '../knowledge/faults.js';
import { koreanDate } from '../korean/years.js';
import { type Flags, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { runImport } from './import.js';
import { print, say } from './output.js';

const WATCH_MS_MAX = 3_600_000;

export async function fetchSources(config: Config, flags: Flags, words: readonly string[]): Promise<number> {
  const folders = foldersOf(config, flags);
  const file = resolve(flags.sources ?? join(folders.knowledge, 'sources.yaml'));
  const sources = named(await sourcesIn(file), words);
  const work: Work = { config, flags, folders, base: dirname(file) };
  if (flags.plan) return showSchedule(work, sources);
  if (!flags.watch) return once(work, sources, flags.due === true);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  while (!stop.signal.aborted) {
    await once(work, sources, true, stop.signal);
    const waits = await Promise.all(
      sources.map(async ({ name, every }) => dueAt(await readState(folders.data, name), every) - now(config)),
    );
    const wait = Math.min(WATCH_MS_MAX, Math.max(1_000, ...[Math.min(...waits)]));
    await sleep(wait, undefined, { signal: stop.signal }).catch(() => undefined);
  }
  return EXIT.ok;
}

interface Work {
  readonly config: Config;
  readonly flags: Flags;
  readonly folders: Folders;
  /** Paths in the sources file count from where it lies. */
  readonly base: string;
}

async function sourcesIn(file: string): Promise<readonly FetchSource[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new ConfigError(
      `가져올 곳을 적은 파일이 없습니다: ${file}\n  → docs/import.md의 예를 보고 sources.yaml을 만들거나 --sources 로 알려 주세요.`,
    );
  });
  const read = readSources(file, text);
  if ('faults' in read) throw new ConfigError(read.faults.map(formatFault).join('\n'));
  return read.sources;
}

function named(sources: readonly FetchSource[], words: readonly string[]): readonly FetchSource[] {
  const unknown = words.find((word) => !sources.some(({ name }) => name === word));
  if (unknown !== undefined)
    throw new UsageError(
      `그런 이름의 자료가 없습니다: ${unknown}\n  → sources.yaml에 있는 이름: ${sources.map(({ name }) => name).join(', ')}`,
    );
  return words.length === 0 ? sources : sources.filter(({ name }) => words.includes(name));
}

async function once(
  work: Work,
  sources: readonly FetchSource[],
  onlyDue: boolean,
  signal?: AbortSignal,
): Promise<number> {
  const { config, flags, folders } = work;
  await ensureDataFolder(folders.data);
  const lock = await acquireLock(join(folders.data, 'fetch.lock'));
  try {
    let code: number = EXIT.ok;
    for (const source of sources) {
      const state = await readState(folders.data, source.name);
      if (signal?.aborted || (onlyDue && dueAt(state, source.every) > now(config))) continue;
      const done = await fetchOne(work, source, state);
      await print(flags.json ? JSON.stringify(done.report) : fetchReport(done.report));
      if (done.state)
        await writeState(folders.data, source.name, { ...done.state, lastRun: new Date(now(config)).toISOString() });
      if (done.report.troubles.length > 0) code = EXIT.failure;
    }
    return code;
  } finally {
    await lock.release();
  }
}

interface Done {
  readonly report: FetchReport;
  /** Undefined where it failed altogether: it stays due. */
  readonly state: FetchState | undefined;
}

async function fetchOne(work: Work, source: FetchSource, state: FetchState): Promise<Done> {
  try {
    return await fetchBy(work, source, state);
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
    const troubles = [{ what: source.name, cause: error.reason, remedy: error.remedy }];
    return { report: { ...NOTHING, name: source.name, kind: source.kind, troubles }, state: undefined };
  }
}

const NOTHING = { added: [], changed: [], unchanged: 0, gone: [], troubles: [] } as const;

async function fetchBy({ config, flags, folders, base }: Work, source: FetchSource, state: FetchState): Promise<Done> {
  const folder = join(resolve(flags.into ?? join(folders.knowledge, 'imported')), source.name);
  const today = koreanDate(new Date(now(config)));
  switch (source.kind) {
    case 'web':
      return fetchWeb({ source, fetcher: fetcherOf(source), state, folder, today, onProgress: progress(source.name) });
    case 'folder':
      return mirror({ source, from: resolve(base, source.path), folder, state, mayRemoveMany: flags.yes === true });
    case 'git': {
      const checkout = join(folders.data, 'fetch', 'git', source.name);
      const from = await checkOut(source, checkout, base, resolveWithSystem);
      return mirror({ source, from, folder, state, mayRemoveMany: flags.yes === true });
    }
    case 'opendata':
      return fromOpenData(config, flags, source, state);
  }
}

async function fromOpenData(
  config: Config,
  flags: Flags,
  source: Extract<FetchSource, { kind: 'opendata' }>,
  state: FetchState,
): Promise<Done> {
  const own: Flags = { ...flags };
  if (source.region !== undefined) own.region = source.region;
  const { plan, said, isApplied } = await runImport(config, own, source.source);
  if (!plan || !isApplied) {
    const [reason = '', remedy = ''] = (said ?? '').split('\n  → ');
    throw new FetchFault(reason.replace(/\.$/, ''), remedy);
  }
  return {
    report: {
      name: source.name,
      kind: source.kind,
      added: plan.added.map(({ document }) => document.id),
      changed: plan.changed.map(({ document }) => document.id),
      unchanged: plan.unchanged,
      gone: plan.withdrawn.map(({ document }) => document.id),
      troubles: plan.troubles,
    },
    // What is pending is fetched on the next day, not after a whole interval.
    state: plan.pending.length > 0 ? undefined : state,
  };
}

function fetcherOf(source: WebSource) {
  const given = [source.sitemap, ...(source.pages ?? [])].flatMap((url) =>
    url === undefined ? [] : [new URL(url).host],
  );
  return createPageFetcher({
    hosts: source.hosts ?? [...new Set(given)],
    privateHosts: source.privateHosts ?? [],
    delayMs: source.delaySeconds * 1000,
    resolve: resolveWithSystem,
  });
}

async function showSchedule({ config, flags, folders }: Work, sources: readonly FetchSource[]): Promise<number> {
  const rows = await Promise.all(
    sources.map(async ({ name, kind, every }) => {
      const state = await readState(folders.data, name);
      return { name, kind, every, lastRun: state.lastRun ?? null, isDue: dueAt(state, every) <= now(config) };
    }),
  );
  if (flags.json) await print(JSON.stringify(rows));
  else
    for (const { name, kind, every, lastRun, isDue } of rows)
      await print(
        `${name} (${kind}, ${every}마다): 지난 실행 ${lastRun ?? '없음'}${isDue ? ', 지금 가져올 때입니다' : ''}`,
      );
  return EXIT.ok;
}

function now(config: Config): number {
  return (config.now ?? new Date()).getTime();
}

function progress(name: string): (done: number, all: number) => void {
  return (done, all) => {
    const line = `${name} ${done}/${all}`;
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${line}${done === all ? '\n' : ''}`);
    else if (done === all) say(line);
  };
}
