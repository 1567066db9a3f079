/**
 * From a knowledge folder to a version of the index, and back from the data folder to an opened one. The graph and the
 * embedder come from adapters. Opening declines with an `IndexVersionError` where no version is whole or the person
 * named another folder.
 */
import { join } from 'node:path';
import { CONVERTER_ID } from '../../adapters/documents/index.js';
import { openHnswIndex, writeHnswGraph } from '../../adapters/hnsw/index.js';
import type { ModelTools } from '../answering/model/call.js';
import { type BuildInput, type Built, buildAside, buildVersion, supportHashOf } from '../indexing/build.js';
import { codePrint } from '../indexing/code-print.js';
import { type Earlier, openEarlier } from '../indexing/earlier.js';
import { supportOnceRead } from '../indexing/kept-support.js';
import { acquireLock, type Lock } from '../indexing/lock.js';
import { IndexVersionError, type Manifest } from '../indexing/manifest.js';
import { type ProposedCounts, proposeFor } from '../indexing/propose.js';
import { type Scan, type ScannedSource, scanFolder, sourcesOf } from '../indexing/scan.js';
import { openSeen, type Seen } from '../indexing/seen.js';
import { currentVersion, ensureDataFolder, type OpenOptions, openCurrent, switchTo } from '../indexing/store.js';
import type { Fault } from '../knowledge/faults.js';
import type { Support } from '../knowledge/support.js';
import type { Folders } from './folders.js';
import { contentHashWith, documentConverter, type Knowledge, loadSupport, supportFolders } from './knowledge.js';
import { createEmbedder, indexingEmbedder, queryEmbedder } from './models.js';

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
  readonly seen: Seen;
}

export interface ScanChoices {
  readonly onProgress?: Progress | undefined;
  /** Documents without questions get some from this language model; else those it made before. */
  readonly proposer?: ModelTools | undefined;
  /** Every file is read and hashed, also one that seems untouched. */
  readonly verify?: boolean | undefined;
}

export async function scanKnowledge(folders: Folders, choices: ScanChoices = {}): Promise<Scanned> {
  const { onProgress, proposer, verify } = choices;
  const converter = documentConverter(folders.data, folders.documents);
  const reader = readerId();
  const seen = await openSeen(folders.data, verify);
  const earlier = await liveVersion(folders, seen);
  const scan = await scanFolder({ folder: folders.knowledge, earlier, seen, reader, converter, onProgress });
  const { sources, proposed } = await proposeFor(scan.sources, join(folders.data, 'proposed-questions.jsonl'), {
    tools: proposer,
    onProgress: (done, all) => onProgress?.('questions', done, all),
  });
  const { support, faults } = await supportOnceRead({
    folders: supportFolders(folders.knowledge),
    reader,
    earlier,
    seen,
    read: () => loadSupport(folders.knowledge),
  });
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
    seen,
  };
}

/** The live version to build beside; undefined where there is none, or it is damaged or foreign. */
async function liveVersion({ data }: Folders, seen: Seen): Promise<Earlier | undefined> {
  const live = await currentVersion(data);
  try {
    return live === undefined ? undefined : await openEarlier(data, live, seen);
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

/** What reads the documents: our own code, and the converter of what is not text. */
function readerId(): string {
  return `${codePrint()} ${CONVERTER_ID}`;
}
