/** `bokji versions`, `bokji rollback` and `bokji switch`: which versions there are, and making another one live. */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { foldersOf, lockIndex, openOptions } from '../compose.js';
import type { Config } from '../config.js';
import { syncFolder, writingTo } from '../indexing/files.js';
import { switchesOf } from '../indexing/history.js';
import { describeVersions, type ListedVersion } from '../indexing/listing.js';
import { IndexVersionError } from '../indexing/manifest.js';
import { currentVersion, openVersionIn, switchTo } from '../indexing/store.js';
import { koreanMinute } from '../korean/years.js';
import { type Flags, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { print } from './output.js';
import { sharedIndexOf } from './shared-index.js';

export async function versions(config: Config, flags: Flags): Promise<number> {
  const here = await describeVersions(foldersOf(config, flags).data);
  const shared = await sharedIndexOf(config);
  // Of servers that share, the database tells what there is; a candidate lies where it was built.
  const listed = shared ? [...here.filter(({ state }) => state === 'candidate'), ...(await shared.list())] : here;
  if (flags.json) await print(JSON.stringify(listed));
  else if (listed.length === 0) await print('색인이 아직 없습니다.\n  → bokji index 로 만드세요.');
  else for (const one of listed) await print(lineOf(one));
  return EXIT.ok;
}

const STATES: Readonly<Record<ListedVersion['state'], string>> = {
  live: '쓰는 중',
  kept: '보관',
  candidate: '후보(검사에서 멈춤)',
};

function lineOf({ version, state, bytes, documents, passages, builtAt, fault }: ListedVersion): string {
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const holds =
    fault ??
    `문서 ${documents}건, 문단 ${passages}개, ${builtAt === null ? '' : koreanMinute(new Date(builtAt))}에 만듦`;
  return `${state === 'live' ? '*' : ' '} ${version}  ${STATES[state]}  ${holds}, ${size}`;
}

/** Without a name: the version that was live before this one. */
export async function rollback(config: Config, flags: Flags, words: readonly string[]): Promise<number> {
  if (words.length > 1) throw new UsageError('쓰는 법: bokji rollback [판 이름]');
  const { data } = foldersOf(config, flags);
  const shared = await sharedIndexOf(config);
  const target = words[0] ?? (shared ? await shared.before() : await versionBefore(data));
  if (target === undefined) throw nothingBefore();
  return changeTo(config, flags, target, 'rollback');
}

/** By name only, a candidate too: the admin has read why it was stopped. */
export async function switchCommand(config: Config, flags: Flags, words: readonly string[]): Promise<number> {
  const [version] = words;
  if (version === undefined || words.length > 1)
    throw new UsageError('쓰는 법: bokji switch 판-이름\n  → 이름은 bokji versions 로 볼 수 있습니다.');
  return changeTo(config, flags, version, 'switch');
}

async function changeTo(config: Config, flags: Flags, version: string, by: 'rollback' | 'switch'): Promise<number> {
  const folders = foldersOf(config, flags);
  const shared = await sharedIndexOf(config);
  const lock = await lockIndex(folders);
  try {
    const found = (await describeVersions(folders.data)).find((one) => one.version === version);
    if (!found && shared) {
      // Built by another server: the database has it, or says that it has not.
      await shared.switchTo(version);
      await shared.pullLive(folders);
      return await tellSwitched(flags, version, by);
    }
    if (!found || (by === 'rollback' && found.state === 'candidate'))
      throw new IndexVersionError(
        'missing',
        `그런 판이 없습니다: ${version}\n  → bokji versions 로 이름을 확인하세요.`,
      );
    if (found.state === 'live' && !shared) {
      await print(`이미 ${version} 판으로 답하고 있습니다.`);
      return EXIT.ok;
    }
    const place = found.state === 'candidate' ? 'candidates' : 'versions';
    // Proved whole before anyone answers by it.
    const { manifest } = await openVersionIn(join(folders.data, place, version), version, openOptions(folders));
    await writingTo(folders.data, async () => {
      if (place === 'candidates') {
        await rename(join(folders.data, place, version), join(folders.data, 'versions', version));
        await syncFolder(join(folders.data, 'versions'));
      }
      await shared?.publish(folders, manifest);
      await switchTo(folders.data, version, by, config.now ?? new Date());
    });
  } finally {
    await lock.release();
  }
  return tellSwitched(flags, version, by);
}

async function tellSwitched(flags: Flags, version: string, by: 'rollback' | 'switch'): Promise<number> {
  if (flags.json) await print(JSON.stringify({ version, by }));
  else await print(`이제 ${version} 판으로 답합니다. 켜져 있는 서비스도 곧 이 판으로 바꿉니다.`);
  return EXIT.ok;
}

async function versionBefore(dataFolder: string): Promise<string> {
  const live = await currentVersion(dataFolder);
  const kept = (await describeVersions(dataFolder)).filter(({ state, fault }) => state === 'kept' && fault === null);
  const names = kept.map(({ version }) => version);
  // Going back twice goes further back, not forth again: only what was live before the live version counts.
  const switches = await switchesOf(dataFolder);
  const since = switches.findIndex(({ version }) => version === live);
  const before = switches.slice(0, Math.max(since, 0)).findLast(({ version }) => names.includes(version))?.version;
  const target = before ?? names.find((name) => live === undefined || name < live);
  if (target === undefined) throw nothingBefore();
  return target;
}

function nothingBefore(): IndexVersionError {
  return new IndexVersionError('missing', '되돌아갈 판이 없습니다.\n  → bokji versions 로 남아 있는 판을 확인하세요.');
}
