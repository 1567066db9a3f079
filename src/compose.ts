/**
 * Composition: choose adapters, hand them to the core. The command line (and later the channels) start here; nothing
 * else in `src/` knows an adapter.
 */
import { join, resolve } from 'node:path';
import { CONVERTER_ID, createDocumentConverter } from '../adapters/documents/index.js';
import { openHnswIndex, writeHnswGraph } from '../adapters/hnsw/index.js';
import type { ModelTools } from './answering/model/call.js';
import { createStandards } from './answering/standards.js';
import { readWording, type Wording } from './answering/wording.js';
import { createEmbedder, type EmbeddingPlace, indexingEmbedder, modelTools, queryEmbedder } from './compose-models.js';
import { type Config, ConfigError, type DocumentConfig } from './config.js';
import { createClosedEngine } from './core/closed-engine.js';
import { createEngine } from './core/engine.js';
import { ModelFault } from './core/model-fault.js';
import { isStopped } from './core/pipeline.js';
import type { AnswerEngine, Tracer } from './core/ports.js';
import { screen } from './core/stages/screen.js';
import { type BuildInput, type Built, buildAside, buildVersion, supportHashOf } from './indexing/build.js';
import { codePrint } from './indexing/code-print.js';
import { type Earlier, openEarlier } from './indexing/earlier.js';
import { sha256 } from './indexing/files.js';
import { acquireLock, type Lock } from './indexing/lock.js';
import { IndexVersionError, type Manifest } from './indexing/manifest.js';
import { type ProposedCounts, proposeFor } from './indexing/propose.js';
import { type Scan, type ScannedSource, scanFolder, sourcesOf } from './indexing/scan.js';
import {
  currentVersion,
  ensureDataFolder,
  type OpenIndex,
  type OpenOptions,
  openCurrent,
  switchTo,
} from './indexing/store.js';
import { checkDocuments } from './knowledge/check.js';
import type { DocumentConverter } from './knowledge/conversion.js';
import { createCachedConverter } from './knowledge/conversion-cache.js';
import type { Fault } from './knowledge/faults.js';
import { type KnowledgeFolder, readKnowledgeFolder } from './knowledge/reader.js';
import { readSupport, type Support } from './knowledge/support.js';
import { stemOf, termsOf } from './korean/tokens.js';
import { koreanYear } from './korean/years.js';
import { createLog } from './operations/log.js';
import { PACKAGE_FOLDER } from './package-folder.js';
import type { Searchable } from './retrieval/rank.js';
import { createRetriever, type Retriever } from './retrieval/retrieve.js';
import type { Ranking } from './retrieval/weights.js';
import { createGlossary } from './understanding/glossary.js';
import { createNameFinder } from './understanding/names.js';
import { createGazetteer, type Gazetteer } from './understanding/regions.js';
import { createRepairer } from './understanding/repair.js';
import { createSpacer } from './understanding/spacing.js';
import type { UnderstandTools } from './understanding/understand.js';

export { createEmbedder, modelTools, readEmbedder } from './compose-models.js';
export { PACKAGE_FOLDER };

export interface Folders {
  readonly knowledge: string;
  readonly data: string;
  /** True when the person named the knowledge folder, so that an index of another one must not answer for it. */
  readonly knowledgeNamed: boolean;
  /** The server that makes the vectors of this index, and where those it has made are kept; else the shipped table. */
  readonly embedding?: EmbeddingPlace | undefined;
  /** Bounds on one document that is no text; else the usual ones. */
  readonly documents?: DocumentConfig | undefined;
}

export function foldersOf(
  config: Config,
  flags: { readonly knowledge?: string | undefined; readonly data?: string | undefined },
): Folders {
  const named = flags.knowledge ?? config.knowledgeFolder;
  const data = resolve(flags.data ?? config.dataFolder ?? join(PACKAGE_FOLDER, 'data'));
  return {
    knowledge: resolve(named ?? join(PACKAGE_FOLDER, 'knowledge')),
    data,
    // What servers share may have been built on another machine, from a folder of another name.
    knowledgeNamed: named !== undefined && config.database === undefined,
    documents: config.documents,
    embedding: config.embedding && { server: config.embedding, cache: join(data, 'embeddings') },
  };
}

