/** What a fault means to the person at the terminal: the words to show, in Korean, and the exit code. */
import { WebAddressError } from '../../adapters/web/address-error.js';
import { ConfigError } from '../config.js';
import { IndexWriteError } from '../indexing/files.js';
import { IndexBusyError } from '../indexing/lock.js';
import { IndexVersionError } from '../indexing/manifest.js';
import { KnowledgeFolderError } from '../knowledge/source-files.js';
import { StoreError } from '../store/ports.js';
import { UsageError } from './arguments.js';

export const EXIT = { ok: 0, failure: 1, usage: 2, notConfigured: 3, refused: 4 } as const;

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof WebAddressError || error instanceof IndexWriteError) return EXIT.notConfigured;
  if (error instanceof StoreError) return EXIT.notConfigured;
  if (error instanceof IndexBusyError) return EXIT.refused;
  if (error instanceof ConfigError || error instanceof KnowledgeFolderError || error instanceof IndexVersionError)
    return EXIT.notConfigured;
  return EXIT.failure;
}

/** The error's own words where it was written for people; a library's English is never shown. */
export function messageOf(error: unknown): string {
  return exitCodeOf(error) !== EXIT.failure && error instanceof Error
    ? error.message
    : '예상하지 못한 문제가 생겼습니다.\n  → bokji doctor 로 상태를 확인하세요. 자세한 까닭은 BOKJI_LOG_LEVEL=debug 로 볼 수 있습니다.';
}
