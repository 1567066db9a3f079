/**
 * The version that a new one is built beside: what it holds of which document, so that what did not change is taken
 * over. Every file is proved by its checksum when it is read; a damaged one is an `IndexVersionError`.
 */
import { join } from 'node:path';
import { type CatalogueDocument, type CatalogueSource, readCatalogue } from './catalogue.js';
import type { IndexFile, Manifest } from './manifest.js';
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
}

export async function openEarlier(dataFolder: string, version: string): Promise<Earlier> {
  const manifest = await readManifest(dataFolder, version);
  const folder = join(dataFolder, 'versions', version);
  const read = (file: IndexFile) => readProved(folder, manifest, file);
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
  return { manifest, folder, sources: new Map(sources.map((source) => [source.file, source])), documents, read };
}
