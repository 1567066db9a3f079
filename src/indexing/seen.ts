/**
 * Files seen before: a file whose size, times, number and device are those it had when it was hashed holds what it held
 * then and is not read again. Kept in `seen.json` of the data folder, which may be deleted; nothing is answered from it.
 *
 * What makes that safe: every change of a file moves its change time, which no program can set back as it can the time
 * of modification. Only a change within the tick of the clock in which the file was hashed would leave no trace, so a
 * file that changed less than two seconds before it was read, or in the future, is not trusted and is read again. Who
 * sets the clock of the machine back says `--verify`.
 */
import type { Stats } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './files.js';

export interface Seen {
  /** The hash of a file as it is now; undefined where it must be read. */
  hashOf(name: string, stats: Stats): string | undefined;
  /** Keeps a hash, if the file had come to rest before it was read. `stats` are from before the reading. */
  note(name: string, stats: Stats, hash: string): void;
  /** Keeps the hash of a file that this program wrote and nobody else writes. */
  noteOwn(name: string, stats: Stats, hash: string): void;
  /** What was made of inputs that have this key; undefined where they have changed. */
  resultOf(name: string, key: string): string | undefined;
  noteResult(name: string, key: string, result: string): void;
  /** What was neither asked for nor noted since opening is forgotten. */
  save(): Promise<void>;
}

/** Coarser than the clock of any file system that is in use: FAT counts in two seconds. */
const SETTLED_MS = 2_000;

/** In columns: ten thousand names are proved to be texts sooner than as many rows to be rows. */
const column = z.array(z.string());
const fileSchema = z.object({ schema: z.literal(2), names: column, signatures: column, hashes: column });

/** `forget` opens as if nothing had been seen. */
export async function openSeen(dataFolder: string, forget = false): Promise<Seen> {
  const path = join(dataFolder, 'seen.json');
  const before = forget ? new Map<string, Entry>() : await entriesOf(path);
  const now = new Map<string, Entry>();
  let isChanged = forget;
  const find = (name: string, signature: string): string | undefined => {
    const entry = now.get(name) ?? before.get(name);
    if (entry === undefined || entry.signature !== signature) return undefined;
    now.set(name, entry);
    return entry.hash;
  };
  const keep = (name: string, signature: string, hash: string): void => {
    now.set(name, { signature, hash });
    isChanged = true;
  };
  return {
    hashOf: (name, stats) => find(name, signatureOf(stats)),
    note(name, stats, hash) {
      const newest = Math.max(stats.mtimeMs, stats.ctimeMs);
      if (newest < Date.now() - SETTLED_MS) keep(name, signatureOf(stats), hash);
    },
    noteOwn: (name, stats, hash) => keep(name, signatureOf(stats), hash),
    resultOf: find,
    noteResult: keep,
    async save() {
      if (!isChanged && now.size === before.size) return;
      const entries = [...now.values()];
      const saved: z.infer<typeof fileSchema> = {
        schema: 2,
        names: [...now.keys()],
        signatures: entries.map(({ signature }) => signature),
        hashes: entries.map(({ hash }) => hash),
      };
      await writeDurably(path, JSON.stringify(saved));
    },
  };
}

interface Entry {
  readonly signature: string;
  readonly hash: string;
}

function signatureOf({ size, mtimeMs, ctimeMs, ino, dev }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino} ${dev}`;
}

async function entriesOf(path: string): Promise<Map<string, Entry>> {
  try {
    const { names, signatures, hashes } = fileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    return new Map(names.map((name, at) => [name, { signature: signatures[at] ?? '', hash: hashes[at] ?? '' }]));
  } catch {
    return new Map();
  }
}
