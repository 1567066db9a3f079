/**
 * Documents that are not text, read by kordoc and by parsers for web pages and tables, in child processes with limits
 * of size, time and memory. Nothing is started before the first document.
 */
import { availableParallelism } from 'node:os';
import type { Conversion, DocumentConverter } from '../../src/knowledge/conversion.js';
import { createReader, type DocumentReader } from './process.js';
import { refuse } from './refusals.js';

export interface DocumentLimits {
  readonly fileBytes: number;
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  /** How many documents are read at once. */
  readonly readers: number;
}

const MEBIBYTE = 1024 * 1024;
export const DOCUMENT_LIMITS: DocumentLimits = {
  fileBytes: 50 * MEBIBYTE,
  timeoutMs: 60_000,
  memoryBytes: 800 * MEBIBYTE,
  readers: Math.min(2, availableParallelism()),
};

/** Raise the second part whenever this folder reads the same bytes otherwise than before. */
export const CONVERTER_ID = 'kordoc-4.14.1+4';

export function createDocumentConverter(limits: Partial<DocumentLimits> = {}): DocumentConverter & { stop(): void } {
  const { fileBytes, readers: count, ...reader } = { ...DOCUMENT_LIMITS, ...limits };
  const idle: DocumentReader[] = Array.from({ length: count }, () => createReader(reader));
  const all = [...idle];
  const waiting: ((reader: DocumentReader) => void)[] = [];

  async function withReader(work: (reader: DocumentReader) => Promise<Conversion>): Promise<Conversion> {
    const reader = idle.pop() ?? (await new Promise<DocumentReader>((resolve) => waiting.push(resolve)));
    try {
      return await work(reader);
    } finally {
      const next = waiting.shift();
      if (next) next(reader);
      else idle.push(reader);
    }
  }

  return {
    id: CONVERTER_ID,
    async convert(file) {
      if (file.bytes.byteLength === 0) return refuse('empty');
      if (file.bytes.byteLength > fileBytes)
        return refuse('too-large', `${Math.round(fileBytes / MEBIBYTE)}MB까지 읽습니다`);
      return withReader((reader) => reader.read(file));
    },
    stop() {
      for (const reader of all) reader.stop();
    },
  };
}
