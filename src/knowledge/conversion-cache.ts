/**
 * Conversions kept: the same bytes read by the same converter are not read again. In: a converter and a folder. Out: a
 * converter that looks there first. Times and memory that ran out are tried again; all else is kept, refusals too.
 *
 * Safe to delete, and safe to share between two programs: files are named by content and put in place whole.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type Conversion, conversionSchema, type DocumentConverter, PASSING_REFUSALS } from './conversion.js';

export function createCachedConverter(converter: DocumentConverter, folder: string): DocumentConverter {
  return {
    id: converter.id,
    async convert(file) {
      const path = join(folder, `${conversionKey(converter.id, file.name, file.bytes)}.json`);
      const known = await read(path);
      if (known) return known;
      const conversion = await converter.convert(file);
      if (conversion.isRead || !PASSING_REFUSALS.has(conversion.refusal)) await write(folder, path, conversion);
      return conversion;
    },
  };
}

/** The extension is part of it: it decides how rows of text are read, and what is said of a wrong one. */
export function conversionKey(converterId: string, name: string, bytes: Uint8Array): string {
  return createHash('sha256')
    .update(`${converterId}\0${extname(name).toLowerCase()}\0`)
    .update(bytes)
    .digest('hex');
}

async function read(path: string): Promise<Conversion | undefined> {
  try {
    return conversionSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written costs time and nothing else. */
async function write(folder: string, path: string, conversion: Conversion): Promise<void> {
  const aside = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(aside, JSON.stringify(conversion));
    await rename(aside, path);
  } catch {
    await rm(aside, { force: true }).catch(() => undefined);
  }
}
