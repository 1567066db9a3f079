/**
 * Whether the database can do what is asked of it: an address → a line for `bokji doctor`, or what to mend.
 *
 * Declines in two ways: with a `ConfigError` where a setting or the database itself has to be changed, and with a
 * `DatabaseAway` where waiting may be enough. What is not known for a fault of the settings counts as away.
 */
import pg from 'pg';
import { ConfigError } from '../../src/config.js';
import { codeOf, connectionOptions } from './pool.js';

const CONNECT_MS = 3_000;
const SERVER_LEAST = 13;

/** The database cannot be asked now; later it may be, without anyone changing a setting. */
export class DatabaseAway extends ConfigError {
  override name = 'DatabaseAway';
  /** No server of that name is known: its container may be stopped, or the name is misspelt. */
  readonly isNameUnknown: boolean;
  constructor(message: string, { isNameUnknown = false, ...options }: ErrorOptions & { isNameUnknown?: boolean } = {}) {
    super(message, options);
    this.isNameUnknown = isNameUnknown;
  }
}

export async function checkPostgres(url: string): Promise<string> {
  const client = new pg.Client({ ...connectionOptions(url, CONNECT_MS), query_timeout: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw connectionFault(url, cause);
  }
  try {
    const { rows } = await client.query<{
      version: string;
      number: number;
      available: string | null;
      installed: string | null;
      can_create: boolean;
    }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
         (select default_version from pg_available_extensions where name = 'vector') as available,
         (select extversion from pg_extension where extname = 'vector') as installed,
         has_schema_privilege(current_schema(), 'create') as can_create`,
    );
    const [found] = rows;
    if (!found || found.number < SERVER_LEAST * 10_000)
      throw new ConfigError(
        `PostgreSQL이 너무 오래되었습니다(${found?.version ?? '판을 알 수 없음'}).\n  → PostgreSQL ${SERVER_LEAST} 이상을 쓰세요.`,
      );
    if (found.available === null && found.installed === null)
      throw new ConfigError(
        'PostgreSQL에 pgvector가 없습니다.\n  → 데이터베이스 서버에 pgvector를 설치하세요(docs/scaling.md).',
      );
    if (!found.can_create)
      throw new ConfigError(
        '데이터베이스에 표를 만들 권한이 없습니다.\n  → 관리자로 GRANT CREATE, USAGE ON SCHEMA public TO <사용자>; 를 실행하세요.',
      );
    return `PostgreSQL ${found.version}, pgvector ${found.installed ?? `${found.available}(아직 켜지 않음)`}, ${await liveOf(client)}`;
  } catch (error) {
    throw error instanceof ConfigError ? error : connectionFault(url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function liveOf(client: pg.Client): Promise<string> {
  const { rows: tables } = await client.query<{ exists: boolean }>(
    `select to_regclass('knowledge_live') is not null as exists`,
  );
  if (tables[0]?.exists !== true) return '공유 색인 없음(bokji index 를 실행하세요)';
  const { rows } = await client.query<{ version: string }>(
    'select v.version from knowledge_live l join knowledge_versions v on v.id = l.version_id',
  );
  const [live] = rows;
  return live ? `공유 색인 ${live.version}` : '공유 색인 없음(bokji index 를 실행하세요)';
}

/** A fault of connecting, as words with a remedy: of the settings, or an outage. Never repeats the password. */
export function connectionFault(url: string, cause: unknown): ConfigError {
  const code = codeOf(cause);
  const mend = settingsFault(code, cause);
  if (mend !== undefined) return new ConfigError(mend, { cause });
  const { host } = new URL(url);
  switch (code) {
    case '53300':
      return new DatabaseAway(
        '데이터베이스에 연결이 너무 많습니다.\n  → max_connections를 늘리거나 서버 수를 줄이세요.',
        { cause },
      );
    case 'ENOTFOUND':
      return new DatabaseAway(
        `데이터베이스 서버의 이름(${host})을 찾을 수 없습니다.\n  → DATABASE_URL의 호스트 이름을 확인하세요.`,
        { cause, isNameUnknown: true },
      );
    default:
      return new DatabaseAway(
        `데이터베이스(${host})에 연결할 수 없습니다(${code}).\n  → 데이터베이스가 켜져 있는지, DATABASE_URL의 호스트와 포트가 맞는지 확인하세요.`,
        { cause },
      );
  }
}

/** What waiting does not mend; undefined where it may. */
function settingsFault(code: string, cause: unknown): string | undefined {
  const words = cause instanceof Error ? cause.message : '';
  // 28: who may come in. pg itself says without a code that a password is wanted and there is none.
  if (/^28/.test(code) || /^SASL|password must be a string/.test(words))
    return '데이터베이스의 사용자 이름이나 암호가 맞지 않거나, 이 서버가 들어갈 수 없게 되어 있습니다.\n  → DATABASE_URL의 사용자와 암호, 데이터베이스의 pg_hba.conf를 확인하세요.';
  if (code === '3D000')
    return 'DATABASE_URL에 적힌 데이터베이스가 없습니다.\n  → 관리자로 CREATE DATABASE 를 실행하거나 이름을 고치세요.';
  if (code === '42501')
    return '이 사용자는 데이터베이스에 들어갈 권한이 없습니다.\n  → 관리자로 GRANT CONNECT ON DATABASE … TO <사용자>; 를 실행하세요.';
  if (/^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code) || /does not support SSL/.test(words))
    return '데이터베이스와 암호화된 연결을 맺지 못했습니다.\n  → DATABASE_URL의 sslmode와 데이터베이스의 인증서를 확인하세요.';
  return undefined;
}