export interface Knowledge {
  readonly folder: KnowledgeFolder;
  readonly support: Support;
  readonly faults: readonly Fault[];
  /** Changes when a document or a support file that is used changes. */
  readonly contentHash: string;
}

/** Reads and checks a knowledge folder. Support files that it lacks are taken from the package. */
export async function loadKnowledge(folder: string, dataFolder?: string, limits?: DocumentConfig): Promise<Knowledge> {
  const [read, own] = await Promise.all([
    readKnowledgeFolder(folder, documentConverter(dataFolder, limits)),
    loadSupport(folder),
  ]);
  const contentHash = contentHashWith(read.contentHash, own.support);
  return { folder: read, support: own.support, faults: [...read.faults, ...own.faults], contentHash };
}

/** What a folder holds beside documents; what it lacks is taken from the package. */
export async function loadSupport(
  folder: string,
): Promise<{ readonly support: Support; readonly faults: readonly Fault[] }> {
  const own = await readSupport(folder);
  const shipped = join(PACKAGE_FOLDER, 'knowledge');
  const base = folder === shipped ? own : await readSupport(shipped);
  const support: Support = {
    ...base.support,
    ...own.support,
    glossary: own.support.glossary.length > 0 ? own.support.glossary : base.support.glossary,
  };
  return { support, faults: own.faults };
}

function contentHashWith(contentHash: string, support: Support): string {
  return sha256(`${contentHash}\n${JSON.stringify(support)}`);
}

/** What reads the documents: our own code, and the converter of what is not text. */
function readerId(): string {
  return `${codePrint()} ${CONVERTER_ID}`;
}

/** Reads what is not text. Starts nothing before the first such file; keeps what it has read in the data folder. */
export function documentConverter(dataFolder?: string, limits?: DocumentConfig): DocumentConverter {
  const converter = createDocumentConverter(limits);
  return dataFolder === undefined ? converter : createCachedConverter(converter, join(dataFolder, 'conversions'));
}

/** Faults of format and those only a check of the content finds (questions, names, references). */
export function checkKnowledge(knowledge: Knowledge, rawOf: (file: string) => string): readonly Fault[] {
  const records = knowledge.folder.documents.filter(({ document }) => document.form === 'record');
  const checked = records.map(({ document, file }) => ({ document, file, raw: rawOf(file) }));
  return [...knowledge.faults, ...checkDocuments(checked, knowledge.support.regions)];
}

export type Progress = NonNullable<BuildInput['onProgress']>;

/** A knowledge folder on its way into the index: its files scanned, what did not change taken from the live version. */
export interface Scanned extends Omit<Scan, 'faults'> {
  readonly support: Support;
  readonly supportHash: string;
  readonly faults: readonly Fault[];
  readonly earlier: Earlier | undefined;
  readonly reader: string;
  readonly embedderId: string;
  readonly proposed: ProposedCounts;
}

/** With `proposer`, documents without questions get some from the language model; else those it made before. */
export async function scanKnowledge(folders: Folders, onProgress?: Progress, proposer?: ModelTools): Promise<Scanned> {
  const converter = documentConverter(folders.data, folders.documents);
  const reader = readerId();
  const earlier = await liveVersion(folders);
  const scan = await scanFolder({ folder: folders.knowledge, earlier, reader, converter, onProgress });
  const { sources, proposed } = await proposeFor(scan.sources, join(folders.data, 'proposed-questions.jsonl'), {
    tools: proposer,
    onProgress: (done, all) => onProgress?.('questions', done, all),
  });
  const { support, faults } = await loadSupport(folders.knowledge);
  return {
    ...scan,
    sources,
    proposed,
    support,
    supportHash: supportHashOf(support),
    contentHash: contentHashWith(scan.contentHash, support),
    faults: [...scan.faults, ...faults],
    earlier,
    reader,
    embedderId: embedderIdOf(folders),
  };
}

