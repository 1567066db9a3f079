/**
 * Support files once read: glossary, hotlines, income standards and regions → what they say, taken from the earlier
 * version where neither a byte of them nor the program that reads has changed. Parsing them takes longer than looking
 * through ten thousand untouched documents. Files with faults are read again each time, so that the faults are told.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '../knowledge/faults.js';
import { SUPPORT_FILES, type Support, supportSchema } from '../knowledge/support.js';
import type { Earlier } from './earlier.js';
import { sha256 } from './files.js';
import type { Seen } from './seen.js';

interface ReadSupport {
  readonly support: Support;
  readonly faults: readonly Fault[];
}

export interface SupportInput {
  /** Where the files may lie. */
  readonly folders: readonly string[];
  readonly reader: string;
  readonly earlier: Earlier | undefined;
  readonly seen: Seen;
  read(): Promise<ReadSupport>;
}

const NAME = 'support';

export async function supportOnceRead({ folders, reader, earlier, seen, read }: SupportInput): Promise<ReadSupport> {
  const key = await keyOf(folders, reader);
  const known = seen.resultOf(NAME, key);
  const kept = earlier && known === earlier.manifest.knowledge.supportHash ? await supportIn(earlier) : undefined;
  if (kept) return { support: kept, faults: [] };
  const result = await read();
  if (result.faults.length === 0) seen.noteResult(NAME, key, sha256(JSON.stringify(result.support)));
  return result;
}

async function keyOf(folders: readonly string[], reader: string): Promise<string> {
  const key = createHash('sha256').update(reader);
  for (const folder of folders)
    for (const file of SUPPORT_FILES) {
      const content = await readFile(join(folder, file)).catch(() => undefined);
      key.update(`\n${join(folder, file)} ${content?.length ?? 'none'}\n`).update(content ?? '');
    }
  return key.digest('hex');
}

/** Undefined where it would not be written again as it was: its hash would then tell of a change that is none. */
async function supportIn(earlier: Earlier): Promise<Support | undefined> {
  const parsed = supportSchema.safeParse(JSON.parse((await earlier.read('support.json')).toString('utf8')));
  if (!parsed.success || sha256(JSON.stringify(parsed.data)) !== earlier.manifest.knowledge.supportHash)
    return undefined;
  return parsed.data;
}
