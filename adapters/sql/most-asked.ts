/**
 * What people ask most, from the conversations that are still kept: masked first questions that several conversations
 * hold in the same words → the most frequent first. Nothing is written down for it, so it knows no more than the
 * conversations do and forgets with them. A question that few asked never comes out: it might tell who asked.
 */
import type { Clock } from '../../src/core/ports.js';
import { squeeze } from '../../src/korean/normalise.js';
import type { MostAsked, OftenAsked } from '../../src/review/questions.js';
import type { SqlBackend } from './backend.js';
import { readTurns } from './conversations.js';

/** Conversations stand for people: a person is known to nobody here. */
export const ASKERS_MIN = 5;

export function createMostAsked({ db }: Pick<SqlBackend, 'db'>, clock: Clock): MostAsked {
  return {
    async mostAsked(limit) {
      const rows = await db
        .selectFrom('conversations')
        .select('turns')
        .where('expires_at', '>', clock().getTime())
        .execute();
      const asked = new Map<string, OftenAsked>();
      for (const { turns } of rows) {
        // Later questions lean on those before them, and cannot be asked alone.
        const [first] = readTurns(turns);
        if (!first || first.question === '') continue;
        const text = squeeze(first.question);
        const key = JSON.stringify([text, first.region]);
        const times = (asked.get(key)?.times ?? 0) + 1;
        asked.set(key, { text: first.question, region: first.region, audience: 'public', times });
      }
      return [...asked.values()]
        .filter(({ times }) => times >= ASKERS_MIN)
        .sort((a, b) => b.times - a.times || (a.text < b.text ? -1 : 1))
        .slice(0, limit);
    },
  };
}
