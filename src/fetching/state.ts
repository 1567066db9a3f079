/**
 * What is remembered of a source between two runs, in `<data>/fetch/<name>.json`: when it last ran, and of each page its
 * file, its version marks and how often it was missing.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../indexing/files.js';
import { intervalMs } from './sources.js';

const pageSchema = z.object({
  file: z.string(),
  title: z.string().optional(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** Hash of what people see. */
  seen: z.string(),
  /** The day on which this text was first seen. */
  since: z.string(),
  /** Runs in a row in which it was not found. */
  missing: z.number().int().default(0),
  /** The day it was given up. */
  goneOn: z.string().optional(),
});
export type PageState = z.infer<typeof pageSchema>;

const stateSchema = z.object({
  lastRun: z.string().optional(),
  pages: z.record(z.string(), pageSchema).default({}),
  /** Files that a folder or checkout gave, with the hash of their bytes. */
  files: z.record(z.string(), z.string()).default({}),
});
export type FetchState = z.infer<typeof stateSchema>;

export async function readState(dataFolder: string, name: string): Promise<FetchState> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(stateFile(dataFolder, name), 'utf8')));
  } catch {
    return { pages: {}, files: {} };
  }
}

export async function writeState(dataFolder: string, name: string, state: FetchState): Promise<void> {
  const file = stateFile(dataFolder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeDurably(file, JSON.stringify(state));
}

/** When a source is to be fetched next; now where it never was. */
export function dueAt(state: FetchState, every: string): number {
  const last = state.lastRun === undefined ? Number.NaN : Date.parse(state.lastRun);
  return Number.isNaN(last) ? 0 : last + intervalMs(every);
}

function stateFile(dataFolder: string, name: string): string {
  return join(dataFolder, 'fetch', `${name}.json`);
}
