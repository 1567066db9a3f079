/**
 * Composition: choose adapters, hand them to the core. The command line (and later the channels) start here; nothing
 * else in `src/` knows an adapter.
 */
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { openHnswIndex, writeHnswGraph } from '../adapters/hnsw/index.js';
import { createStandards } from './answering/standards.js';
import { readWording, type Wording } from './answering/wording.js';
import { createEmbedder, type EmbeddingPlace, indexingEmbedder, modelTools, queryEmbedder } from './compose-models.js';
import { type Config, ConfigError } from './config.js';
import { createEngine } from './core/engine.js';
import { ModelFault } from './core/model-fault.js';
import { isStopped } from './core/pipeline.js';
import type { AnswerEngine } from './core/ports.js';
import { screen } from './core/stages/screen.js';
import { type BuildInput, buildVersion } from './indexing/build.js';
import { sha256 } from './indexing/files.js';
import { IndexVersionError, type Manifest } from './indexing/manifest.js';
import { ensureDataFolder, type OpenIndex, openCurrent, switchTo } from './indexing/store.js';
import { checkDocuments } from './knowledge/check.js';
import type { Fault } from './knowledge/faults.js';
import { type KnowledgeFolder, readKnowledgeFolder } from './knowledge/reader.js';
import { readSupport, type Support } from './knowledge/support.js';
import { stemOf, termsOf } from './korean/tokens.js';
import { koreanYear } from './korean/years.js';
import { PACKAGE_FOLDER } from './package-folder.js';
import { createRetriever, type Retriever } from './retrieval/retrieve.js';
import type { Ranking } from './retrieval/weights.js';
import { createGlossary } from './understanding/glossary.js';
import { createNameFinder } from './understanding/names.js';
import { createGazetteer, type Gazetteer } from './understanding/regions.js';
import { createRepairer } from './understanding/repair.js';
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
    knowledgeNamed: named !== undefined,
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
export async function loadKnowledge(folder: string): Promise<Knowledge> {
  const [read, own] = await Promise.all([readKnowledgeFolder(folder), readSupport(folder)]);
  const shipped = join(PACKAGE_FOLDER, 'knowledge');
  const base = folder === shipped ? own : await readSupport(shipped);
  const support: Support = {
    ...base.support,
    ...own.support,
    glossary: own.support.glossary.length > 0 ? own.support.glossary : base.support.glossary,
  };
  const contentHash = sha256(`${read.contentHash}\n${JSON.stringify(support)}`);
  return { folder: read, support, faults: [...read.faults, ...own.faults], contentHash };
}

/** Faults of format and those only a check of the content finds (questions, names, references). */
export function checkKnowledge(knowledge: Knowledge, rawOf: (file: string) => string): readonly Fault[] {
  const records = knowledge.folder.documents.filter(({ document }) => document.form === 'record');
  const checked = records.map(({ document, file }) => ({ document, file, raw: rawOf(file) }));
  return [...knowledge.faults, ...checkDocuments(checked, knowledge.support.regions)];
}

export type Progress = NonNullable<BuildInput['onProgress']>;

export async function buildIndex(
  folders: Folders,
  knowledge: Knowledge,
  now: Date,
  onProgress?: Progress,
): Promise<Manifest> {
  await ensureDataFolder(folders.data);
  const { embedder, finish } = await indexingEmbedder(folders.embedding);
  const manifest = await buildVersion({
    dataFolder: folders.data,
    knowledgeFolder: folders.knowledge,
    contentHash: knowledge.contentHash,
    documents: knowledge.folder.documents.map(({ document }) => document),
    support: knowledge.support,
    embedder,
    writeGraph: writeHnswGraph,
    now,
    ...(onProgress ? { onProgress } : {}),
  });
  await switchTo(folders.data, manifest.version);
  await finish();
  return manifest;
}

export async function openIndex(folders: Folders) {
  const result = await openCurrent(folders.data, {
    embedderId: folders.embedding ? queryEmbedder(folders.embedding.server).id : createEmbedder().id,
    openGraph: openHnswIndex,
  });
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

export function assemble(index: OpenIndex, config: Config, ranking?: Ranking): Assistant {
  const log = pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  const tools = toolsOf(index);
  const embedder = config.embedding ? queryEmbedder(config.embedding) : createEmbedder();
  const retriever = createRetriever(
    index,
    embedder,
    ranking,
    config.embedding && {
      weight: config.embedding.weight,
      onFault: (error) =>
        log.warn(
          { embedder: embedder.id, fault: error instanceof ModelFault ? error.kind : 'broken' },
          'searched by words alone',
        ),
    },
  );
  const clock = () => config.now ?? new Date();
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
  });
  return { engine, retriever, tools, gazetteer: tools.gazetteer };
}

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
