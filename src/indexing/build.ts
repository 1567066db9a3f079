/**
 * Build a version of the index: scanned documents → a folder that is whole, checked and not yet live. What an earlier
 * version holds of the same document or the same text is taken over.
 *
 * Written as `versions/<version>.<process id>.building`, fsynced, then renamed into its place; a crash leaves at most a
 * `.building` folder, which the next build removes. Progress goes to `onProgress` by step.
 */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '../core/ports.js';
import type { Support } from '../knowledge/support.js';
import { writeCatalogue } from './catalogue.js';
import { type Earlier, keptFrom } from './earlier.js';
import { sha256, sha256OfFile, syncFile, syncFolder, writeDurably } from './files.js';
import { removeLeftovers } from './leftovers.js';
import { INDEX_FILES, INDEX_SCHEMA, type IndexFile, type Manifest } from './manifest.js';
import type { ScannedDocument, ScannedSource } from './scan.js';
import type { OpenOptions } from './store.js';
import { passageVectors } from './vectors.js';
import { removeCounts, WORDS, wordsOf } from './words.js';

export interface BuildInput {
  readonly dataFolder: string;
  readonly knowledgeFolder: string;
  readonly contentHash: string;
  readonly sources: readonly ScannedSource[];
  /** The version to take from. */
  readonly earlier?: Earlier | undefined;
  /** What read the documents and cuts their words. */
  readonly reader: string;
  readonly support: Support;
  readonly embedder: Embedder;
  /** Writes the nearest-neighbour graph; the adapter's part. */
  readonly writeGraph: (path: string, vectors: Float32Array, dimension: number, earlier?: EarlierGraph) => void;
  /** Opens what was written: a graph that cannot be read is found before anyone answers by it. */
  readonly openGraph: OpenOptions['openGraph'];
  readonly now: Date;
  readonly onProgress?: ((step: string, done: number, all: number) => void) | undefined;
}

/** A graph of the same embedder, of which most rows stay. */
export interface EarlierGraph {
  readonly path: string;
  /** Its rows in order: where each stands now, or -1 where it is gone. */
  readonly rowNow: Int32Array;
}

/** A whole version that has no place yet. */
export interface Built {
  readonly manifest: Manifest;
  readonly folder: string;
}

export type Place = 'versions' | 'candidates';

/** Builds and puts it among the versions that may be served. */
export async function buildVersion(input: BuildInput): Promise<Manifest> {
  const built = await buildAside(input);
  await settle(input.dataFolder, built, 'versions');
  return built.manifest;
}

