/** A document as the line it is in `documents.jsonl`. Written by this program, so a line is taken at its word. */
import type { KnowledgeDocument } from '../knowledge/schema.js';

export function documentIn(line: Uint8Array): KnowledgeDocument {
  return JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('utf8'));
}
