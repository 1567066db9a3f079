/**
 * Read a knowledge folder: every record, plain text and `.jsonl` below it → documents, faults, and the files that
 * were left out with the reason. Nothing is skipped silently.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { decodeText } from '../korean/encodings.js';
import { type DocumentOrder, givesOrders, ordersIn } from '../safety/document-orders.js';
import { BESIDE_FILE, type Beside, type Known, knownOf, readBeside, withKnown } from './beside.js';
import {
  CONVERTED_FORMATS,
  type Conversion,
  type DocumentConverter,
  type FileNote,
  PASSING_REFUSALS,
} from './conversion.js';
import { documentOf } from './converted.js';
import { editionNotes } from './editions.js';
import type { Fault } from './faults.js';
import { faultTexts } from './issues.js';
import { jsonLineSchema, readPlain } from './plain.js';
import { hasFrontMatter, readRecord } from './record.js';
import type { Audience, KnowledgeDocument } from './schema.js';

export interface KnowledgeFolder {
  readonly documents: readonly { readonly document: KnowledgeDocument; readonly file: string; readonly line: number }[];
  readonly faults: readonly Fault[];
  /** Files that could not be read, with the reason and what to do. */
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  /** What an admin should know of files that were read: hidden words, parts left out, older editions. */
  readonly notes: readonly FileNote[];
  /** Changes when any file that was read changes. */
  readonly contentHash: string;
}

/** Files beside the records that are read elsewhere (`support.ts`, `src/review`) or are for people. */
const NOT_DOCUMENTS =
  /^(readme(\..*)?|license|notice|glossary\.ya?ml|hotlines\.ya?ml|income-standards\.ya?ml|regions\.ya?ml|sources\.ya?ml|golden\.jsonl)$/i;
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
export function sourceHash({ known }: Source, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes);
  return (known ? hash.update(JSON.stringify(known)) : hash).digest('hex');
}

/** What one file became. Depends on nothing but the file, so that it may be kept while the file stays as it is. */
export interface SourceReading {
  readonly documents: readonly { readonly document: KnowledgeDocument; readonly line: number }[];
  readonly faults: readonly Fault[];
  /** Why nothing of it was read, where its kind cannot be. */
  readonly unread?: string | undefined;
  /** It may be read another time: there was not enough time or memory. */
  readonly mayRetry?: true | undefined;
  /** What of it was left out or found hidden. */
  readonly notes?: readonly FileNote[] | undefined;
}

export async function readKnowledgeFolder(folder: string, converter?: DocumentConverter): Promise<KnowledgeFolder> {
  const documents: { document: KnowledgeDocument; file: string; line: number }[] = [];
  const faults: Fault[] = [];
  const unread: { file: string; reason: string }[] = [];
  const notes: FileNote[] = [];
  const hashes: string[] = [];
  for (const source of await listSources(folder)) {
    const { file } = source;
    const reason = unreadableKind(file);
    if (reason !== undefined) {
      unread.push({ file, reason });
      continue;
    }
    const bytes = await readFile(source.path);
    hashes.push(`${file}\0${sourceHash(source, bytes)}`);
    const reading = await readSource(source, bytes, converter);
    documents.push(...reading.documents.map((entry) => ({ ...entry, file })));
    faults.push(...reading.faults);
    if (reading.unread !== undefined) unread.push({ file, reason: reading.unread });
    notes.push(...(reading.notes ?? []));
  }
  const duplicates = duplicateIds(documents.map(({ document, file, line }) => ({ ...document, file, line })));
  faults.push(...duplicates.faults);
  const kept = documents.filter((_entry, row) => !duplicates.rows.has(row));
  return {
    documents: kept,
    faults,
    unread,
    notes: [...notes, ...editionNotes(kept)],
    contentHash: contentHashOf(hashes),
  };
}

