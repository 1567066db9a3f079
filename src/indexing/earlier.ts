/**
 * The version that a new one is built beside: what it holds of which document, so that what did not change is taken
 * over. Every file is proved by its checksum when it is read; a damaged one is an `IndexVersionError`.
 */
import { join } from 'node:path';
import { type CatalogueDocument, type CatalogueSource, readCatalogue } from './catalogue.js';
import { sha256OfFile } from './files.js';
import { INDEX_FILES, type IndexFile, type Manifest } from './manifest.js';
import { readManifest, readProved } from './store.js';

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
  /** False where a file is gone or damaged; those that were read have been proved already. */
  isWhole(): boolean;
}

export async function openEarlier(dataFolder: string, version: string): Promise<Earlier> {
  const manifest = await readManifest(dataFolder, version);
  const folder = join(dataFolder, 'versions', version);
  const proved = new Set<IndexFile>();
  const read = async (file: IndexFile): Promise<Buffer> => {
    const content = await readProved(folder, manifest, file);
    proved.add(file);
    return content;
  };
  const isWhole = (): boolean => {
    try {
      return INDEX_FILES.every(
        (file) => proved.has(file) || sha256OfFile(join(folder, file)) === manifest.checksums[file],
      );
    } catch {
      return false;
    }
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
    isWhole,
  };
}

/** The same document as the earlier version holds it, read by the same code or not. */
export function keptFrom(
  { documents }: Earlier,
  { id, hash }: Pick<CatalogueDocument, 'id' | 'hash'>,
): EarlierDocument | undefined {
  const document = documents.get(id);
  return document?.hash === hash ? document : undefined;
}
