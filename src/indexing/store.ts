/**
 * The versions in a data folder: which is live, opening one, falling back to the last good one.
 *
 * `current` is a one-line file with the live version's name, replaced by rename. A damaged or foreign version is
 * refused with its reason, and the newest version that opens is used instead.
 */
import { readFileSync } from 'node:fs';
import { access, constants, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LexicalIndex, VectorIndex } from '../core/ports.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { type Support, supportSchema } from '../knowledge/support.js';
import { openLexicalIndex } from '../retrieval/lexical-index.js';
import { makeFolder, readWhole, writeDurably } from './files.js';
import { noteSwitch, type Switch, switchesOf } from './history.js';
import {
  INDEX_FILES,
  INDEX_SCHEMA,
  type IndexFile,
  IndexVersionError,
  type Manifest,
  manifestSchema,
} from './manifest.js';
import { openDocuments, type SavedPassages } from './saved-documents.js';

/** A version opened for answering. Units of `cards` are rows of `documents`; units of the others, of `passages`. */
export interface OpenIndex {
  readonly manifest: Manifest;
  readonly documents: readonly KnowledgeDocument[];
  readonly passages: SavedPassages;
  readonly support: Support;
  readonly cards: LexicalIndex;
  readonly words: LexicalIndex;
  /** Units are rows of `documents`, by what is asked of them; those beyond are questions that no document answers. */
  readonly asked: LexicalIndex;
  readonly vectors: VectorIndex;
}

export interface OpenOptions {
  readonly embedderId: string;
  /** Opens the graph file; the adapter's part. */
  readonly openGraph: (path: string, vectors: Float32Array, dimension: number) => VectorIndex;
}

export interface OpenResult {
  readonly index: OpenIndex;
  /** Versions that were refused before this one, with the reason. */
  readonly refused: readonly { readonly version: string; readonly reason: string }[];
}

export async function listVersions(dataFolder: string): Promise<string[]> {
  const entries = await readdir(join(dataFolder, 'versions'), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith('.building'))
    .map((entry) => entry.name)
    .sort();
}

export async function currentVersion(dataFolder: string): Promise<string | undefined> {
  const name = await readFile(join(dataFolder, 'current'), 'utf8').catch(() => '');
  return name.trim() === '' ? undefined : name.trim();
}

/** Makes a whole version live, and notes it; readers see the old name or the new one. */
export async function switchTo(
  dataFolder: string,
  version: string,
  by: Switch['by'] = 'index',
  now = new Date(),
): Promise<void> {
  await writeDurably(join(dataFolder, 'current'), `${version}\n`);
  await noteSwitch(dataFolder, { version, at: now.toISOString(), by });
}

/** Makes the data folder; throws an `IndexVersionError` that says what to do when it cannot be written. */
export async function ensureDataFolder(dataFolder: string): Promise<void> {
  try {
    await makeFolder(join(dataFolder, 'versions'));
    await access(join(dataFolder, 'versions'), constants.W_OK);
  } catch (cause) {
    throw new IndexVersionError(
      'missing',
      `데이터 폴더에 쓸 수 없습니다: ${dataFolder}\n  → 폴더의 쓰기 권한과 남은 용량을 확인하거나 --data 로 다른 폴더를 알려 주세요.`,
      { cause },
    );
  }
}

/** Opens the live version, or the one last live that is whole. Throws the last reason when none is. */
export async function openCurrent(dataFolder: string, options: OpenOptions): Promise<OpenResult> {
  const live = await currentVersion(dataFolder);
  const versions = (await listVersions(dataFolder)).reverse();
  const lately = (await switchesOf(dataFolder)).map(({ version }) => version).reverse();
  const others = [...new Set([...lately.filter((version) => versions.includes(version)), ...versions])].filter(
    (version) => version !== live,
  );
  const candidates = live === undefined ? others : [live, ...others];
  const refused: { version: string; reason: string }[] = [];
  let last = new IndexVersionError(
    'missing',
    `색인이 없습니다: ${dataFolder}\n  → bokji index 를 실행해 색인을 만드세요.`,
  );
  for (const version of candidates) {
    try {
      return { index: await openVersion(dataFolder, version, options), refused };
    } catch (error) {
      if (!(error instanceof IndexVersionError)) throw error;
      refused.push({ version, reason: error.message });
      last = error;
    }
  }
  throw last;
}

