/** Every earlier schema, as a database of its time, comes to today's with all its rows. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LATEST, MIGRATION_NAMES } from '../../adapters/sql/migrations.js';
import type { Store } from '../../src/store/ports.js';

const FOLDER = new URL('../fixtures/store/', import.meta.url);
const EARLIER = readdirSync(FOLDER).map((name) => name.replace(/\.sql$/, ''));

/** `open` gives the store of a database that the statements were run in. */
export function comesFromEveryEarlierSchema(name: string, open: (statements: string) => Promise<Store>): void {
  describe(`${name} comes from every earlier schema`, () => {
    it('of which each has a database of its time', () => {
      expect(EARLIER.toSorted()).toEqual(MIGRATION_NAMES.slice(0, -1));
    });

    it.each(EARLIER)('%s, and keeps every row', async (schema) => {
      const store = await open(readFileSync(new URL(`${schema}.sql`, FOLDER), 'utf8'));
      const { rows, schema: now } = await store.status();
      expect(now).toBe(LATEST);
      expect(rows).toMatchObject({ conversations: 1, answers: 1, feedback: 1, events: 1, settings: 1 });
      expect(await store.conversations.load('web:first')).toEqual([
        { question: `기초연금이 뭐예요? '따옴표'`, outcome: 'answered', topics: ['national-basic-pension'] },
      ]);
      expect((await store.answers.find('ans_first'))?.conversationId).toBe('web:first');
      expect(await store.events.claim('slack:Ev1')).toBe(false);
    });

    it('which a newer program made, is refused: nothing is written', async () => {
      const newer = `
        create table store_migrations (name varchar(255) primary key, timestamp varchar(255) not null);
        insert into store_migrations values ('999-of-the-future', '2030-01-01T00:00:00Z');`;
      await expect(open(newer)).rejects.toThrow(/더 새로운 판/);
    });
  });
}
