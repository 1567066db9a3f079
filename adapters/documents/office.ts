/**
 * Office documents and PDF by kordoc: bytes → blocks. Runs in the child process only: kordoc holds the loop until it
 * is done.
 */
import { type IRBlock, type IRTable, type ParseFailure, type ParseSuccess, parse } from 'kordoc';
import type {
  Block,
  ConversionNote,
  ReadConversion,
  RefusedConversion,
  TableCell,
} from '../../src/knowledge/conversion.js';
import { isLocked, spacesOfPdf } from './pdf.js';
import { Refused } from './refusals.js';

const CODES: Readonly<Record<NonNullable<ParseFailure['code']>, RefusedConversion['refusal']>> = {
  EMPTY_INPUT: 'empty',
  UNSUPPORTED_FORMAT: 'unsupported',
  ENCRYPTED: 'encrypted',
  DRM_PROTECTED: 'encrypted',
  CORRUPTED: 'damaged',
  DECOMPRESSION_BOMB: 'bomb',
  ZIP_BOMB: 'bomb',
  IMAGE_BASED_PDF: 'no-text',
  NO_SECTIONS: 'damaged',
  PARSE_ERROR: 'damaged',
  MISSING_DEPENDENCY: 'crashed',
  OUTPUT_TOO_LARGE: 'too-large',
};
/** Warnings that mean words are missing; a filtered ornament does not. */
const PARTIAL: Readonly<Record<string, string>> = {
  TRUNCATED_TABLE: '표의 일부를 읽지 못했습니다',
  BROKEN_ZIP_RECOVERY: '깨진 파일에서 건질 수 있는 만큼만 읽었습니다',
  MALFORMED_XML: '잘못된 부분을 건너뛰고 읽었습니다',
  PARTIAL_PARSE: '일부를 읽지 못했습니다',
  LENIENT_CFB_RECOVERY: '깨진 파일에서 건질 수 있는 만큼만 읽었습니다',
  NEEDS_OCR: '그림이거나 글자가 깨져 있어 읽지 못한 쪽이 있습니다',
  SKIPPED_OLE: '안에 끼워 넣은 개체는 읽지 않았습니다',
};

export async function readOffice(bytes: Uint8Array, isPdf: boolean): Promise<Omit<ReadConversion, 'hidden'>> {
  if (isPdf) await spacesOfPdf();
  // kordoc's own removal of running heads takes "제1장 …", "제2장 …" at the top of pages for one.
  const result = await parse(Buffer.from(bytes), { removeHeaderFooter: false });
  if (!result.success) throw new Refused(isPdf && (await isLocked(bytes)) ? 'encrypted' : refusalOf(result));
  const hasPages = result.metadata?.pageMode === 'layout';
  const blocks = withWholeLines(result.blocks).flatMap((block) => blocksOf(block, hasPages));
  if (!blocks.some((block) => block.kind !== 'table' || block.cells.some(({ text }) => text !== '')))
    throw new Refused('no-text');
  const title = result.metadata?.title?.trim();
  return {
    isRead: true,
    ...(title ? { title } : {}),
    ...(hasPages && result.pageCount ? { pages: result.pageCount } : {}),
    blocks,
    notes: notesOf(result),
  };
}

const IN_LINES: ReadonlySet<string> = new Set(['paragraph', 'heading', 'list']);

/** Words far apart on one printed line come as two blocks; they are one sentence, or one heading. */
function withWholeLines(blocks: readonly IRBlock[]): IRBlock[] {
  const whole: IRBlock[] = [];
  for (const block of blocks) {
    const last = whole.at(-1);
    const [before, box] = [last?.bbox, block.bbox];
    const isOneLine =
      last !== undefined &&
      before !== undefined &&
      box !== undefined &&
      IN_LINES.has(last.type) &&
      IN_LINES.has(block.type) &&
      before.page === box.page &&
      box.x >= before.x + before.width - box.height &&
      Math.abs(before.y - box.y) < Math.min(before.height, box.height) / 2;
    if (!isOneLine) whole.push(block);
    else
      whole[whole.length - 1] = {
        ...last,
        text: `${last.text ?? ''} ${block.text ?? ''}`,
        bbox: { ...before, width: box.x + box.width - before.x },
      };
  }
  return whole;
}

