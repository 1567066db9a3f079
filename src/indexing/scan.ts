/**
 * Scan a knowledge folder: files → their documents, each as the line that `documents.jsonl` will hold. A file whose
 * bytes and reader are those of the earlier version is not read again; its lines are taken from there.
 *
 * Lines rather than objects, so that ten thousand documents weigh what they are.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { CONVERTED_FORMATS, type DocumentConverter, type FileNote } from '../knowledge/conversion.js';
import { conversionKey } from '../knowledge/conversion-cache.js';
import { duplicateIds } from '../knowledge/duplicates.js';
import { editionNotes, nameWithoutYear, yearInTitle } from '../knowledge/editions.js';
import type { Fault } from '../knowledge/faults.js';
import { readSource, type SourceReading } from '../knowledge/read-source.js';
import { contentHashOf } from '../knowledge/reader.js';
import type { KnowledgeDocument } from '../knowledge/schema.js';
import { listSources, type Source, sourceHash, unreadableKind } from '../knowledge/source-files.js';
import type { CatalogueDocument, CatalogueSource } from './catalogue.js';
import { documentIn } from './document-line.js';
import { type Earlier, hashOfLine } from './earlier.js';
import { sha256 } from './files.js';
import type { Seen } from './seen.js';

export interface ScannedDocument extends CatalogueDocument {
  /** Its line, UTF-8. One that was taken over is read from the earlier version. */
  json(): Uint8Array;
}

export interface ScannedSource extends Omit<CatalogueSource, 'documents'> {
  readonly documents: readonly ScannedDocument[];
}

export interface Scan {
  readonly sources: readonly ScannedSource[];
  readonly faults: readonly Fault[];
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  readonly notes: readonly FileNote[];
  /** Changes when any file that is read changes. */
  readonly contentHash: string;
  /** Files whose documents were taken from the earlier version. */
  readonly reused: number;
}

export interface ScanOptions {
  readonly folder: string;
  /** The version to take from; undefined where everything is read. */
  readonly earlier?: Earlier | undefined;
  /** Files that need not be read where they have not been touched; undefined where each is. */
  readonly seen?: Seen | undefined;
  /** What reads now: nothing is taken over from another reader. */
  readonly reader: string;
  /** Reads what is not text; its id is part of `reader`. */
  readonly converter?: DocumentConverter | undefined;
  readonly onProgress?: ((step: string, done: number, all: number) => void) | undefined;
}

export async function scanFolder({ folder, earlier, seen, reader, converter, onProgress }: ScanOptions): Promise<Scan> {
  const files = await listSources(folder);
  const take = earlier?.manifest.reader === reader ? takerFrom(earlier) : undefined;
  const read: ScannedSource[] = [];
  const hashes: string[] = [];
  let reused = 0;
  for (const [index, source] of files.entries()) {
    const { file } = source;
    const unread = unreadableKind(file);
    if (unread !== undefined) {
      read.push({ file, hash: null, documents: [], faults: [], unread });
      continue;
    }
    const { hash, bytes } = hashed(source, seen);
    hashes.push(`${file}\0${hash}`);
    const kept = take?.(file, hash);
    if (kept) reused += 1;
    read.push(kept ?? (await readAnew(source, bytes ?? readFileSync(source.path), hash, converter)));
    if (!kept || index + 1 === files.length) onProgress?.('read', index + 1, files.length);
  }
  return { ...resolved(read), contentHash: contentHashOf(hashes), reused };
}

/** What documents from no file are to the index: each its own source. */
export function sourcesOf(documents: readonly KnowledgeDocument[]): readonly ScannedSource[] {
  return documents.map((document) => {
    const scanned = scannedDocument(document, 1);
    return { file: document.id, hash: null, documents: [scanned], faults: [] };
  });
}

