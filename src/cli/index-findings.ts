/**
 * What `bokji doctor` says of the data folder's index beside the index itself: a version that waits at the gate, who is
 * writing now, and where knowledge is fetched from. Each returns what is so, or throws with what to do.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folders } from '../compose/folders.js';
import { ConfigError } from '../config.js';
import { readSources } from '../fetching/sources.js';
import { describeVersions } from '../indexing/listing.js';
import { lockHolder } from '../indexing/lock.js';
import { formatFault } from '../knowledge/faults.js';

/** A candidate is no fault: answers go on, and an admin decides. */
export async function candidateFinding({ data }: Folders): Promise<string> {
  const waiting = (await describeVersions(data)).find(({ state }) => state === 'candidate');
  if (!waiting) return '없음';
  const report = join(data, 'reports', `${waiting.version}.md`);
  const read = existsSync(report) ? `${report} 를 읽고, ` : '';
  return `${waiting.version} 판이 아직 쓰이지 않고 기다립니다.\n  → ${read}뜻한 것이면 bokji switch ${waiting.version}, 아니면 자료를 고치고 bokji index 를 다시 하세요.`;
}

export async function lockFinding({ data }: Folders): Promise<string> {
  const path = join(data, 'index.lock');
  const holder = await lockHolder(path);
  switch (holder.state) {
    case 'free':
      return '아무도 고치고 있지 않음';
    case 'stale':
      return '끝난 프로그램이 남긴 잠금이 있습니다. 다음 bokji index 가 치우므로 할 일은 없습니다.';
    case 'held':
      return `프로세스 ${holder.pid}(${holder.host})가 ${holder.since}부터 색인을 고치고 있습니다.\n  → 그런 프로그램이 없는 것이 확실하면 ${path} 파일을 지우세요.`;
  }
}

export async function sourcesFinding({ knowledge }: Folders): Promise<string> {
  const path = join(knowledge, 'sources.yaml');
  if (!existsSync(path)) return '적지 않음 (sources.yaml 없음)';
  const read = readSources('sources.yaml', await readFile(path, 'utf8'));
  if ('sources' in read) return `${read.sources.length}곳`;
  throw new ConfigError(
    `sources.yaml에 고칠 것이 ${read.faults.length}건 있습니다.\n${read.faults.map(formatFault).join('\n')}`,
  );
}