function refusalOf({ code, error, isImageBased }: ParseFailure): RefusedConversion['refusal'] {
  if (isImageBased) return 'no-text';
  if (/password|encrypt|암호/i.test(error)) return 'encrypted';
  return code ? CODES[code] : 'damaged';
}

function notesOf({ warnings = [] }: ParseSuccess): ConversionNote[] {
  const notes: ConversionNote[] = [];
  const seen = new Set<string>();
  for (const { code, page } of warnings) {
    // Without a page it tells of running heads that were taken out.
    const isHidden = code === 'HIDDEN_TEXT_FILTERED' && page !== undefined;
    const text = isHidden ? '보이지 않게 쓴 글자가 있어 뺐습니다' : PARTIAL[code];
    const key = `${code} ${page ?? ''}`;
    if (text === undefined || seen.has(key)) continue;
    seen.add(key);
    notes.push({ kind: isHidden ? 'hidden' : 'partial', text, ...(page ? { page } : {}) });
  }
  return notes;
}

function blocksOf(block: IRBlock, hasPages: boolean): Block[] {
  const page = hasPages && block.pageNumber ? { page: block.pageNumber } : {};
  const own = ((): Block[] => {
    if (block.type === 'table' && block.table) return tableBlocks(block.table, page);
    const text = tidy([block.text ?? '', block.footnoteText ? `(${block.footnoteText})` : ''].join(' '));
    if (text === '') return [];
    if (block.type === 'heading')
      return [{ kind: 'heading', level: Math.min(6, Math.max(1, block.level ?? 1)), text, ...page }];
    return block.type === 'image' || block.type === 'separator' ? [] : [{ kind: 'text', text, ...page }];
  })();
  return [...own, ...(block.children ?? []).flatMap((child) => blocksOf(child, hasPages))];
}

/** kordoc fills places under a merged cell with empty cells; they are told apart by the spans. */
function tableBlocks(table: IRTable, page: { page?: number }): Block[] {
  const covered = new Set<string>();
  const cells: TableCell[] = [];
  const inner: Block[] = [];
  table.cells.forEach((row, r) => {
    row.forEach((cell, c) => {
      if (covered.has(`${r},${c}`)) return;
      const rowSpan = Math.min(Math.max(1, cell.rowSpan), table.rows - r);
      const columnSpan = Math.min(Math.max(1, cell.colSpan), table.cols - c);
      for (let y = 0; y < rowSpan; y += 1) for (let x = 0; x < columnSpan; x += 1) covered.add(`${r + y},${c + x}`);
      for (const block of cell.blocks ?? [])
        if (block.type === 'table' && block.table) inner.push(...tableBlocks(block.table, page));
      cells.push({
        text: tidy(cell.text),
        row: r,
        column: c,
        rowSpan,
        columnSpan,
        ...(cell.isHeader ? { isHeader: true } : {}),
      });
    });
  });
  // A frame of one cell around running text is no table.
  const lines = table.rows * table.cols === 1 ? (table.cells[0]?.[0]?.text ?? '').split('\n') : undefined;
  if (lines)
    return [
      ...lines
        .map(tidy)
        .filter(Boolean)
        .map((text): Block => ({ kind: 'text', text, ...page })),
      ...inner,
    ];
  const caption = table.caption === undefined ? '' : tidy(table.caption);
  return [{ kind: 'table', cells, ...(caption ? { caption } : {}), ...page }, ...inner];
}

const tidy = (text: string): string =>
  text
    .replace(/<\/?u>/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
