/**
 * Kill switches: a channel that an operator has turned off takes no questions, on every replica, until it is turned on.
 * Asked at every question, so the answer stands in memory; it is read again every few seconds, and at once where it was
 * changed here.
 *
 * What was read last also stands in a file of this machine: a server that starts while the database is away must not
 * open what was stopped.
 */
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { writeDurably } from '../indexing/files.js';
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
  /** Where what was read last is remembered; undefined: nowhere. */
  readonly file?: string | undefined;
}

const fileSchema = z.array(z.string());

export function createKillSwitches({ settings, audit, log, file }: KillSwitchParts): KillSwitches {
  let off: ReadonlySet<string> = new Set();
  let written: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** Where they cannot be read, what was known stays: a channel that was turned off does not come on by itself. */
  const read = async (): Promise<void> => {
    try {
      const all = await settings.all(PREFIX);
      off = new Set([...all].filter(([, value]) => value === true).map(([key]) => key.slice(PREFIX.length)));
    } catch (error) {
      log.warn({ error: nameOf(error) }, 'kill switches not read');
      return;
    }
    await remember();
  };
  const remember = async (): Promise<void> => {
    const text = JSON.stringify([...off].sort());
    if (file === undefined || text === written) return;
    try {
      await writeDurably(file, text);
      written = text;
    } catch (error) {
      log.warn({ error: nameOf(error) }, 'kill switches not remembered');
    }
  };
  const recall = async (): Promise<void> => {
    if (file === undefined) return;
    try {
      written = await readFile(file, 'utf8');
      off = new Set(fileSchema.parse(JSON.parse(written)));
    } catch {
      // Never written yet, or not by this program: what the store says is read next.
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
      await recall();
      await read();
      timer = setInterval(() => void read(), READ_EVERY_MS);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
