/** Deleting: what is past its days, a conversation with all that hangs on it. Also what is shown of one on inquiry. */
import { createHash } from 'node:crypto';
import type { Clock } from '../../src/core/ports.js';
import type { Deleted, Retention } from '../../src/store/ports.js';
import type { Db, SqlBackend } from './backend.js';
import { readTurns } from './conversations.js';

const DAY_MS = 86_400_000;
/** Rows deleted in one transaction, so that a large purge holds nobody up. */
const PURGED_AT_ONCE = 500;

type Deletion = (tables: Db, limit: number) => Promise<number>;

export function createRetention(backend: SqlBackend, clock: Clock): Retention {
  const { db, transaction, write, afterDeletion } = backend;

  const inPortions = async (deletion: Deletion): Promise<number> => {
    let all = 0;
    for (;;) {
      const deleted = await write((tables) => deletion(tables, PURGED_AT_ONCE));
      all += deleted;
      if (deleted < PURGED_AT_ONCE) return all;
      // Between two portions those who answer questions have their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  return {
    async purge(days) {
      const now = clock().getTime();
      const before = (keptDays: number) => now - keptDays * DAY_MS;
      const deleted: Deleted = {
        conversations: await inPortions((tables, limit) =>
          count(
            tables
              .deleteFrom('conversations')
              .where('id', 'in', (from) =>
                from.selectFrom('conversations').select('id').where('expires_at', '<=', now).limit(limit),
              ),
          ),
        ),
        feedback: await inPortions((tables, limit) =>
          count(
            tables
              .deleteFrom('feedback')
              .where('id', 'in', (from) =>
                from.selectFrom('feedback').select('id').where('created_at', '<', before(days.feedback)).limit(limit),
              ),
          ),
        ),
        answers: await inPortions((tables, limit) =>
          count(
            tables
              .deleteFrom('answers')
              .where('id', 'in', (from) =>
                from.selectFrom('answers').select('id').where('created_at', '<', before(days.answers)).limit(limit),
              ),
          ),
        ),
        deliveries: await inPortions((tables, limit) =>
          count(
            tables
              .deleteFrom('deliveries')
              .where('id', 'in', (from) =>
                from.selectFrom('deliveries').select('id').where('created_at', '<', before(days.events)).limit(limit),
              ),
          ),
        ),
        events: await inPortions((tables, limit) =>
          count(
            tables.deleteFrom('events').where('id', 'in', (from) =>
              from
                .selectFrom('events')
                .select('id')
                .where('created_at', '<', before(days.events))
                .where((where) =>
                  where.or([
                    where('id', 'not like', `${FORGOTTEN}%`),
                    where('created_at', '<', before(Math.max(days.answers, days.feedback, days.events))),
                  ]),
                )
                .limit(limit),
            ),
          ),
        ),
        audit: await inPortions((tables, limit) =>
          count(
            tables
              .deleteFrom('audit')
              .where('number', 'in', (from) =>
                from
                  .selectFrom('audit')
                  .select('number')
                  .where('at', '<', before(days.audit))
                  .orderBy('number')
                  .limit(limit),
              ),
          ),
        ),
      };
      // Also where nothing was deleted: words of finished deliveries may still stand in a log.
      await afterDeletion();
      return deleted;
    },

    async forget(conversationId) {
      const deleted = await transaction(async (tables) => {
        const feedback = await count(tables.deleteFrom('feedback').where('conversation_id', '=', conversationId));
        const answers = await count(tables.deleteFrom('answers').where('conversation_id', '=', conversationId));
        const conversations = await count(tables.deleteFrom('conversations').where('id', '=', conversationId));
        // The ids of events stay: without them a message delivered again would be answered again.
        const deliveries = await count(tables.deleteFrom('deliveries').where('conversation_id', '=', conversationId));
        const deleted = { conversations, answers, feedback, deliveries, events: 0, audit: 0 };
        if (isAny(deleted)) await rememberForgotten(tables, conversationId, clock().getTime());
        return deleted;
      });
      if (isAny(deleted)) await afterDeletion();
      return deleted;
    },

    async export(conversationId) {
      const [conversation, answers, feedback, deliveries] = await Promise.all([
        db.selectFrom('conversations').select('turns').where('id', '=', conversationId).executeTakeFirst(),
        db
          .selectFrom('answers')
          .select('body')
          .where('conversation_id', '=', conversationId)
          .orderBy('created_at')
          .orderBy('id')
          .execute(),
        db
          .selectFrom('feedback')
          .select(['answer_id', 'helpful', 'reason', 'comment', 'created_at'])
          .where('conversation_id', '=', conversationId)
          .orderBy('created_at')
          .execute(),
        db
          .selectFrom('deliveries')
          .select(['id', 'finished_at'])
          .where('conversation_id', '=', conversationId)
          .orderBy('created_at')
          .execute(),
      ]);
      return {
        conversationId,
        turns: conversation ? readTurns(conversation.turns) : [],
        answers: answers.map(({ body }) => JSON.parse(body)),
        feedback: feedback.map(({ answer_id, helpful, reason, comment, created_at }) => ({
          answerId: answer_id,
          helpful: helpful === 1,
          ...(reason === null ? {} : { reason }),
          ...(comment === null ? {} : { comment }),
          at: new Date(created_at).toISOString(),
        })),
        deliveries: deliveries.map(({ id, finished_at }) => ({ id, finished: finished_at !== null })),
      };
    },
  };
}

async function count(deletion: { executeTakeFirst(): Promise<{ readonly numDeletedRows: bigint } | undefined> }) {
  return Number((await deletion.executeTakeFirst())?.numDeletedRows ?? 0n);
}

function isAny(deleted: Deleted): boolean {
  return Object.values(deleted).some((rows) => rows > 0);
}

/**
 * A restored backup must not bring back what was forgotten after it was taken. What stays of a forgotten conversation
 * is a hash of its id, among the events, for as long as anything of it could still stand in a backup.
 */
const FORGOTTEN = 'forgotten:';

function forgottenMark(conversationId: string): string {
  return `${FORGOTTEN}${createHash('sha256').update(conversationId).digest('hex')}`;
}

async function rememberForgotten(tables: Db, conversationId: string, now: number): Promise<void> {
  await tables
    .insertInto('events')
    .values({ id: forgottenMark(conversationId), created_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ created_at: now }))
    .execute();
}

/** What a store had forgotten, as marks that tell nothing but whether a given conversation is among it. */
export async function forgottenMarks(replaced: Db): Promise<ReadonlySet<string>> {
  const marks = await replaced.selectFrom('events').select('id').where('id', 'like', `${FORGOTTEN}%`).execute();
  return new Set(marks.map(({ id }) => id));
}

/** Forgets in a restored store what the store that it replaces had forgotten. Gives how many conversations. */
export async function forgetAgain(
  forgotten: ReadonlySet<string>,
  restored: SqlBackend,
  retention: Retention,
): Promise<number> {
  const ids = await restored.db
    .selectFrom('conversations')
    .select('id')
    .union((from) => from.selectFrom('answers').select('conversation_id as id'))
    .union((from) => from.selectFrom('feedback').select('conversation_id as id'))
    .union((from) => from.selectFrom('deliveries').select('conversation_id as id'))
    .execute();
  const again = ids.filter(({ id }) => forgotten.has(forgottenMark(id)));
  for (const { id } of again) await retention.forget(id);
  return again.length;
}
