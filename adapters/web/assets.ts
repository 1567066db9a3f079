/**
 * The built widget, read once: file name → bytes, gzipped bytes and tag. Names with a hash may be kept for ever; the
 * loader's name never changes, so it is asked for again.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Asset {
  readonly body: Buffer;
  readonly gzipped: Buffer;
  readonly type: string;
  readonly tag: string;
  readonly cacheControl: string;
}
export type Assets = ReadonlyMap<string, Asset>;

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript; charset=utf-8' };

export function readAssets(folder: string): Assets {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder).flatMap((name) => {
      const type = TYPES[extname(name)];
      if (type === undefined) return [];
      const body = readFileSync(join(folder, name));
      const asset: Asset = {
        body,
        gzipped: gzipSync(body, { level: 9 }),
        type,
        tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`,
        cacheControl: /-[\w-]{8}\.js$/.test(name) ? 'public, max-age=31536000, immutable' : 'public, max-age=600',
      };
      return [[name, asset]];
    }),
  );
}
