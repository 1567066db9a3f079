/**
 * The files of a knowledge folder: which are there, what the nearest `documents.yaml` tells of each, and which are left
 * alone by their name. Declines with a `KnowledgeFolderError` where the folder cannot be read.
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { BESIDE_FILE, type Beside, type Known, knownOf, readBeside } from './beside.js';
import { CONVERTED_FORMATS } from './conversion.js';

/** Files beside the records that are read elsewhere (`support.ts`, `src/review`) or are for people. */
const NOT_DOCUMENTS =
  /^(readme(\..*)?|license|notice|glossary\.ya?ml|hotlines\.ya?ml|income-standards\.ya?ml|regions\.ya?ml|sources\.ya?ml|asked\.tsv|golden\.jsonl)$/i;
const TEXT_FORMATS = new Set(['.md', '.txt']);
const OTHER_OFFICE = new Set(['.doc', '.ppt', '.pptx', '.odt', '.ods', '.rtf', '.xlsb', '.hwt', '.show', '.cell']);

export class KnowledgeFolderError extends Error {
  override name = 'KnowledgeFolderError';
}

/** A file below the knowledge folder. */
export interface Source {
  readonly path: string;
  /** Its path from the folder, NFC: what people and the index call it. */
  readonly file: string;
  /** What the nearest `documents.yaml` tells of it. */
  readonly known?: Known | undefined;
}

/** Of all that a file's documents are made of: its bytes, and what is told beside it. */
export function sourceHash({ known }: Source, contentHash: string): string {
  return known ? sha256(`${contentHash}\n${JSON.stringify(known)}`) : contentHash;
}

/** What `sourceHash` takes of a file's bytes. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Why a file is left alone by its name; undefined where it is read. */
export function unreadableKind(file: string): string | undefined {
  if (basename(file) === BESIDE_FILE) return undefined;
  const extension = extname(file).toLowerCase();
  if (extension === '.jsonl' || TEXT_FORMATS.has(extension) || CONVERTED_FORMATS.has(extension)) return undefined;
  if (OTHER_OFFICE.has(extension))
    return `읽지 못하는 형식입니다(${extension}). HWPX, PDF, DOCX나 XLSX로 저장해서 넣으세요.`;
  return `모르는 형식입니다(${extension || '확장자 없음'}).`;
}

export async function listSources(folder: string): Promise<readonly Source[]> {
  let paths: readonly string[];
  try {
    paths = filesBelow(folder, '');
  } catch (cause) {
    throw new KnowledgeFolderError(
      `지식 폴더를 읽을 수 없습니다: ${folder}\n  → 폴더가 있는지, 읽을 권한이 있는지 확인하고 --knowledge 로 알려 주세요.`,
      { cause },
    );
  }
  const files = [...paths].sort().map((path) => ({ path: join(folder, path), file: path.normalize('NFC') }));
  return withBeside(files);
}

/** Paths from the folder. Hidden files and folders (.git, .trash) are nobody's knowledge. */
function filesBelow(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.')) return [];
    const path = below === '' ? entry.name : `${below}${sep}${entry.name}`;
    if (entry.isDirectory()) return filesBelow(folder, path);
    return entry.isFile() && !NOT_DOCUMENTS.test(entry.name) ? [path] : [];
  });
}

/** Each file with what the nearest `documents.yaml` above it tells. One that cannot be read stays in, as a fault. */
async function withBeside(files: readonly Source[]): Promise<readonly Source[]> {
  const told = new Map<string, Beside>();
  for (const { path, file } of files) {
    if (basename(file) !== BESIDE_FILE) continue;
    const beside = readBeside(await readFile(path, 'utf8').catch(() => ''));
    if (beside) told.set(dirname(file), beside);
  }
  if (told.size === 0) return files;
  return files
    .filter(({ file }) => basename(file) !== BESIDE_FILE || !told.has(dirname(file)))
    .map((source) => {
      const folder = foldersAbove(source.file).find((above) => told.has(above));
      const beside = folder === undefined ? undefined : told.get(folder);
      if (folder === undefined || !beside) return source;
      return { ...source, known: knownOf(beside, relative(folder, source.file).split(sep).join('/')) };
    });
}

/** Its own folder first, `.` last. */
function foldersAbove(file: string): readonly string[] {
  const above = dirname(file);
  return above === '.' ? ['.'] : [above, ...foldersAbove(above)];
}
