/**
 * What the people who run a server decided for it: where the assistant may answer, for which region, and whether only
 * the asker sees an answer.
 */
import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import type { Settings } from '../store/ports.js';

const settingsSchema = z.object({
  /** Empty: every channel. */
  channels: z.array(z.string()),
  region: z.string().optional(),
  ephemeral: z.boolean(),
});
export type ServerSettings = z.infer<typeof settingsSchema>;

const fileSchema = z.record(z.string(), settingsSchema);

export const DEFAULT_SETTINGS: ServerSettings = { channels: [], ephemeral: true };

export interface SettingsStore {
  of(server: string): Promise<ServerSettings>;
  /** Changes of one store are made one after another. */
  change(server: string, change: (settings: ServerSettings) => ServerSettings): Promise<ServerSettings>;
}

const KEY = 'discord:server:';

/**
 * Kept in the store, one setting for each server. `file` is where they stood before there was a store: read once, taken
 * over, and put aside. Rejects where it cannot be understood: what a server forbade must not be forgotten silently.
 */
export function createServerSettings(settings: Settings, file?: string): SettingsStore {
  let takenOver: Promise<void> | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  const ready = (): Promise<void> => {
    takenOver ??= (file === undefined ? Promise.resolve() : takeOver(file, settings)).catch((error: unknown) => {
      takenOver = undefined;
      throw error;
    });
    return takenOver;
  };
  const of = async (server: string): Promise<ServerSettings> => {
    await ready();
    const kept = await settings.get(`${KEY}${server}`);
    return kept === undefined ? DEFAULT_SETTINGS : settingsSchema.parse(kept);
  };
  return {
    of,
    change(server, change) {
      const work = async () => {
        const changed = change(await of(server));
        await settings.set(`${KEY}${server}`, changed);
        return changed;
      };
      const mine = tail.then(work, work);
      tail = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function takeOver(file: string, settings: Settings): Promise<void> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  for (const [server, kept] of Object.entries(fileSchema.parse(JSON.parse(text))))
    if ((await settings.get(`${KEY}${server}`)) === undefined) await settings.set(`${KEY}${server}`, kept);
  await rename(file, `${file}.taken-over`);
}