/** The bytes only where they had to be read. */
function hashed(source: Source, seen: Seen | undefined): { readonly hash: string; readonly bytes?: Uint8Array } {
  const stats = statSync(source.path);
  const known = seen?.hashOf(source.path, stats);
  if (known !== undefined) return { hash: sourceHash(source, known) };
  const bytes = readFileSync(source.path);
  const contentHash = sha256(bytes);
  seen?.note(source.path, stats, contentHash);
  return { hash: sourceHash(source, contentHash), bytes };
}

function takerFrom(earlier: Earlier) {
  return (file: string, hash: string): ScannedSource | undefined => {
    const known = earlier.sources.get(file);
    if (known === undefined || known.hash !== hash) return undefined;
    const documents = known.documents.flatMap((document) => {
      const at = earlier.documents.get(document.id);
      return at ? [{ ...document, json: () => earlier.readLine(at) }] : [];
    });
    return { ...known, documents };
  };
}

async function readAnew(
  source: Source,
  bytes: Uint8Array,
  hash: string,
  converter: DocumentConverter | undefined,
): Promise<ScannedSource> {
  const { documents, faults, unread, mayRetry, notes }: SourceReading = await readSource(source, bytes, converter);
  const isConverted = converter && CONVERTED_FORMATS.has(extname(source.file).toLowerCase());
  return {
    file: source.file,
    hash: mayRetry ? null : hash,
    ...(isConverted ? { conversion: conversionKey(converter.id, basename(source.file), bytes) } : {}),
    documents: documents.map(({ document, line }) => scannedDocument(document, line)),
    faults: [...faults],
    ...(unread === undefined ? {} : { unread }),
    ...(notes && notes.length > 0 ? { notes: [...notes] } : {}),
  };
}

export function scannedDocument(document: KnowledgeDocument, line: number): ScannedDocument {
  const json = Buffer.from(JSON.stringify(document), 'utf8');
  const { id, title, audience, mergedFrom, sections } = document;
  return {
    id,
    title,
    audience,
    ...(mergedFrom ? { mergedFrom } : {}),
    line,
    hash: hashOfLine(json),
    bytes: json.length,
    passages: sections.length,
    json: () => json,
  };
}

/** Without documents whose id another one has. Their files are read again next time: the other may be gone by then. */
function resolved(read: readonly ScannedSource[]): Pick<Scan, 'sources' | 'faults' | 'unread' | 'notes'> {
  const all = read.flatMap(({ file, documents }) => documents.map((document) => ({ ...document, file })));
  const duplicates = duplicateIds(all);
  let row = -1;
  const sources = read.map((source): ScannedSource => {
    const documents = source.documents.filter(() => {
      row += 1;
      return !duplicates.rows.has(row);
    });
    return documents.length === source.documents.length ? source : { ...source, hash: null, documents };
  });
  return {
    sources,
    faults: [...read.flatMap(({ faults }) => faults), ...duplicates.faults],
    unread: read.flatMap(({ file, unread }) => (unread === undefined ? [] : [{ file, reason: unread }])),
    notes: [...read.flatMap(({ notes = [] }) => notes), ...notesAcross(sources)],
  };
}

/** What only several files together tell: editions of other years, the same text twice. */
function notesAcross(sources: readonly ScannedSource[]): FileNote[] {
  const found = sources.flatMap(({ file, documents }) => {
    const isConverted = CONVERTED_FORMATS.has(extname(file).toLowerCase());
    return documents
      .filter(({ title }) => isConverted || yearInTitle(title) !== undefined)
      .map((document) => ({ file, document, isConverted }));
  });
  // Of texts alone only editions are told, which share their name: the others need not be read for it.
  const told = found.some(({ isConverted }) => isConverted) ? found : sharingTheirName(found);
  return editionNotes(told.map(({ file, document }) => ({ file, document: documentIn(document.json()) })));
}

function sharingTheirName<T extends { readonly document: { readonly title: string } }>(found: readonly T[]): T[] {
  const names = found.map(({ document }) => nameWithoutYear(document.title));
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return found.filter((_, at) => (times.get(names[at] ?? '') ?? 0) > 1);
}