export async function readManifest(dataFolder: string, version: string, place = 'versions'): Promise<Manifest> {
  return readManifestIn(join(dataFolder, place, version), version);
}

async function readManifestIn(folder: string, version: string): Promise<Manifest> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  } catch (cause) {
    throw new IndexVersionError('damaged', `색인 ${version}의 manifest.json을 읽을 수 없습니다.`, { cause });
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const schema = typeof json === 'object' && json !== null && 'schema' in json ? json.schema : undefined;
  if (schema !== INDEX_SCHEMA) {
    throw new IndexVersionError(
      'foreign',
      `색인 ${version}은 다른 판의 프로그램이 만든 것입니다(형식 ${String(schema)}, 필요한 형식 ${INDEX_SCHEMA}).`,
    );
  }
  throw new IndexVersionError('damaged', `색인 ${version}의 manifest.json이 깨졌습니다.`);
}

/** A file of a version, proved by its checksum. */
async function readProved(folder: string, manifest: Manifest, file: IndexFile): Promise<Buffer> {
  const content = await readWhole(join(folder, file)).catch(() => undefined);
  if (content && (await digestOf(content)) === manifest.checksums[file]) return content;
  throw new IndexVersionError('damaged', `색인 ${manifest.version}의 ${file} 파일이 없거나 깨졌습니다.`);
}

/** SHA-256 off the main thread: answers go on while a version of hundreds of megabytes is proved. */
async function digestOf(content: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', content)).toString('hex');
}

export function openVersion(dataFolder: string, version: string, options: OpenOptions): Promise<OpenIndex> {
  return openVersionIn(join(dataFolder, 'versions', version), version, options);
}

/** Opens the version that lies in a folder, wherever that is. Gives way to other work, so that answers go on beside. */
export async function openVersionIn(folder: string, version: string, options: OpenOptions): Promise<OpenIndex> {
  const manifest = await readManifestIn(folder, version);
  if (manifest.embedder.id !== options.embedderId) {
    throw new IndexVersionError(
      'foreign',
      `색인 ${version}은 다른 임베딩(${manifest.embedder.id})으로 만들었습니다. 지금 설정은 ${options.embedderId}입니다.`,
    );
  }
  const files = {} as Record<IndexFile, Buffer>;
  for (const file of INDEX_FILES) {
    const content = await readProved(folder, manifest, file);
    if (READ_HERE.has(file)) files[file] = content;
  }
  try {
    const { documents, passages } = await openDocuments(files['documents.jsonl']);
    return {
      manifest,
      documents,
      passages,
      support: supportSchema.parse(JSON.parse(files['support.json'].toString('utf8'))),
      cards: openLexicalIndex(files['cards.lex']),
      words: openLexicalIndex(files['passages.lex']),
      asked: openLexicalIndex(files['asked.lex']),
      vectors: openedWhenSearched(passages.length, () => {
        const bytes = alignedBytes(readFileSync(join(folder, 'vectors.f32')));
        const vectors = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
        return options.openGraph(join(folder, 'vectors.hnsw'), vectors, manifest.embedder.dimension);
      }),
    };
  } catch (cause) {
    throw new IndexVersionError('damaged', `색인 ${version}을 열 수 없습니다.`, { cause });
  }
}

/** What answering reads. Vectors and their graph are read when they are first searched: where they weigh nothing, never. */
const READ_HERE: ReadonlySet<IndexFile> = new Set([
  'documents.jsonl',
  'support.json',
  'cards.lex',
  'passages.lex',
  'asked.lex',
]);

function openedWhenSearched(size: number, open: () => VectorIndex): VectorIndex {
  let opened: VectorIndex | undefined;
  return {
    size,
    search(vector, limit, accepts) {
      opened ??= open();
      return opened.search(vector, limit, accepts);
    },
  };
}

/** A file read whole lies aligned and is taken as it is; a slice of a pool may not and is copied. */
function alignedBytes(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
}
