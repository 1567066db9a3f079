/** Conversations and what was answered in them: masked turns with an expiry, answers with their receipts, feedback. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ConversationStore } from '../../src/conversation/store.js';
import { answerJson } from '../../src/core/answer-json.js';
import type { Clock } from '../../src/core/ports.js';
import { answerSchema, OUTCOMES, type Turn } from '../../src/core/types.js';
import type { AnswerStore } from '../../src/feedback/store.js';
import type { Retention } from '../../src/store/ports.js';
import type { SqlBackend } from './backend.js';
import { prepared } from './prepared.js';

const turnSchema = z.object({
  question: z.string(),
  outcome: z.enum(OUTCOMES),
  topics: z.array(z.string()),
  region: z.string().optional(),
});
const turnsSchema = z.array(turnSchema);

export const readTurns = (json: string): readonly Turn[] => turnsSchema.parse(JSON.parse(json));

const LOAD = prepared<{ id: string; now: number }, { turns: string }>({ id: true, now: true }, (db, { id, now }) =>
  db.selectFrom('conversations').select('turns').where('id', '=', id).where('expires_at', '>', now),
);

const SAVE = prepared<{ id: string; turns: string; touched: number; expires: number }, unknown>(
  { id: true, turns: true, touched: true, expires: true },
  (db, { id, turns, touched, expires }) =>
    db
      .insertInto('conversations')
      .values({ id, turns, touched_at: touched, expires_at: expires })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ turns, touched_at: touched, expires_at: expires })),
);

/** The first answer of an id stays. */
const KEEP = prepared<{ id: string; conversationId: string; outcome: string; body: string; now: number }, unknown>(
  { id: true, conversationId: true, outcome: true, body: true, now: true },
  (db, { id, conversationId, outcome, body, now }) =>
    db
      .insertInto('answers')
      .values({ id, conversation_id: conversationId, outcome, body, created_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing()),
);

export interface ConversationOptions {
  readonly clock: Clock;
  /** A conversation untouched for this long is forgotten. */
  readonly idleMs: number;
}

export function createConversationTable(
  { db, write }: SqlBackend,
  { forget }: Retention,
  { clock, idleMs }: ConversationOptions,
): ConversationStore {
  return {
    async load(conversationId) {
      const { rows } = await LOAD(db, { id: conversationId, now: clock().getTime() });
      return rows[0] ? readTurns(rows[0].turns) : [];
    },
    async save(conversationId, turns) {
      const now = clock().getTime();
      const row = { id: conversationId, turns: JSON.stringify(turns), touched: now, expires: now + idleMs };
      await write((tables) => SAVE(tables, row));
    },
    async forget(conversationId) {
      await forget(conversationId);
    },
  };
}

export function createAnswerTable({ db, write }: SqlBackend, clock: Clock): AnswerStore {
  return {
    async save(answer) {
      const { id, conversationId, outcome } = answer;
      const row = { id, conversationId, outcome, body: answerJson(answer), now: clock().getTime() };
      await write((tables) => KEEP(tables, row));
    },
    async find(answerId) {
      const row = await db.selectFrom('answers').select('body').where('id', '=', answerId).executeTakeFirst();
      return row && answerSchema.parse(JSON.parse(row.body));
    },
    async addFeedback({ answerId, helpful, reason, comment, at }) {
      const kept = helpful ? 1 : 0;
      // One statement: an answer that is deleted meanwhile leaves no feedback without it.
      const { numInsertedOrUpdatedRows } = await write((tables) =>
        tables
          .insertInto('feedback')
          .columns(['id', 'answer_id', 'conversation_id', 'helpful', 'reason', 'comment', 'created_at'])
          .expression((from) =>
            from
              .selectFrom('answers')
              .where('answers.id', '=', answerId)
              .select([
                sql<string>`cast(${randomUUID()} as text)`.as('id'),
                'answers.id as answer_id',
                'answers.conversation_id',
                sql<number>`cast(${kept} as integer)`.as('helpful'),
                sql<string | null>`cast(${reason ?? null} as text)`.as('reason'),
                sql<string | null>`cast(${comment ?? null} as text)`.as('comment'),
                sql<number>`cast(${Date.parse(at)} as bigint)`.as('created_at'),
              ]),
          )
          .executeTakeFirstOrThrow(),
      );
      return Number(numInsertedOrUpdatedRows ?? 0) > 0;
    },
  };
}
