/**
 * The version that a new one is built beside: what it holds of which document, so that what did not change is taken
 * over. It is whole when it is opened, as far as its files have not been touched since they were hashed (`seen.ts`); what
 * is taken from a file is proved again by its checksum. A damaged one is an `IndexVersionError`.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogueDocument, type CatalogueSource, readCatalogue } from './catalogue.js';
import { readWhole, sha256, sha256OfFile } from './files.js';
import { INDEX_FILES, type IndexFile, IndexVersionError, type Manifest } from './manifest.js';
import type { Seen } from './seen.js';
import { readManifest } from './store.js';

export interface EarlierDocument extends CatalogueDocument {
  readonly file: string;
  readonly row: number;
  /** Its first byte in `documents.jsonl`. */
  readonly start: number;
  readonly firstPassage: number;
}

export interface Earlier {
  readonly manifest: Manifest;
  readonly folder: string;
  readonly sources: ReadonlyMap<string, CatalogueSource>;
  readonly documents: ReadonlyMap<string, EarlierDocument>;
  read(file: IndexFile): Promise<Buffer>;
  /** The line of one document, proved by its own hash. */
  readLine(document: EarlierDocument): Uint8Array;
}

export async function openEarlier(dataFolder: string, version: string, seen?: Seen): Promise<Earlier> {
  const manifest = await readManifest(dataFolder, version);
  const folder = join(dataFolder, 'versions', version);
  for (const file of INDEX_FILES) proveUntouched(folder, manifest, file, seen);
  const read = async (file: IndexFile): Promise<Buffer> => {
    const content = await readWhole(join(folder, file)).catch(() => undefined);
    // Here and now rather than in another thread: nobody is answered beside, and the thread would be given a copy.
    if (content && sha256(content) === manifest.checksums[file]) return content;
    throw damaged(manifest, file);
  };
  const sources = readCatalogue((await read('sources.jsonl')).toString('utf8'));
  const documents = new Map<string, EarlierDocument>();
  let start = 0;
  let firstPassage = 0;
  for (const { file, documents: own } of sources)
    for (const document of own) {
      documents.set(document.id, { ...document, file, row: documents.size, start, firstPassage });
      start += document.bytes + 1;
      firstPassage += document.passages;
    }
  return {
    manifest,
    folder,
    sources: new Map(sources.map((source) => [source.file, source])),
    documents,
    read,
    readLine(document) {
      const line = readRange(join(folder, 'documents.jsonl'), document.start, document.bytes);
      if (hashOfLine(line) === document.hash) return line;
      throw damaged(manifest, 'documents.jsonl');
    },
  };
}

/** What a file of a version is called among those that were seen. */
export function seenName(version: string, file: IndexFile): string {
  return `versions/${version}/${file}`;
}

/** One file under the names of several versions: every name that comes or goes moves its change time. */
const SHARED: IndexFile = 'vectors.hnsw';

/** Notes what this program has done to a file of the live version since it was noted, so that it is not proved again. */
export function noteShared(dataFolder: string, { version, checksums }: Manifest, seen: Seen): void {
  const stats = statSync(join(dataFolder, 'versions', version, SHARED), { throwIfNoEntry: false });
  if (stats) seen.noteOwn(seenName(version, SHARED), stats, checksums[SHARED]);
}

function proveUntouched(folder: string, manifest: Manifest, file: IndexFile, seen: Seen | undefined): void {
  const path = join(folder, file);
  const name = seenName(manifest.version, file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw damaged(manifest, file);
  const known = seen?.hashOf(name, stats);
  const hash = known ?? sha256OfFile(path);
  if (hash !== manifest.checksums[file]) throw damaged(manifest, file);
  if (known === undefined) seen?.note(name, stats, hash);
}

function damaged({ version }: Manifest, file: IndexFile): IndexVersionError {
  return new IndexVersionError('damaged', `색인 ${version}의 ${file} 파일이 없거나 깨졌습니다.`);
}

function readRange(path: string, start: number, bytes: number): Uint8Array {
  const content = Buffer.alloc(bytes);
  const file = openSync(path, 'r');
  try {
    readSync(file, content, 0, bytes, start);
    return content;
  } finally {
    closeSync(file);
  }
}

/** Of a document's line; by it a document is the same. */
export function hashOfLine(line: Uint8Array): string {
  return createHash('sha256').update(line).digest('hex').slice(0, 32);
}

/** The same document as the earlier version holds it, read by the same code or not. */
export function keptFrom(
  { documents }: Earlier,
  { id, hash }: Pick<CatalogueDocument, 'id' | 'hash'>,
): EarlierDocument | undefined {
  const document = documents.get(id);
  return document?.hash === hash ? document : undefined;
}
