/**
 * Counts that word indexes were laid out from, by name. They lie beside the versions, in `words/` of the data folder, for
 * the newest only: they serve no answer, only the next build. They tell by a checksum whether they were cut off; without
 * them everything is counted again.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Counted } from '../retrieval/lexical-earlier.js';
import { readWhole } from './files.js';

/** Checksum, units, levels and postings. */
const HEADER_WORDS = 4;

const folderIn = (dataFolder: string): string => join(dataFolder, 'words');

export async function saveCounts(
  dataFolder: string,
  name: string,
  { lengths, levels, levelOf }: Counted,
): Promise<void> {
  const header = Uint32Array.of(0, lengths.length, levels.length, levelOf.length);
  const parts = [header, lengths, levels, levelOf].map(bytesOf);
  // Of nothing, zlib gives 0 whatever came before.
  header[0] = parts.reduce((sum, part) => (part.length === 0 ? sum : crc32(part, sum)), 0);
  await mkdir(folderIn(dataFolder), { recursive: true });
  // The checksum comes first and covers the rest: half a file is known for one, so nothing need be renamed.
  await writeFile(join(folderIn(dataFolder), name), parts);
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float64Array | Float32Array | Uint16Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

export async function openCounts(dataFolder: string, name: string): Promise<Counted | undefined> {
  const bytes = await readWhole(join(folderIn(dataFolder), name)).catch(() => undefined);
  if (!bytes || bytes.length < HEADER_WORDS * 4) return undefined;
  const [sum, unitCount = 0, levelCount = 0, postingCount = 0] = new Uint32Array(bytes.buffer, 0, HEADER_WORDS);
  bytes.fill(0, 0, 4);
  if (crc32(bytes) !== sum) return undefined;
  const lengthsAt = HEADER_WORDS * 4;
  const levelsAt = lengthsAt + unitCount * 8;
  return {
    lengths: new Float64Array(bytes.buffer, lengthsAt, unitCount),
    levels: new Float32Array(bytes.buffer, levelsAt, levelCount),
    levelOf: new Uint16Array(bytes.buffer, levelsAt + levelCount * 4, postingCount),
  };
}

/** Removes those of versions that no build will take from again. */
export async function removeCounts(dataFolder: string, kept: readonly string[]): Promise<void> {
  for (const name of await readdir(folderIn(dataFolder)).catch(() => []))
    if (!kept.some((version) => name.startsWith(`${version}.`)))
      await rm(join(folderIn(dataFolder), name), { force: true });
}
