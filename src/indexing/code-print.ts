/**
 * What the program's own reading and cutting of words is, as a hash: parsed documents and counted words of an earlier
 * version are used again only where the code that made them is the same. Taken from the code itself, so that nobody has
 * to remember to raise a number.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));
/** All that a document passes through before it stands in the index; vectors are the embedder's and have its id. */
const PARTS = [
  'knowledge',
  'korean',
  'safety',
  'retrieval/lexical-build',
  'retrieval/lexical-earlier',
  'retrieval/lexical-gather',
  'retrieval/lexical-levels',
  'retrieval/lexical-merge',
  'retrieval/lexical-layout',
] as const;

let print: string | undefined;

export function codePrint(): string {
  print ??= printOf();
  return print;
}

function printOf(): string {
  const hash = createHash('sha256');
  for (const file of PARTS.flatMap(filesOf)) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function filesOf(part: string): string[] {
  const path = join(SOURCE, part);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
      .sort()
      .map((name) => join(path, name));
  return [`${path}.js`, `${path}.ts`].filter((file) => statSync(file, { throwIfNoEntry: false }) !== undefined);
}
