/** `bokji knowledge check` and `bokji index`: what the admin does with a knowledge folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIndex, checkKnowledge, foldersOf, type Knowledge, loadKnowledge } from '../compose.js';
import type { Config } from '../config.js';
import { currentVersion, readManifest } from '../indexing/store.js';
import { formatFault } from '../knowledge/faults.js';
import { type Flags, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { createProgress, print, say } from './output.js';

export async function knowledge(config: Config, flags: Flags, words: readonly string[]): Promise<number> {
  if (words[0] !== 'check' || words.length > 1)
    throw new UsageError('쓰는 법: bokji knowledge check [--knowledge 폴더] [--json]');
  const folders = foldersOf(config, flags);
  const loaded = await loadKnowledge(folders.knowledge);
  const faults = checkKnowledge(loaded, (file) => readFileSync(join(folders.knowledge, file), 'utf8'));
  if (flags.json)
    await print(JSON.stringify({ documents: loaded.folder.documents.length, faults, unread: loaded.folder.unread }));
  else {
    for (const fault of faults) await print(formatFault(fault));
    reportUnread(loaded);
    await print(
      faults.length === 0
        ? `문서 ${loaded.folder.documents.length}건, 고칠 것이 없습니다.`
        : `문서 ${loaded.folder.documents.length}건, 고칠 것 ${faults.length}건.`,
    );
  }
  return faults.length === 0 ? EXIT.ok : EXIT.failure;
}

export async function index(config: Config, flags: Flags): Promise<number> {
  const folders = foldersOf(config, flags);
  const loaded = await loadKnowledge(folders.knowledge);
  reportUnread(loaded);
  for (const fault of loaded.faults) say(formatFault(fault));
  if (loaded.faults.length > 0 && !flags['allow-faults']) {
    say(
      `고칠 것이 ${loaded.faults.length}건 있어 색인을 바꾸지 않았습니다. 지금 색인은 그대로입니다.\n  → 위의 줄을 고치거나, 그 문서를 빼고 만들려면 --allow-faults 를 붙이세요.`,
    );
    return EXIT.refused;
  }
  const documents = loaded.folder.documents.length;
  if (documents === 0) {
    say(`읽을 문서가 없어 색인을 바꾸지 않았습니다: ${folders.knowledge}\n  → 지식 폴더를 확인하세요.`);
    return EXIT.refused;
  }
  if (flags.plan) {
    const live = await currentVersion(folders.data);
    const before = live ? await readManifest(folders.data, live).catch(() => undefined) : undefined;
    const changed = before?.knowledge.contentHash !== loaded.contentHash;
    const plan = { documents, live: live ?? null, changed };
    await print(
      flags.json
        ? JSON.stringify(plan)
        : `문서 ${documents}건. ${changed ? '지금 색인과 내용이 다릅니다.' : '지금 색인과 내용이 같습니다.'}`,
    );
    return EXIT.ok;
  }
  const start = performance.now();
  const manifest = await buildIndex(folders, loaded, config.now ?? new Date(), createProgress());
  const seconds = (performance.now() - start) / 1000;
  if (flags.json) await print(JSON.stringify(manifest));
  else
    await print(
      `색인 ${manifest.version}: 문서 ${manifest.counts.documents}건, 문단 ${manifest.counts.passages}개, ${seconds.toFixed(1)}초. 이제 이 색인으로 답합니다.`,
    );
  return EXIT.ok;
}

function reportUnread({ folder }: Knowledge): void {
  for (const { file, reason } of folder.unread) say(`읽지 않은 파일: ${file} – ${reason}`);
}
