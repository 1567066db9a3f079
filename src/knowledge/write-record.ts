/**
 * Write a record: a document → the text of its `.md` file, the inverse of `readRecord`. Fields stand in the order of
 * the schema, so that two writings of one document are equal byte by byte and a change reads as a short diff.
 */
import { stringify } from 'yaml';
import { frontMatterSchema, type KnowledgeDocument } from './schema.js';

export function recordText(document: KnowledgeDocument): string {
  const front = frontMatterSchema.strip().parse(document);
  const ordered = Object.fromEntries(
    Object.keys(frontMatterSchema.shape).flatMap((key) => {
      const value: unknown = Object.entries(front).find(([name]) => name === key)?.[1];
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const body = document.sections.flatMap(({ heading, claims }) => [
    `## ${heading}`,
    ...claims.map(({ text }) => `- ${text}`),
  ]);
  return `---\n${stringify(ordered, { lineWidth: 0, aliasDuplicateObjects: false })}---\n${body.join('\n')}\n`;
}
