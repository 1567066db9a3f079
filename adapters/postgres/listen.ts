/**
 * LISTEN: told at once when a replica says something on a channel. After a lost connection `onMissed` runs, for what was
 * said meanwhile is gone: the listener then looks for itself.
 */
import type { Logger } from 'pino';
import { openSession, type Session } from './session.js';

export interface ListenOptions {
  readonly url: string;
  readonly log: Logger;
  /** Letters and `_` only. */
  readonly channel: string;
  onNotice(payload: string): void;
  /** Runs whenever the connection is there anew, the first time too. */
  onMissed(): void;
}

export function listen({ url, log, channel, onNotice, onMissed }: ListenOptions): Session {
  if (!/^[a-z_]+$/.test(channel)) throw new RangeError(`channel name: ${channel}`);
  return openSession({
    url,
    log,
    name: `listen ${channel}`,
    async onOpen(client) {
      await client.query(`listen ${channel}`);
      onMissed();
    },
    onNotification: (_channel, payload) => onNotice(payload),
  });
}
