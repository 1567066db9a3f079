/**
 * A knowledge folder with what reads it: documents of every format through the converter, support files from the
 * folder or else from the package, and the faults of both. Declines nothing; what cannot be read is told as a fault.
 */
import { join } from 'node:path';
import { createDocumentConverter } from '../../adapters/documents/index.js';
import type { DocumentConfig } from '../config.js';
import { sha256 } from '../indexing/files.js';
import { unknownAsked } from '../knowledge/asked.js';
import { checkDocuments } from '../knowledge/check.js';
import type { DocumentConverter } from '../knowledge/conversion.js';
import { createCachedConverter } from '../knowledge/conversion-cache.js';
import type { Fault } from '../knowledge/faults.js';
import { type KnowledgeFolder, readKnowledgeFolder } from '../knowledge/reader.js';
import { readSupport, type Support } from '../knowledge/support.js';
import { PACKAGE_FOLDER } from '../package-folder.js';

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
    // Questions belong to the records beside them, and "nobody answers" to that folder alone.
    asked: own.support.asked,
  };
  return { support, faults: own.faults };
}

/** Where support files are looked for. */
export function supportFolders(folder: string): readonly string[] {
  return [join(PACKAGE_FOLDER, 'knowledge'), folder];
}

/** Of documents and support files together. */
export function contentHashWith(contentHash: string, support: Support): string {
  return sha256(`${contentHash}\n${JSON.stringify(support)}`);
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
  const ids = new Set(records.map(({ document }) => document.id));
  return [
    ...knowledge.faults,
    ...checkDocuments(checked, knowledge.support.regions),
    ...unknownAsked(knowledge.support.asked ?? {}, ids),
  ];
}
