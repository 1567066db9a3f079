/**
 * `bokji channel stop|start|status`: the kill switches. A stopped channel tells everyone one calm sentence with telephone
 * numbers, on every replica, within seconds and without a restart; who stopped it and why stays in the audit trail.
 */
import { userInfo } from 'node:os';
import { CHANNEL_NAMES, type ChannelName } from '../channels.js';
import type { Config } from '../config.js';
import { createLog } from '../operations/log.js';
import type { AuditEntry, Store } from '../store/ports.js';
import { createKillSwitches } from '../store/switches.js';
import { type Flags, UsageError } from './arguments.js';
import { EXIT } from './errors.js';
import { print } from './output.js';
import { openStore } from './store-access.js';

const NAMES: Readonly<Record<ChannelName, string>> = { web: '웹', slack: 'Slack', discord: 'Discord' };
const AUDIT_READ_MAX = 200;

export async function channel(config: Config, flags: Flags, [action, name]: readonly string[]): Promise<number> {
  if (action !== 'stop' && action !== 'start' && action !== 'status')
    throw new UsageError('무엇을 할지 적어 주세요.\n  → bokji channel stop|start|status [web|slack|discord]');
  const known = action === 'status' ? undefined : channelNamed(name);
  if (action === 'stop' && !flags.reason)
    throw new UsageError('왜 멈추는지 적어 주세요.\n  → bokji channel stop 이름 --reason "까닭"');
  const store = await openStore(config, flags, 'visitor');
  try {
    const switches = createKillSwitches({ ...store, log: createLog(config.logLevel) });
    if (known === undefined) {
      await showStatus(store, flags.json === true);
      return EXIT.ok;
    }
    const actor = flags.by ?? userInfo().username;
    await switches.set(known, action === 'stop', { actor, reason: flags.reason ?? '다시 엶' });
    await print(
      action === 'stop'
        ? `${NAMES[known]} 창구의 답변을 멈췄습니다. 몇 초 안에 모든 서버에 미치고, 위급한 말에는 계속 답합니다.\n다시 열려면: bokji channel start ${known}`
        : `${NAMES[known]} 창구를 다시 열었습니다. 몇 초 안에 모든 서버가 답하기 시작합니다.`,
    );
    return EXIT.ok;
  } finally {
    await store.close();
  }
}

function channelNamed(name: string | undefined): ChannelName {
  const known = CHANNEL_NAMES.find((one) => one === name);
  if (!known)
    throw new UsageError(
      `${name === undefined ? '어느 창구인지 적지 않았습니다.' : `모르는 창구입니다: ${name}`}\n  → ${CHANNEL_NAMES.join(', ')} 가운데 하나를 적으세요.`,
    );
  return known;
}

async function showStatus(store: Store, asJson: boolean): Promise<void> {
  const entries = await store.audit.list(AUDIT_READ_MAX);
  const found = await Promise.all(
    CHANNEL_NAMES.map(async (name) => {
      const stopped = (await store.settings.get(`switch:channel:${name}`)) === true;
      const last = entries.find(({ action, subject }) => subject === name && action === 'channel.off');
      return { channel: name, stopped, ...(stopped && last ? detailsOf(last) : {}) };
    }),
  );
  if (asJson) return print(JSON.stringify(found));
  for (const { channel: name, stopped, ...why } of found)
    await print(
      stopped
        ? `${NAMES[name]}: 멈춤${'reason' in why ? ` (${why.since}, ${why.by}: ${why.reason})` : ''}`
        : `${NAMES[name]}: 답함`,
    );
}

const detailsOf = ({ at, actor, reason }: AuditEntry) => ({ since: at, by: actor, reason });
