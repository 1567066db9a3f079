/**
 * `bokji store`: what operators do with the store. `status` only reads; the others say in the audit trail who did what
 * to whom and why. Short commands run beside a running service; `migrate` and `restore` need it stopped.
 */
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { SqlBackend } from '../../adapters/sql/backend.js';
import { copyStore } from '../../adapters/sql/copy.js';
import { forgetAgain, forgottenMarks } from '../../adapters/sql/retention.js';
import { backupSqlite, integrityOf, restoreSqlite } from '../../adapters/sqlite/backup.js';
import { openSqlite } from '../../adapters/sqlite/index.js';
import type { Config } from '../config.js';
import type { Store } from '../store/ports.js';
import { type Flags, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { print, say } from './output.js';
import { openBackend, openPostgresAt, openStore, storeOver } from './store-access.js';
import { storeFileOf } from './store-file.js';
import { restored } from './store-restored.js';

const NAMES: Readonly<Record<string, string>> = {
  conversations: '대화',
  answers: '답변',
  feedback: '의견',
  events: '받은 사건',
  deliveries: '보낼 답',
  jobs: '할 일',
  audit: '감사 기록',
  settings: '설정',
};

export async function store(config: Config, flags: Flags, words: readonly string[]): Promise<number> {
  const [action, file] = words;
  switch (action) {
    case 'status':
      return status(config, flags);
    case 'migrate':
      return migrate(config, flags);
    case 'purge':
      return withStore(config, flags, async (opened) => {
        const deleted = await opened.retention.purge(config.store.days);
        await opened.audit.append({
          ...by('정해진 보관 기한'),
          action: 'store.purge',
          subject: 'store',
          details: deleted,
        });
        await print(flags.json ? JSON.stringify(deleted) : `지웠습니다: ${listed(deleted)}`);
      });
    case 'export':
      return withStore(config, flags, async (opened) => {
        const { conversation, reason } = inquiryOf(flags, 'export');
        // First the entry, then the data: nothing is shown that was not recorded.
        await opened.audit.append({ ...by(reason), action: 'store.export', subject: conversation, details: {} });
        await print(JSON.stringify(await opened.retention.export(conversation), null, 2));
      });
    case 'forget':
      return withStore(config, flags, async (opened) => {
        const { conversation, reason } = inquiryOf(flags, 'forget');
        const deleted = await opened.retention.forget(conversation);
        await opened.audit.append({ ...by(reason), action: 'store.forget', subject: conversation, details: deleted });
        await print(flags.json ? JSON.stringify(deleted) : `지웠습니다: ${listed(deleted)}`);
      });
    case 'backup':
      requireEmbedded(config, 'pg_dump -Fc');
      await backupSqlite(storeFileOf(config, flags), resolve(fileOf(file, 'backup')));
      say(`받아 두었습니다: ${file}\n개인정보를 가린 대화가 들어 있습니다. 보관 기한이 지나면 이 파일도 지우세요.`);
      return EXIT.ok;
    case 'restore':
      return restore(config, flags, resolve(fileOf(file, 'restore')));
    case 'restored':
      return restored(config, flags);
    default:
      throw new UsageError(
        `bokji store 다음에 할 일을 적으세요.\n  → status, migrate, purge, export, forget, backup, restore, restored 가운데 하나입니다.`,
      );
  }
}

async function status(config: Config, flags: Flags): Promise<number> {
  const opened = await openStore(config, flags, 'reader');
  try {
    const { kind, schema, rows, bytes } = await opened.status();
    const integrity = kind === 'sqlite' ? integrityOf(storeFileOf(config, flags)) : 'ok';
    const auditBrokenAt = await opened.audit.firstBroken();
    if (flags.json)
      await print(JSON.stringify({ kind, schema, rows, bytes, integrity, auditBrokenAt: auditBrokenAt ?? null }));
    else {
      await print(
        `저장소: ${kind === 'sqlite' ? storeFileOf(config, flags) : 'PostgreSQL'} (${schema}, ${(bytes / 1_048_576).toFixed(1)} MB)`,
      );
      await print(`내용: ${listed(rows)}`);
      await print(`파일 검사: ${integrity === 'ok' ? '이상 없음' : integrity}`);
      await print(`감사 기록: ${auditBrokenAt === undefined ? '이어짐' : `${auditBrokenAt}번부터 맞지 않음`}`);
    }
    return integrity === 'ok' && auditBrokenAt === undefined ? EXIT.ok : EXIT.refused;
  } finally {
    await opened.close();
  }
}

async function migrate(config: Config, flags: Flags): Promise<number> {
  const from = await openBackend(config, flags, 'service');
  try {
    if (flags.to === undefined) {
      say('저장소가 이 판에 맞습니다.');
      return EXIT.ok;
    }
    const to = /^postgres(?:ql)?:\/\//.test(flags.to)
      ? await openPostgresAt(flags.to, config)
      : await openSqlite(resolve(flags.to));
    try {
      const copied = await copyStore(from, to);
      await storeOver(to, config).audit.append({
        ...by('저장소 옮기기'),
        action: 'store.migrate',
        subject: `${from.kind} → ${to.kind}`,
        details: copied,
      });
      if (flags.json) await print(JSON.stringify(copied));
      else await print(`옮기고 한 줄씩 견주었습니다: ${listed(copied)}`);
    } finally {
      await to.close();
    }
    say(
      /^postgres/.test(flags.to)
        ? '이제 DATABASE_URL 에 이 주소를 적고 bokji serve 를 시작하세요. 원래 저장소는 그대로 있습니다.'
        : '이제 DATABASE_URL 을 비우고 이 파일이 있는 폴더를 --data 로 쓰세요. 원래 저장소는 그대로 있습니다.',
    );
    return EXIT.ok;
  } finally {
    await from.close();
  }
}

async function restore(config: Config, flags: Flags, file: string): Promise<number> {
  requireEmbedded(config, 'pg_restore');
  const path = storeFileOf(config, flags);
  const replaced = await restoreSqlite(file, path, new Date());
  // What was deleted since, on request or past its days, must not come back with the copy.
  const restored = await openSqlite(path);
  try {
    const opened = storeOver(restored, config);
    const forgotten = replaced === undefined ? 0 : await forgottenIn(replaced, restored, opened);
    const deleted = await opened.retention.purge(config.store.days);
    const details = { ...deleted, forgotten };
    await opened.audit.append({ ...by('백업 되살리기'), action: 'store.restore', subject: 'store', details });
  } finally {
    await restored.close();
  }
  say(`되살렸습니다: ${file}${replaced ? `\n그 전의 저장소는 여기에 있습니다: ${replaced}` : ''}`);
  return EXIT.ok;
}

/** The replaced store may be what is damaged: then what it had forgotten is lost with it. */
async function forgottenIn(replaced: string, restored: SqlBackend, opened: Store): Promise<number> {
  try {
    const old = await openSqlite(replaced, 'visitor');
    try {
      return await forgetAgain(await forgottenMarks(old.db), restored, opened.retention);
    } finally {
      await old.close();
    }
  } catch {
    say('앞선 저장소를 읽지 못해, 백업 뒤에 지운 대화를 다시 지우지 못했습니다. bokji store forget 으로 지우세요.');
    return 0;
  }
}

async function withStore(config: Config, flags: Flags, work: (opened: Store) => Promise<void>): Promise<number> {
  const opened = await openStore(config, flags, 'visitor');
  try {
    await work(opened);
    return EXIT.ok;
  } finally {
    await opened.close();
  }
}

/** Who sits at the terminal, as far as the system knows. */
export function by(reason: string): { readonly actor: string; readonly reason: string } {
  return { actor: `terminal:${userInfo().username}`, reason };
}

function inquiryOf({ conversation, reason }: Flags, action: string): { conversation: string; reason: string } {
  if (!conversation || !reason)
    throw new UsageError(
      `어느 대화를 왜 다루는지 적어야 합니다.\n  → bokji store ${action} --conversation web:… --reason "민원 2026-15"`,
    );
  return { conversation, reason };
}

function fileOf(file: string | undefined, action: string): string {
  if (file === undefined) throw new UsageError(`파일 이름을 적으세요.\n  → bokji store ${action} 파일`);
  return file;
}

function requireEmbedded({ database }: Config, tool: string): void {
  if (database !== undefined)
    throw new UsageError(
      `PostgreSQL은 PostgreSQL의 도구로 받아 두고 되살립니다.\n  → ${tool} 를 쓰세요. 방법은 docs/storage.md에 있습니다.`,
    );
}

function listed(rows: Readonly<Record<string, number>>): string {
  return Object.entries(rows)
    .map(([table, count]) => `${NAMES[table] ?? table} ${count}`)
    .join(', ');
}
