/**
 * Write a record: a document → the text of its `.md` file, the inverse of `readRecord`. Fields stand in the order of
 * the schema, so that two writings of one document are equal byte by byte and a change reads as a short diff.
 */
import { stringify } from 'yaml';
import { frontMatterSchema, type KnowledgeDocument } from './schema.js';

// Made once: zod compiles a schema when it is first used.
const front = frontMatterSchema.strip();
const FIELDS = Object.keys(frontMatterSchema.shape);

export function recordText(document: KnowledgeDocument): string {
  const body = document.sections.flatMap(({ heading, claims }) => [
    `## ${heading}`,
    ...claims.map(({ text }) => `- ${text}`),
  ]);
  return `---\n${stringify(frontOf(document), { lineWidth: 0, aliasDuplicateObjects: false })}---\n${body.join('\n')}\n`;
}

/** Equal for two documents whose `recordText` is; made in a fraction of its time. */
export function recordKey(document: KnowledgeDocument): string {
  return JSON.stringify([
    frontOf(document),
    document.sections.map(({ heading, claims }) => [heading, ...claims.map(({ text }) => text)]),
  ]);
}

function frontOf(document: KnowledgeDocument): Record<string, unknown> {
  const given = new Map<string, unknown>(Object.entries(front.parse(document)));
  return Object.fromEntries(FIELDS.flatMap((key) => (given.get(key) === undefined ? [] : [[key, given.get(key)]])));
}
