/**
 * Which version was live since when: a line for every switch, the newest last. What `rollback` without a name goes
 * back by. A missing or broken file is an empty history; nothing is answered from it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './files.js';

const switchSchema = z.object({ version: z.string(), at: z.string(), by: z.enum(['index', 'rollback', 'switch']) });
export type Switch = z.infer<typeof switchSchema>;

const SWITCHES_KEPT = 200;

export async function switchesOf(dataFolder: string): Promise<readonly Switch[]> {
  const text = await readFile(join(dataFolder, 'switches.jsonl'), 'utf8').catch(() => '');
  try {
    return text.split('\n').flatMap((line) => (line === '' ? [] : [switchSchema.parse(JSON.parse(line))]));
  } catch {
    return [];
  }
}

export async function noteSwitch(dataFolder: string, entry: Switch): Promise<void> {
  const switches = [...(await switchesOf(dataFolder)), entry].slice(-SWITCHES_KEPT);
  await writeDurably(join(dataFolder, 'switches.jsonl'), switches.map((one) => `${JSON.stringify(one)}\n`).join(''));
}