/** From `<file>\0<hash of its bytes>` of every file that was read. */
export function contentHashOf(hashes: readonly string[]): string {
  return createHash('sha256').update(hashes.join('\n')).digest('hex');
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

/** `converter` reads what is not text; without one such files are left unread, with the reason. */
export async function readSource(
  source: Source,
  bytes: Uint8Array,
  converter?: DocumentConverter,
): Promise<SourceReading> {
  if (basename(source.file) === BESIDE_FILE)
    return faulty({
      file: source.file,
      line: 1,
      field: BESIDE_FILE,
      problem: '읽을 수 없거나 모르는 항목이 있습니다',
      remedy: 'all, publisher, trust, files 아래에 기록의 항목을 적으세요',
    });
  const reading = await readFileAlone(source, bytes, converter);
  const { known } = source;
  if (!known) return reading;
  const documents = reading.documents.map(({ document, line }) => ({ document: withKnown(document, known), line }));
  return { ...reading, documents };
}

async function readFileAlone(
  { path, file }: Source,
  bytes: Uint8Array,
  converter?: DocumentConverter,
): Promise<SourceReading> {
  if (CONVERTED_FORMATS.has(extname(file).toLowerCase())) {
    if (!converter)
      return {
        documents: [],
        faults: [],
        unread: '여기서는 읽지 못하는 형식입니다. 글자로 옮긴 .md나 .txt로 넣으세요.',
      };
    return readConverted({ path, file }, await converter.convert({ name: basename(file), bytes }));
  }
  const text = decodeText(bytes);
  if (text === undefined)
    return faulty({
      file,
      line: 1,
      field: '글자',
      problem: '글자로 읽을 수 없습니다(UTF-8도 한글 윈도 글자도 아님)',
      remedy: '파일을 UTF-8로 다시 저장하세요',
    });
  const extension = extname(file).toLowerCase();
  const orders = extension === '.jsonl' ? [] : ordersIn(text);
  // A document that steers is named to the admin and stays out, whole: what else it says is not to be trusted.
  if (orders.length > 0) return faulty(...orders.map((order) => orderFault(file, order.line, order.kind)));
  if (text.trim() === '')
    return faulty({ file, line: 1, field: '본문', problem: '빈 파일입니다', remedy: '내용을 넣거나 파일을 지우세요' });
  if (extension === '.jsonl') return readJsonLines(file, text);
  if (extension === '.md' && hasFrontMatter(text)) {
    const result = readRecord(file, text);
    return 'faults' in result
      ? faulty(...result.faults)
      : { documents: [{ document: result.document, line: 1 }], faults: [] };
  }
  const date = (await stat(path)).mtime.toISOString().slice(0, 10);
  return {
    documents: [
      { document: readPlain(basename(file, extname(file)), text, { audience: audienceOf(file) }, date), line: 1 },
    ],
    faults: [],
  };
}

async function readConverted({ path, file }: Source, conversion: Conversion): Promise<SourceReading> {
  if (!conversion.isRead)
    return {
      documents: [],
      faults: [],
      unread: `${conversion.reason}. ${conversion.remedy}.`,
      ...(PASSING_REFUSALS.has(conversion.refusal) ? { mayRetry: true } : {}),
    };
  const orders = [
    ...conversion.hidden.filter(({ text }) => givesOrders(text)).map(({ page }) => ({ kind: 'hidden' as const, page })),
    ...conversion.blocks
      .filter((block) =>
        (block.kind === 'table' ? block.cells.map(({ text }) => text) : [block.text]).some(givesOrders),
      )
      .map(({ page }) => ({ kind: 'open' as const, page })),
  ];
  if (orders.length > 0) return faulty(...orders.map(({ kind, page }) => orderFault(file, 1, kind, page)));
  const date = (await stat(path)).mtime.toISOString().slice(0, 10);
  const name = basename(file, extname(file));
  const document = documentOf(name, conversion, name, date, audienceOf(file));
  const notes = conversion.notes.map(({ kind, text, page }) => ({
    file,
    kind,
    text: page === undefined ? text : `${page}쪽: ${text}`,
  }));
  if (document.sections.length === 0)
    return { documents: [], faults: [], unread: '읽을 글이 없습니다. 내용이 있는 파일로 바꾸세요.', notes };
  return { documents: [{ document, line: 1 }], faults: [], notes };
}

/** What lies in a folder for staff is for them, though the file itself does not say so. */
function audienceOf(file: string): Audience {
  return file
    .split(/[\\/]/)
    .slice(0, -1)
    .some((part) => /^(?:staff|내부|직원)$/i.test(part))
    ? 'staff'
    : 'public';
}

function faulty(...faults: readonly Fault[]): SourceReading {
  return { documents: [], faults };
}

export async function listSources(folder: string): Promise<readonly Source[]> {
  let entries: Awaited<ReturnType<typeof readAll>>;
  try {
    entries = await readAll(folder);
  } catch (cause) {
    throw new KnowledgeFolderError(
      `지식 폴더를 읽을 수 없습니다: ${folder}\n  → 폴더가 있는지, 읽을 권한이 있는지 확인하고 --knowledge 로 알려 주세요.`,
      { cause },
    );
  }
  const files = entries
    .filter((entry) => entry.isFile() && !NOT_DOCUMENTS.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    // Hidden files and folders (.git, .trash) are nobody's knowledge.
    .filter(
      (path) =>
        !relative(folder, path)
          .split(sep)
          .some((part) => part.startsWith('.')),
    )
    .sort()
    .map((path) => ({ path, file: relative(folder, path).normalize('NFC') }));
  return withBeside(files);
}

/** Each file with what the nearest `documents.yaml` above it tells. One that cannot be read stays in, as a fault. */
async function withBeside(files: readonly Source[]): Promise<readonly Source[]> {
  const told = new Map<string, Beside>();
  for (const { path, file } of files) {
    if (basename(file) !== BESIDE_FILE) continue;
    const beside = readBeside(await readFile(path, 'utf8').catch(() => ''));
    if (beside) told.set(dirname(file), beside);
  }
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

function readAll(folder: string) {
  return readdir(folder, { recursive: true, withFileTypes: true });
}

function readJsonLines(file: string, text: string): SourceReading {
  const documents: { document: KnowledgeDocument; line: number }[] = [];
  const faults: Fault[] = [];
  text.split('\n').forEach((raw, index) => {
    if (raw.trim() === '') return;
    const line = index + 1;
    let json: unknown;
    try {
      json = JSON.parse(raw);
    } catch {
      faults.push({
        file,
        line,
        field: 'JSON',
        problem: 'JSON으로 읽을 수 없습니다',
        remedy: '한 줄에 JSON 객체 하나를 쓰세요',
      });
      return;
    }
    const parsed = jsonLineSchema.safeParse(json, { reportInput: true });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      if (issue) faults.push({ file, line, ...faultTexts(issue), remedy: '{"id","title","text"} 꼴로 고치세요' });
      return;
    }
    const [order] = ordersIn(parsed.data.text);
    if (order) {
      faults.push(orderFault(file, line, order.kind));
      return;
    }
    const id = parsed.data.id ?? `${basename(file, '.jsonl')}-${line}`;
    documents.push({ document: readPlain(id, parsed.data.text, parsed.data), line });
  });
  return { documents, faults };
}

const ORDER_PROBLEMS: Readonly<Record<DocumentOrder['kind'], string>> = {
  invisible: '화면에 보이지 않는 글자로 쓴 말이 있습니다',
  hidden: '숨긴 글(주석이나 보이지 않는 요소)에 인공지능에게 시키는 말이 있습니다',
  open: '읽는 인공지능에게 시키는 말이 있습니다',
};

function orderFault(file: string, line: number, kind: DocumentOrder['kind'], page?: number): Fault {
  return {
    file,
    line,
    field: '시키는 말',
    problem: page === undefined ? ORDER_PROBLEMS[kind] : `${page}쪽: ${ORDER_PROBLEMS[kind]}`,
    remedy: '누가 넣었는지 확인하고 그 줄을 지우세요. 그때까지 이 문서는 색인에 넣지 않습니다',
  };
}

/** What tells two documents apart, and where it stands. */
export interface Named {
  readonly id: string;
  readonly mergedFrom?: readonly string[] | undefined;
  readonly file: string;
  readonly line: number;
}

/** An id may stand for one document only; the first keeps it, the later ones (by row) are faulty. */
export function duplicateIds(documents: readonly Named[]) {
  const rows = new Set<number>();
  const first = new Map<string, string>();
  const faults: Fault[] = [];
  documents.forEach(({ id: own, mergedFrom = [], file, line }, row) => {
    for (const id of [own, ...mergedFrom]) {
      const earlier = first.get(id);
      if (earlier !== undefined) {
        rows.add(row);
        faults.push({
          file,
          line,
          field: 'id',
          problem: `같은 id가 ${earlier}에도 있습니다: ${id}`,
          remedy: '둘 가운데 하나의 id를 바꾸세요',
        });
      } else first.set(id, file);
    }
  });
  return { rows, faults };
}
