/** Sniff: what a file is by its first bytes, whatever it is called. In: bytes and name. Out: the way to read it. */
import { extname } from 'node:path';
import { decodeText, isText } from '../../src/korean/encodings.js';

export type Kind = 'zip' | 'ole' | 'pdf' | 'hwp3' | 'hwpml' | 'html' | 'csv' | 'other';

const STARTS: readonly (readonly [Kind, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
];
const HEAD_BYTES = 4_096;
/** A PDF may begin after some rubbish. */
const PDF_WITHIN_BYTES = 1_024;

export function sniff(name: string, bytes: Uint8Array): Kind {
  for (const [kind, start] of STARTS) if (start.every((byte, index) => bytes[index] === byte)) return kind;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES)).toString('latin1');
  if (head.slice(0, PDF_WITHIN_BYTES).includes('%PDF-')) return 'pdf';
  if (head.startsWith('HWP Document File V3')) return 'hwp3';
  if (/<HWPML[\s>]/i.test(head)) return 'hwpml';
  const extension = extname(name).toLowerCase();
  const text = decodeText(bytes);
  if (text === undefined || !isText(text)) return 'other';
  // Offices export tables of web pages under the names of spreadsheets.
  if (/<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6])[\s>]/i.test(head.replaceAll('\0', ''))) return 'html';
  if (extension === '.html' || extension === '.htm') return 'html';
  if (extension === '.csv' || /^\.xlsx?$/.test(extension)) return 'csv';
  return 'other';
}

/** Kinds that may stand behind an extension without a word about it. */
const USUAL: Readonly<Record<string, readonly Kind[]>> = {
  '.hwp': ['ole', 'hwp3', 'hwpml'],
  '.hwpx': ['zip'],
  '.pdf': ['pdf'],
  '.docx': ['zip'],
  '.xlsx': ['zip'],
  '.xls': ['ole'],
  '.csv': ['csv'],
  '.html': ['html'],
  '.htm': ['html'],
};

export function isUsual(name: string, kind: Kind): boolean {
  return USUAL[extname(name).toLowerCase()]?.includes(kind) ?? false;
}
