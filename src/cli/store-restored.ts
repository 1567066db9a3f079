/**
 * `bokji store restored`: a PostgreSQL that `pg_restore` has filled from a dump → a store that may be served. What was
 * forgotten after the dump is forgotten again, as the database that it replaces (`--from`) remembers it; what is past its
 * days goes; what was on its way then is not said again. Declines where a service is at work on that database.
 */
import { finishOpenDeliveries, isServed } from '../../adapters/sql/deliveries.js';
import { forgetAgain, forgottenMarks } from '../../adapters/sql/retention.js';
import type { Config } from '../config.js';
import { StoreError } from '../store/ports.js';
import { type Flags, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { print, say } from './output.js';
import { by } from './store.js';
import { openPostgresAt, storeOver } from './store-access.js';

const POSTGRES = /^postgres(?:ql)?:\/\//;

export async function restored(config: Config, flags: Flags): Promise<number> {
  const { database } = config;
  if (!database)
    throw new UsageError(
      '되살린 PostgreSQL의 주소가 없습니다.\n  → DATABASE_URL에 그 주소를 적으세요. 파일 하나인 저장소는 bokji store restore 로 되살립니다.',
    );
  if (flags.from !== undefined && !POSTGRES.test(flags.from))
    throw new UsageError('--from 에는 그 전 데이터베이스의 주소(postgres://…)를 적으세요.');
  // Read first: where it cannot be, nothing has been changed yet.
  const forgotten = flags.from === undefined ? undefined : await marksOf(flags.from, config);
  const backend = await openPostgresAt(database.url, config);
  try {
    const now = new Date();
    if (await isServed(backend, now))
      throw new StoreError(
        '이 데이터베이스로 복지길잡이가 일하고 있습니다. 바뀐 것은 없습니다.\n  → 서버를 모두 멈추고 1분 뒤에 다시 하세요.',
      );
    const store = storeOver(backend, config);
    const undelivered = await finishOpenDeliveries(backend, now);
    const again = forgotten === undefined ? 0 : await forgetAgain(forgotten, backend, store.retention);
    const deleted = await store.retention.purge(config.store.days);
    const details = { ...deleted, forgotten: again, undelivered };
    await store.audit.append({ ...by('백업 되살리기'), action: 'store.restore', subject: 'store', details });
    if (forgotten === undefined)
      say(
        '그 전 데이터베이스를 --from 으로 적지 않아, 백업 뒤에 지운 대화를 다시 지우지 못했습니다. 받은 요청을 보고 bokji store forget 으로 지우세요.',
      );
    if (flags.json) await print(JSON.stringify(details));
    else await print(`바로잡았습니다: 다시 잊은 대화 ${again}, 보내지 않을 답 ${undelivered}`);
    return EXIT.ok;
  } finally {
    await backend.close();
  }
}

async function marksOf(url: string, config: Config): Promise<ReadonlySet<string>> {
  const replaced = await openPostgresAt(url, config, { asItIs: true });
  try {
    return await forgottenMarks(replaced.db);
  } finally {
    await replaced.close();
  }
}
