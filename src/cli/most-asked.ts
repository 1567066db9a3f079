/**
 * What people ask most, for a review: from the store that a service writes, where there is one. A store that cannot be
 * read is told and left out: the index must not wait for it. What reads it is loaded only where there is one.
 */
import { existsSync } from 'node:fs';
import type { Folders } from '../compose/folders.js';
import type { Config } from '../config.js';
import type { OftenAsked } from '../review/questions.js';
import { StoreError } from '../store/ports.js';
import { say } from './output.js';
import { storeFileOf } from './store-file.js';

const OFTEN_ASKED_MAX = 100;

export async function mostAskedIn(config: Config, { data }: Folders): Promise<readonly OftenAsked[]> {
  const { database } = config;
  if (!database && !existsSync(storeFileOf(config, { data }))) return [];
  const { createMostAsked } = await import('../../adapters/sql/most-asked.js');
  const { openBackend, openPostgresAt } = await import('./store-access.js');
  try {
    const backend = database
      ? await openPostgresAt(database.url, config, { asItIs: true })
      : await openBackend(config, { data }, 'reader');
    try {
      return await createMostAsked(backend, () => new Date()).mostAsked(OFTEN_ASKED_MAX);
    } finally {
      await backend.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    say(`${error.message}\n  → 자주 묻는 물음은 빼고 견줍니다.`);
    return [];
  }
}
