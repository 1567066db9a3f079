/** `bokji knowledge check`: what is wrong in a knowledge folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldersOf } from '../compose/folders.js';
import type { Scanned } from '../compose/indexing.js';
import { checkKnowledge, loadKnowledge } from '../compose/knowledge.js';
import type { Config } from '../config.js';
import { formatFault } from '../knowledge/faults.js';
import { type Flags, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { print, say } from './output.js';

export async function knowledge(config: Config, flags: Flags, words: readonly string[]): Promise<number> {
  if (words[0] !== 'check' || words.length > 1)
    throw new UsageError('쓰는 법: bokji knowledge check [--knowledge 폴더] [--json]');
  const folders = foldersOf(config, flags);
  const loaded = await loadKnowledge(folders.knowledge, folders.data, folders.documents);
  const faults = checkKnowledge(loaded, (file) => readFileSync(join(folders.knowledge, file), 'utf8'));
  if (flags.json)
    await print(
      JSON.stringify({
        documents: loaded.folder.documents.length,
        faults,
        unread: loaded.folder.unread,
        notes: loaded.folder.notes,
      }),
    );
  else {
    for (const fault of faults) await print(formatFault(fault));
    reportUnread(loaded.folder);
    await print(
      faults.length === 0
        ? `문서 ${loaded.folder.documents.length}건, 고칠 것이 없습니다.`
        : `문서 ${loaded.folder.documents.length}건, 고칠 것 ${faults.length}건.`,
    );
  }
  return faults.length === 0 ? EXIT.ok : EXIT.failure;
}

export function reportUnread({ unread, notes }: Pick<Scanned, 'unread' | 'notes'>): void {
  for (const { file, reason } of unread) say(`읽지 않은 파일: ${file} – ${reason}`);
  for (const { file, text } of notes) say(`알릴 점: ${file} – ${text}`);
}