/** The live version to build beside; undefined where there is none, or it is damaged or foreign. */
async function liveVersion({ data }: Folders): Promise<Earlier | undefined> {
  const live = await currentVersion(data);
  try {
    return live === undefined ? undefined : await openEarlier(data, live);
  } catch (error) {
    if (error instanceof IndexVersionError) return undefined;
    throw error;
  }
}

/** The only door for whoever writes to a data folder. */
export async function lockIndex({ data }: Folders, waitMs = 0): Promise<Lock> {
  await ensureDataFolder(data);
  return acquireLock(join(data, 'index.lock'), waitMs);
}

/** Builds a version beside the live one. The caller holds the lock, and gives the version its place. */
export async function buildScanned(
  folders: Folders,
  scanned: Scanned,
  now: Date,
  onProgress?: Progress,
): Promise<Built> {
  const { parts, finish } = await partsOf(folders, now, onProgress);
  const built = await buildAside({ ...parts, ...scanned });
  // What is taken over from the live version was not asked for, and must not count as gone.
  if (!scanned.earlier) await finish();
  return built;
}

/** Builds a version of these documents and makes it live. */
export async function buildIndex(
  folders: Folders,
  knowledge: Knowledge,
  now: Date,
  onProgress?: Progress,
): Promise<Manifest> {
  const lock = await lockIndex(folders);
  try {
    const { contentHash, support } = knowledge;
    const sources: readonly ScannedSource[] = sourcesOf(knowledge.folder.documents.map(({ document }) => document));
    const { parts, finish } = await partsOf(folders, now, onProgress);
    const manifest = await buildVersion({ ...parts, contentHash, support, sources, reader: readerId() });
    await switchTo(folders.data, manifest.version, 'index', now);
    await finish();
    return manifest;
  } finally {
    await lock.release();
  }
}

async function partsOf(folders: Folders, now: Date, onProgress?: Progress) {
  const { embedder, finish } = await indexingEmbedder(folders.embedding);
  const parts = {
    dataFolder: folders.data,
    knowledgeFolder: folders.knowledge,
    embedder,
    writeGraph: writeHnswGraph,
    openGraph: openHnswIndex,
    now,
    ...(onProgress ? { onProgress } : {}),
  };
  return { parts, finish };
}

export function openOptions(folders: Folders): OpenOptions {
  return { embedderId: embedderIdOf(folders), openGraph: openHnswIndex };
}

function embedderIdOf({ embedding }: Folders): string {
  return embedding ? queryEmbedder(embedding.server).id : createEmbedder().id;
}

export async function openIndex(folders: Folders) {
  const result = await openCurrent(folders.data, openOptions(folders));
  if (folders.knowledgeNamed && result.index.manifest.knowledge.folder !== folders.knowledge) {
    throw new IndexVersionError(
      'missing',
      `이 색인은 다른 폴더(${result.index.manifest.knowledge.folder})로 만든 것입니다.\n  → bokji index --knowledge ${folders.knowledge} 를 실행하세요.`,
    );
  }
  return result;
}

/** What a person in danger is told when there is no index to answer from; undefined when the words tell of none. */
export async function crisisReplyTo(text: string): Promise<string | undefined> {
  const { support } = await readSupport(join(PACKAGE_FOLDER, 'knowledge'));
  const wording = readWording(join(PACKAGE_FOLDER, 'prompts', 'replies.yaml'));
  const screened = screen(
    wording,
    support.hotlines,
  )({ text, conversationId: 'cli:ask', audience: 'public', history: [] });
  if (!isStopped(screened) || screened.outcome !== 'crisis') return undefined;
  return [screened.text, ...(screened.calls ?? []).map(({ name, phone }) => `→ ${name} ${phone}`)].join('\n');
}

