/**
 * What the people who run a server decided for it: where the assistant may answer, for which region, and whether only
 * the asker sees an answer. Kept in one small file, written so that a crash leaves the old or the new one.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../indexing/files.js';

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

/** Rejects where the file is there and cannot be understood: what a server forbade must not be forgotten silently. */
export function createFileSettings(path: string): SettingsStore {
  let loading: Promise<Map<string, ServerSettings>> | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  const loaded = () => {
    loading ??= load(path).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return {
    async of(server) {
      return (await loaded()).get(server) ?? DEFAULT_SETTINGS;
    },
    change(server, change) {
      const work = async () => {
        const all = await loaded();
        const changed = change(all.get(server) ?? DEFAULT_SETTINGS);
        const next = new Map(all).set(server, changed);
        await mkdir(dirname(path), { recursive: true });
        await writeDurably(path, `${JSON.stringify(Object.fromEntries(next), null, 2)}\n`);
        loading = Promise.resolve(next);
        return changed;
      };
      const mine = tail.then(work, work);
      tail = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function load(path: string): Promise<Map<string, ServerSettings>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
  return new Map(Object.entries(fileSchema.parse(JSON.parse(text))));
}