export async function buildAside(input: BuildInput): Promise<Built> {
  await removeLeftovers(input.dataFolder);
  const versions = join(input.dataFolder, 'versions');
  const version = await freeName(input);
  const folder = join(versions, `${version}.${process.pid}.building`);
  await mkdir(folder, { recursive: true });
  try {
    return { folder, manifest: await writeVersion(input, version, folder) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    await removeCounts(input.dataFolder, keptCounts(input)).catch(() => undefined);
    throw error;
  }
}

/** Those of the version that is built beside. */
function keptCounts({ earlier }: BuildInput): readonly string[] {
  return earlier ? [earlier.manifest.version] : [];
}

/** Gives a built version its place; from then on it is there whole, whatever happens. */
export async function settle(dataFolder: string, { manifest, folder }: Built, place: Place): Promise<void> {
  const parent = join(dataFolder, place);
  await mkdir(parent, { recursive: true });
  await rename(folder, join(parent, manifest.version));
  await syncFolder(parent);
}

async function writeVersion(input: BuildInput, version: string, folder: string): Promise<Manifest> {
  const { sources, embedder, support } = input;
  const documents = sources.flatMap((source) => source.documents);
  const write = (file: IndexFile, content: Uint8Array | string | Iterable<Uint8Array>) =>
    writeFile(join(folder, file), content);
  await write('documents.jsonl', linesOf(documents));
  await write('sources.jsonl', writeCatalogue(sources.map(withoutJson)));
  await write('support.json', JSON.stringify(support));
  for (const kind of WORDS) await write(`${kind}.lex`, await wordsOf(kind, { ...input, documents, version }));
  const { vectors, keys } = await passageVectors({ ...input, documents });
  await write('passages.keys', keys);
  await write('vectors.f32', new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength));
  input.onProgress?.('graph', 0, 1);
  const graph = await graphToPatch(input, documents);
  input.writeGraph(join(folder, 'vectors.hnsw'), vectors, embedder.dimension, graph);
  input.openGraph(join(folder, 'vectors.hnsw'), vectors, embedder.dimension);
  input.onProgress?.('graph', 1, 1);

  const checksums = {} as Record<IndexFile, string>;
  for (const file of INDEX_FILES) {
    await syncFile(join(folder, file));
    checksums[file] = sha256OfFile(join(folder, file));
  }
  const manifest: Manifest = {
    schema: INDEX_SCHEMA,
    version,
    builtAt: input.now.toISOString(),
    knowledge: {
      folder: input.knowledgeFolder,
      contentHash: input.contentHash,
      supportHash: supportHashOf(support),
    },
    reader: input.reader,
    counts: { documents: documents.length, passages: vectors.length / embedder.dimension },
    embedder: { id: embedder.id, dimension: embedder.dimension },
    checksums,
  };
  await writeDurably(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
  return manifest;
}

export function supportHashOf(support: Support): string {
  return sha256(JSON.stringify(support));
}

/** Undefined where the earlier graph is another embedder's or damaged, or its documents were read otherwise. */
async function graphToPatch(
  { earlier, embedder, reader }: BuildInput,
  documents: readonly ScannedDocument[],
): Promise<EarlierGraph | undefined> {
  if (earlier?.manifest.embedder.id !== embedder.id || earlier.manifest.reader !== reader) return undefined;
  for (const file of ['vectors.hnsw', 'vectors.hnsw.labels'] as const)
    if (!(await earlier.read(file).catch(() => undefined))) return undefined;
  const rowNow = new Int32Array(earlier.manifest.counts.passages).fill(-1);
  let row = 0;
  for (const document of documents) {
    const kept = keptFrom(earlier, document);
    for (let index = 0; kept && index < kept.passages; index += 1) rowNow[kept.firstPassage + index] = row + index;
    row += document.passages;
  }
  return { path: join(earlier.folder, 'vectors.hnsw'), rowNow };
}

const CHUNK_BYTES = 1 << 20;

/** In pieces: a second copy of all documents would stand in memory otherwise. */
function* linesOf(documents: readonly ScannedDocument[]): Generator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for (const [index, { json }] of documents.entries()) {
    waiting.push(json);
    bytes += json.length;
    const isLast = index + 1 === documents.length;
    if (!isLast) waiting.push(LINE_BREAK);
    if (bytes < CHUNK_BYTES && !isLast) continue;
    yield Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
}
const LINE_BREAK = Uint8Array.of(0x0a);

function withoutJson({ documents, ...source }: ScannedSource) {
  return { ...source, documents: documents.map(({ json: _json, ...document }) => document) };
}

/** Sortable by time, and different for different content: `20261124T093015123Z-1a2b3c4d`. Never a name that is taken. */
async function freeName({ dataFolder, now, contentHash }: BuildInput): Promise<string> {
  const name = `${now.toISOString().replace(/[-:.]/g, '')}-${contentHash.slice(0, 8)}`;
  const taken = new Set<string>();
  for (const place of ['versions', 'candidates'])
    for (const entry of await readdir(join(dataFolder, place)).catch(() => [])) taken.add(entry);
  for (let count = 2; ; count += 1) {
    const free = count === 2 ? name : `${name}-${count - 1}`;
    if (!taken.has(free)) return free;
  }
}