export interface Assistant {
  readonly engine: AnswerEngine;
  readonly retriever: Retriever;
  readonly tools: UnderstandTools;
  readonly gazetteer: Gazetteer;
}

export function assemble(
  index: OpenIndex,
  config: Config,
  ranking?: Ranking,
  /** Where nearest vectors are searched, if not in the index itself. */
  vectors?: Searchable['vectors'],
): Assistant {
  const log = createLog(config.logLevel);
  const tools = toolsOf(index);
  const clock = () => config.now ?? new Date();
  const embedder = config.embedding ? queryEmbedder(config.embedding) : createEmbedder();
  const retriever = createRetriever(index, embedder, {
    ranking,
    clock,
    vectors,
    server: config.embedding && {
      weight: config.embedding.weight,
      onFault: (error) =>
        log.warn(
          { embedder: embedder.id, fault: error instanceof ModelFault ? error.kind : 'broken' },
          'searched by words alone',
        ),
    },
  });
  const engine = createEngine({
    understandTools: tools,
    retriever,
    extractTools: {
      wording: shippedWording(),
      weightOf: (term) => index.words.weightOf(term),
      standards: createStandards(index.support.incomeStandards, clock),
      thisYear: () => koreanYear(clock()),
    },
    hotlines: index.support.hotlines,
    model: modelTools(config),
    index: { version: index.manifest.version, builtAt: index.manifest.builtAt },
    clock,
    log,
    tracer: processTracer,
  });
  return { engine, retriever, tools, gazetteer: tools.gazetteer };
}

/** One follows the work of the whole process, whichever version of the index is live. */
let processTracer: Tracer | undefined;
export function traceWith(tracer: Tracer): void {
  processTracer = tracer;
}

/** What answers on a channel that people have stopped. */
export function closedEngineOf(index: OpenIndex, config: Config): AnswerEngine {
  const engine =
    CLOSED_ENGINES.get(index) ??
    createClosedEngine({
      wording: shippedWording(),
      hotlines: index.support.hotlines,
      index: { version: index.manifest.version, builtAt: index.manifest.builtAt },
      clock: () => config.now ?? new Date(),
    });
  CLOSED_ENGINES.set(index, engine);
  return engine;
}
/** Made once for a version: a stopped channel may be asked a great deal. */
const CLOSED_ENGINES = new WeakMap<OpenIndex, AnswerEngine>();

export function toolsOf(index: OpenIndex): UnderstandTools {
  return {
    gazetteer: createGazetteer(index.support.regions),
    glossary: createGlossary(index.support.glossary),
    names: createNameFinder(index.documents),
    repair: createRepairer({
      names: index.documents.flatMap((document) => (document.untitled ? [] : [document.title, ...document.aliases])),
      words: index.support.glossary.flatMap(({ say, mean }) => [...say, ...mean]),
      isKnown: (word) => isKnownTo(index, word),
    }),
    space: createSpacer((stem) => index.cards.weightOf(`=${stem}`)),
  };
}

/** A word is known when a record holds it, or each of its pairs of syllables: an unusual ending is no typing error. */
function isKnownTo({ cards, words }: OpenIndex, word: string): boolean {
  const holds = (term: string): boolean => words.weightOf(term) > 0 || cards.weightOf(term) > 0;
  const terms = termsOf(stemOf(word));
  const [whole] = terms;
  if (whole === undefined || terms.some((term) => term.startsWith('=') && holds(term))) return true;
  const pairs = terms.filter((term) => !term.startsWith('='));
  return /^[가-힣]+$/.test(word) && pairs.every(holds);
}

export function shippedWording(): Wording {
  const path = join(PACKAGE_FOLDER, 'prompts', 'replies.yaml');
  try {
    return readWording(path);
  } catch (cause) {
    throw new ConfigError(
      `정해진 답변 문구를 읽을 수 없습니다: ${path}\n  → 빠진 항목이나 들여쓰기를 고치거나 원래 파일로 되돌리세요.`,
      { cause },
    );
  }
}
