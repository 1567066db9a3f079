/**
 * The documents of a version, searched where they were saved: what every search reads of a document (title, region,
 * status …) is kept in memory, its sections are read from its line when somebody asks for them.
 *
 * In: the bytes of `documents.jsonl`. Out: documents that look like any others, and their passages by row. Throws
 * `SyntaxError` on a line that is not JSON. Fifty thousand passages of text would otherwise fill the heap for the few
 * that an answer quotes.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Passage, passageOf } from '../knowledge/passages.js';
import type { KnowledgeDocument, Section } from '../knowledge/schema.js';

export interface SavedPassages {
  readonly length: number;
  /** Row of the document that passage `row` belongs to. */
  documentOf(row: number): number;
  at(row: number): Passage | undefined;
}

export interface SavedDocuments {
  readonly documents: readonly KnowledgeDocument[];
  readonly passages: SavedPassages;
}

/** Documents whose sections stay in memory after they were read; the shipped knowledge fits in whole. */
const KEPT_MAX = 1000;
const LINE_BREAK = 0x0a;
const SLICE_MS = 5;

/** Gives way to other work, so that answers go on beside. */
export async function openDocuments(bytes: Buffer): Promise<SavedDocuments> {
  const documents: KnowledgeDocument[] = [];
  const starts: number[] = [];
  const owners: number[] = [];
  const firstPassages: number[] = [];
  const kept = new Map<number, readonly Section[]>();

  // Written by this program and proved by checksum, so a line is taken at its word.
  const lineAt = (start: number): KnowledgeDocument => {
    const end = bytes.indexOf(LINE_BREAK, start);
    return JSON.parse(bytes.toString('utf8', start, end < 0 ? bytes.length : end));
  };
  const sectionsOf = (row: number): readonly Section[] => {
    const known = kept.get(row);
    // Put last again: what was asked for least lately is at the front, and goes first.
    if (known) kept.delete(row);
    const sections = known ?? lineAt(starts[row] ?? 0).sections;
    kept.set(row, sections);
    const [oldest] = kept.size > KEPT_MAX ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return sections;
  };
  const rowOf = new WeakMap<object, number>();
  // One function for all documents: they share their shape, which searches read by the hundred.
  function readSections(this: object): readonly Section[] {
    return sectionsOf(rowOf.get(this) ?? 0);
  }

  let since = performance.now();
  for (let start = 0; start < bytes.length; start = nextLine(bytes, start)) {
    if (performance.now() - since >= SLICE_MS) {
      await nextTurn();
      since = performance.now();
    }
    const { sections, ...head } = lineAt(start);
    const row = documents.length;
    sections.forEach(() => {
      owners.push(row);
    });
    firstPassages.push(owners.length - sections.length);
    starts.push(start);
    rowOf.set(head, row);
    const property = { get: readSections, enumerable: true, configurable: true };
    documents.push(Object.defineProperty(head, 'sections', property) as KnowledgeDocument);
  }
  const ownerOf = Uint32Array.from(owners);
  return {
    documents,
    passages: {
      length: ownerOf.length,
      documentOf: (row) => ownerOf[row] ?? 0,
      at(row) {
        const owner = ownerOf[row];
        const document = owner === undefined ? undefined : documents[owner];
        if (owner === undefined || document === undefined) return undefined;
        const section = document.sections[row - (firstPassages[owner] ?? 0)];
        return section && passageOf(document, section);
      },
    },
  };
}

function nextLine(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(LINE_BREAK, start);
  return end < 0 ? bytes.length : end + 1;
}
