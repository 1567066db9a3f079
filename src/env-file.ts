/**
 * `.env` of a folder → its variables. The file may come from Windows: its mark of the encoding and its line ends are no
 * part of a name or a value. Declines with a `ConfigError` where the file is there and cannot be read.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { ConfigError } from './config-faults.js';

export function readEnvFile(folder: string): Readonly<Record<string, string | undefined>> {
  const path = join(folder, '.env');
  try {
    return parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'EISDIR')) return {};
    throw new ConfigError(`설정 파일을 읽을 수 없습니다: ${path}\n  → 읽을 권한을 주거나 파일을 옮기세요.`, { cause });
  }
}
