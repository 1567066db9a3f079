/**
 * The port for documents that are not text: bytes with a name → headings, paragraphs and tables in reading order,
 * with the page on which each stands; or why they cannot be read and what to do.
 *
 * What comes back crosses a process and a cache, so it has a schema.
 */
import { z } from 'zod';

const page = z.number().int().positive().optional();

/** A cell at its upper left corner. Places that a merged cell covers are not repeated. */
const cellSchema = z.object({
  text: z.string(),
  row: z.number().int().min(0),
  column: z.number().int().min(0),
  rowSpan: z.number().int().positive(),
  columnSpan: z.number().int().positive(),
  isHeader: z.boolean().optional(),
});
export type TableCell = z.infer<typeof cellSchema>;

const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.number().int().min(1).max(6), text: z.string(), page }),
  z.object({ kind: z.literal('text'), text: z.string(), page }),
  z.object({ kind: z.literal('table'), caption: z.string().optional(), cells: z.array(cellSchema), page }),
]);
export type Block = z.infer<typeof blockSchema>;
export type TableBlock = Extract<Block, { kind: 'table' }>;

/** What an admin should know of a document that was read: what of it was not, or is not to be seen. */
const noteSchema = z.object({
  kind: z.enum(['hidden', 'partial', 'renamed']),
  text: z.string(),
  page,
});
export type ConversionNote = z.infer<typeof noteSchema>;

/** What an admin is told of a file that was read. */
export const fileNoteSchema = z.object({
  file: z.string(),
  kind: z.enum(['hidden', 'partial', 'renamed', 'edition', 'double']),
  /** Korean. */
  text: z.string(),
});
export type FileNote = z.infer<typeof fileNoteSchema>;

const REFUSALS = [
  'too-large',
  'empty',
  'wrong-type',
  'unsupported',
  'encrypted',
  'damaged',
  'bomb',
  'no-text',
  'timeout',
  'memory',
  'crashed',
] as const;

/** Another time there may be enough. */
export const PASSING_REFUSALS: ReadonlySet<(typeof REFUSALS)[number]> = new Set(['timeout', 'memory', 'crashed']);

export const conversionSchema = z.discriminatedUnion('isRead', [
  z.object({
    isRead: z.literal(true),
    title: z.string().optional(),
    /** How many pages; undefined where the format or this file knows none. */
    pages: z.number().int().positive().optional(),
    blocks: z.array(blockSchema),
    /** Words that no reader sees, kept apart from the blocks so that orders among them can be found. */
    hidden: z.array(z.object({ text: z.string(), page })),
    notes: z.array(noteSchema),
  }),
  z.object({
    isRead: z.literal(false),
    refusal: z.enum(REFUSALS),
    /** Korean, for admins. */
    reason: z.string(),
    remedy: z.string(),
  }),
]);
export type Conversion = z.infer<typeof conversionSchema>;
export type ReadConversion = Extract<Conversion, { isRead: true }>;
export type RefusedConversion = Extract<Conversion, { isRead: false }>;

export interface SourceFile {
  /** Name with extension; what it is is judged by the bytes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface DocumentConverter {
  /** Changes whenever the same bytes may be read otherwise; part of the key under which a conversion is kept. */
  readonly id: string;
  /** Never rejects: what cannot be read is a refusal. */
  convert(file: SourceFile): Promise<Conversion>;
}

/** Extensions that a converter reads, in lower case. */
export const CONVERTED_FORMATS: ReadonlySet<string> = new Set([
  '.hwp',
  '.hwpx',
  '.pdf',
  '.docx',
  '.xlsx',
  '.xls',
  '.csv',
  '.html',
  '.htm',
]);
