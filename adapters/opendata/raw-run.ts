/**
 * One run of an importer on disk: the raw answers, by date, as they came (`<data>/imports/<source>/2026-11-25/`). A run
 * that was interrupted is taken up again where it stopped; what lies there is not asked for a second time.
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../src/indexing/files.js';

/** `open`: not all was fetched; `fetched`: all is there, nothing written yet; `applied`: written. */
const stateSchema = z.object({ state: z.enum(['open', 'fetched', 'applied']), startedOn: z.string() });
export type RunState = z.infer<typeof stateSchema>['state'];

export interface RawRun {
  readonly folder: string;
  readonly isResumed: boolean;
  read(file: string): Promise<string | undefined>;
  save(file: string, text: string): Promise<void>;
  drop(file: string): Promise<void>;
  /** An answer that was no answer, kept for the admin under a name of its own. */
  saveFault(name: string, text: string): Promise<void>;
  mark(state: RunState): Promise<void>;
  /** What it brought has been written: done with, unless something is still to be fetched. */
  settle(): Promise<void>;
}

/** The list moves on meanwhile; an older run is begun again. */
const RESUME_DAYS_MAX = 14;
const FAULTS_KEPT_MAX = 50;
/** Runs whose records are written; older ones go, or a daily import would fill the disk. */
const RUNS_KEPT_MAX = 14;

export async function openRun(root: string, today: string, isFresh: boolean): Promise<RawRun> {
  await mkdir(root, { recursive: true });
  const names = (await readdir(root)).filter((name) => /^\d{4}-\d{2}-\d{2}(?:-\d+)?$/.test(name)).sort(byDayAndNumber);
  const last = names.at(-1);
  const state = last === undefined ? undefined : await stateOf(join(root, last));
  if (last !== undefined && state && !isFresh && isUsable(state, today))
    return runIn(join(root, last), state.startedOn, true);
  for (const old of names.slice(0, -RUNS_KEPT_MAX)) {
    const { state: ended } = (await stateOf(join(root, old))) ?? {};
    if (ended === 'applied') await rm(join(root, old), { recursive: true, force: true });
  }
  const lastToday = names.filter((name) => name.startsWith(today)).at(-1);
  const folder = join(root, lastToday === undefined ? today : `${today}-${numberOf(lastToday) + 1}`);
  await mkdir(folder, { recursive: true });
  const run = runIn(folder, today, false);
  await run.mark('open');
  return run;
}

/** Unfinished: go on. Fetched today and only looked at (--plan): use it. */
function isUsable({ state, startedOn }: z.infer<typeof stateSchema>, today: string): boolean {
  const days = (Date.parse(today) - Date.parse(startedOn)) / 86_400_000;
  return (state === 'open' && days <= RESUME_DAYS_MAX) || (state === 'fetched' && days === 0);
}

function runIn(folder: string, startedOn: string, isResumed: boolean): RawRun {
  let faults = 0;
  let current: RunState = 'open';
  const mark = async (state: RunState): Promise<void> => {
    current = state;
    await writeDurably(join(folder, 'run.json'), JSON.stringify({ state, startedOn }));
  };
  return {
    folder,
    isResumed,
    read: (file) => readFile(join(folder, file), 'utf8').catch(() => undefined),
    save: (file, text) => writeDurably(join(folder, file), text),
    drop: (file) => rm(join(folder, file), { force: true }),
    saveFault: async (name, text) => {
      if (text === '' || faults >= FAULTS_KEPT_MAX) return;
      faults += 1;
      await mkdir(join(folder, 'faults'), { recursive: true });
      await writeDurably(join(folder, 'faults', `${name}-${faults}.txt`), text);
    },
    mark,
    settle: async () => {
      if (current === 'fetched') await mark('applied');
    },
  };
}

async function stateOf(folder: string): Promise<z.infer<typeof stateSchema> | undefined> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

function byDayAndNumber(a: string, b: string): number {
  const [dayA, dayB] = [a.slice(0, 10), b.slice(0, 10)];
  return dayA === dayB ? numberOf(a) - numberOf(b) : dayA < dayB ? -1 : 1;
}

/** 1 of `2026-11-25`, 2 of `2026-11-25-2`. */
function numberOf(name: string): number {
  return Number(name.slice(11) || 1);
}
