/**
 * One file of the knowledge folder → its documents, by its format, or the fault or reason why there are none. A
 * document that gives orders to the reader stays out, whole, and is named to the admin.
 */
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { decodeText } from '../korean/encodings.js';
import { type DocumentOrder, givesOrders, ordersIn } from '../safety/document-orders.js';
import { BESIDE_FILE, withKnown } from './beside.js';
import {
  CONVERTED_FORMATS,
  type Conversion,
  type DocumentConverter,
  type FileNote,
  PASSING_REFUSALS,
} from './conversion.js';
import { documentOf } from './converted.js';
import type { Fault } from './faults.js';
import { faultTexts } from './issues.js';
import { jsonLineSchema, readPlain } from './plain.js';
import { hasFrontMatter, readRecord } from './record.js';
import type { Audience, KnowledgeDocument } from './schema.js';
import type { Source } from './source-files.js';

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
