/**
 * Take over a folder: the documents below it → copies below `<into>/<name>/`. What has not changed is not written again;
 * what is gone there goes here too, and is told. Links and hidden files are left alone.
 */

import { lstat, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, extname, join, relative, sep } from 'node:path';
import { sha256, writeDurably } from '../indexing/files.js';
import { BESIDE_FILE, type Beside } from '../knowledge/beside.js';
import { CONVERTED_FORMATS } from '../knowledge/conversion.js';
import { FetchFault } from './ports.js';
import type { FetchReport } from './report.js';
import { type FolderSource, type GitSource, toldFields } from './sources.js';
import type { FetchState } from './state.js';
import { besideText, writeIfChanged } from './written.js';

const KINDS = new Set(['.md', '.txt', '.jsonl', ...CONVERTED_FORMATS]);
const FILE_BYTES_MAX = 50 * 1024 * 1024;
/** More than this share gone at once, and it is rather the folder that is not there. */
const GONE_SHARE_MAX = 0.5;
const GONE_MIN = 10;

export interface MirrorInput {
  readonly source: FolderSource | GitSource;
  /** Where the documents are. */
  readonly from: string;
  readonly folder: string;
  readonly state: FetchState;
  readonly mayRemoveMany: boolean;
}

export async function mirror({
  source,
  from,
  folder,
  state,
  mayRemoveMany,
}: MirrorInput): Promise<{ report: FetchReport; state: FetchState }> {
  const troubles: FetchReport['troubles'][number][] = [];
  const found = await documentsBelow(from, troubles);
  const gone = Object.keys(state.files).filter((file) => !found.has(file));
  const known = Object.keys(state.files).length;
  if (gone.length >= GONE_MIN && gone.length > known * GONE_SHARE_MAX && !mayRemoveMany)
    throw new FetchFault(
      `문서 ${known}건 가운데 ${gone.length}건이 한꺼번에 사라졌습니다: ${from}`,
      '폴더가 제대로 연결되어 있는지 확인하고, 맞으면 --yes 를 붙여 다시 실행하세요.',
    );
  const added: string[] = [];
  const changed: string[] = [];
  let unchanged = 0;
  const files: Record<string, string> = {};
  for (const [file, path] of found) {
    const bytes = await readFile(path);
    const hash = sha256(bytes).slice(0, 32);
    files[file] = hash;
    if (state.files[file] === hash && (await exists(join(folder, file)))) {
      unchanged += 1;
      continue;
    }
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeDurably(join(folder, file), bytes);
    (state.files[file] === undefined ? added : changed).push(file);
  }
  for (const file of gone) await rm(join(folder, file), { force: true });
  await mkdir(folder, { recursive: true });
  const beside: Beside = { all: toldFields(source), publisher: source.publisher ?? source.name, trust: source.trust };
  await writeIfChanged(join(folder, BESIDE_FILE), besideText(beside));
  return {
    report: { name: source.name, kind: source.kind, added, changed, unchanged, gone, troubles },
    state: { ...state, files },
  };
}

async function documentsBelow(
  from: string,
  troubles: FetchReport['troubles'][number][],
): Promise<ReadonlyMap<string, string>> {
  let entries: Awaited<ReturnType<typeof list>>;
  try {
    entries = await list(from);
  } catch {
    throw new FetchFault(`폴더를 읽을 수 없습니다: ${from}`, '폴더가 있는지, 읽을 권한이 있는지 확인하세요.');
  }
  const found = new Map<string, string>();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const file = relative(from, path);
    if (file.split(sep).some((part) => part.startsWith('.')) || !KINDS.has(extname(entry.name).toLowerCase())) continue;
    // A link could lead out of the folder.
    const facts = await lstat(path);
    if (!facts.isFile()) continue;
    if (facts.size > FILE_BYTES_MAX)
      troubles.push({ what: file, cause: '파일이 너무 큽니다(50MB 넘음)', remedy: '나누어 저장하세요.' });
    else found.set(file.normalize('NFC'), path);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function list(from: string) {
  return readdir(from, { recursive: true, withFileTypes: true });
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
