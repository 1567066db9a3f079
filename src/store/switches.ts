/**
 * Kill switches: a channel that an operator has turned off takes no questions, on every replica, until it is turned on.
 * Asked at every question, so the answer stands in memory; it is read again every few seconds, and at once where it was
 * changed here.
 */
import type { Logger } from 'pino';
import type { AuditTrail, Settings } from './ports.js';

const PREFIX = 'switch:channel:';
const READ_EVERY_MS = 2_000;

export interface KillSwitches {
  isOff(channel: string): boolean;
  /** Every channel that is off. */
  off(): readonly string[];
  set(channel: string, isOff: boolean, by: { readonly actor: string; readonly reason: string }): Promise<void>;
  /** Reads them now, and again and again until `stop`. */
  start(): Promise<void>;
  stop(): void;
}

export interface KillSwitchParts {
  readonly settings: Settings;
  readonly audit: AuditTrail;
  readonly log: Logger;
}

export function createKillSwitches({ settings, audit, log }: KillSwitchParts): KillSwitches {
  let off: ReadonlySet<string> = new Set();
  let timer: NodeJS.Timeout | undefined;
  /** Where they cannot be read, what was known stays: a channel that was turned off does not come on by itself. */
  const read = async (): Promise<void> => {
    try {
      const all = await settings.all(PREFIX);
      off = new Set([...all].filter(([, value]) => value === true).map(([key]) => key.slice(PREFIX.length)));
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'kill switches not read');
    }
  };
  return {
    isOff: (channel) => off.has(channel),
    off: () => [...off],
    async set(channel, isOff, { actor, reason }) {
      await audit.append({
        actor,
        action: isOff ? 'channel.off' : 'channel.on',
        subject: channel,
        reason,
        details: {},
      });
      await settings.set(`${PREFIX}${channel}`, isOff);
      await read();
    },
    async start() {
      await read();
      timer = setInterval(() => void read(), READ_EVERY_MS);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
