/**
 * A store that answers go on over: where the one behind it fails (disk full, PostgreSQL down), what can wait is kept
 * in memory, within bounds, and written when it is back; what cannot is refused at once, so that nobody who asks a
 * question waits for a time-out.
 *
 * While the store is away a conversation begun before is not remembered (`load` rejects), one begun meanwhile is.
 * Events are still claimed once by this process. To forget is remembered and done later, but rejects: the person must
 * not be told that something is gone which is not yet.
 */
import type { Logger } from 'pino';
import type { Answer, Turn } from '../core/types.js';
import type { Feedback } from '../feedback/store.js';
import { type Store, StoreError } from './ports.js';

export interface StoreHealth {
  readonly kind: Store['kind'];
  readonly ok: boolean;
  /** Since when it is away. */
  readonly since: string | undefined;
  /** Writes that wait in memory. */
  readonly waiting: number;
  /** Writes that found no place in memory any more, since the process began. */
  readonly dropped: number;
}

export interface SteadyStore extends Store {
  health(): StoreHealth;
}

export interface SteadyOptions {
  readonly log: Logger;
  /** Above this many of a kind the oldest are dropped. */
  readonly waitingMax?: number;
  /** How long a question waits for the store before it counts as away. */
  readonly patienceMs?: number;
  /** How often it is tried whether the store is back. */
  readonly retryMs?: number;
}

const WAITING_MAX = 10_000;
const PATIENCE_MS = 1_000;
const RETRY_MS = 1_000;
/** What waited is written by so many at once; nobody waits for it. */
const WRITTEN_TOGETHER = 8;
const FLUSH_MS = 10_000;
/** Nobody's question waits for it, and a large log takes its time to empty. */
const FORGET_MS = 15_000;

const AWAY = '저장소를 잠시 쓸 수 없습니다.\n  → 잠시 뒤 다시 시도해 주세요.';

export function createSteadyStore(store: Store, options: SteadyOptions): SteadyStore {
  const { log, waitingMax = WAITING_MAX, patienceMs = PATIENCE_MS, retryMs = RETRY_MS } = options;
  const turns = new Map<string, readonly Turn[]>();
  const answers = new Map<string, Answer>();
  const feedback = new Map<string, Feedback>();
  const events = new Map<string, true>();
  const forgotten = new Map<string, true>();
  /** Settings as last read or written: what an operator forbade stays forbidden. */
  const lastSettings = new Map<string, unknown>();
  let awaySince: Date | undefined;
  let dropped = 0;
  let retrying: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;

  const waiting = () => turns.size + answers.size + feedback.size + events.size + forgotten.size;

  const keep = <V>(kind: Map<string, V>, key: string, value: V): void => {
    kind.delete(key);
    kind.set(key, value);
    for (const oldest of kind.keys()) {
      if (kind.size <= waitingMax) return;
      kind.delete(oldest);
      dropped += 1;
    }
  };

  const away = (error: unknown): void => {
    if (awaySince !== undefined) return;
    awaySince = new Date();
    log.error({ store: store.kind, error: nameOf(error) }, 'store is away; answers go on without it');
    retrying = setInterval(() => void comeBack(), retryMs);
    retrying.unref();
  };

  /** A fault of one record is no fault of the store: where the error does not tell, a check does. */
  const suspect = async (error: unknown): Promise<void> => {
    if (awaySince !== undefined) return;
    if (store.isAway(error)) return away(error);
    try {
      await within(patienceMs, store.check());
    } catch {
      away(error);
    }
  };

  const comeBack = (): Promise<void> => {
    flushing ??= (async () => {
      try {
        await within(patienceMs, store.check());
        const written = waiting();
        while (waiting() > 0) await flush();
        clearInterval(retrying);
        log.warn(
          { store: store.kind, written, dropped, awayMs: Date.now() - (awaySince?.getTime() ?? 0) },
          'store is back',
        );
        awaySince = undefined;
      } catch {
        // Still away; the next try comes by itself.
      } finally {
        flushing = undefined;
      }
    })();
    return flushing;
  };

  /** To forget comes first: what was said after it is new. */
  const flush = async (): Promise<void> => {
    await drain(forgotten, (id) => store.conversations.forget(id));
    await drain(events, (id) => store.events.claim(id));
    await drain(answers, (_id, answer) => store.answers.save(answer));
    await drain(feedback, (_key, entry) => store.answers.addFeedback(entry));
    await drain(turns, async (id, kept) =>
      store.conversations.save(id, joined(await store.conversations.load(id), kept)),
    );
  };

  async function drain<V>(kind: Map<string, V>, write: (key: string, value: V) => Promise<unknown>): Promise<void> {
    const left = [...kind];
    const next = async (): Promise<void> => {
      for (let entry = left.shift(); entry; entry = left.shift()) {
        const [key, value] = entry;
        try {
          await within(FLUSH_MS, write(key, value));
        } catch (error) {
          if (store.isAway(error)) {
            // Those beside this one have nothing more to try either.
            left.length = 0;
            throw error;
          }
          await within(patienceMs, store.check());
          dropped += 1;
          log.error({ store: store.kind, error: nameOf(error) }, 'a write that waited is refused');
        }
        // Where it was replaced meanwhile, the newer one is written in the next round.
        if (kind.get(key) === value) kind.delete(key);
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: WRITTEN_TOGETHER }, next));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  /** `work` where the store is there; else, and where it turns out to be away, `otherwise`. */
  const orElse = async <T>(work: () => Promise<T>, otherwise: () => T, ms = patienceMs): Promise<T> => {
    if (awaySince !== undefined) return otherwise();
    try {
      return await within(ms, work());
    } catch (error) {
      await suspect(error);
      if (awaySince !== undefined) return otherwise();
      throw error;
    }
  };
  const refuse = (): never => {
    throw new StoreError(AWAY);
  };

  return {
    kind: store.kind,
    health: () => ({
      kind: store.kind,
      ok: awaySince === undefined,
      since: awaySince?.toISOString(),
      waiting: waiting(),
      dropped,
    }),
    conversations: {
      async load(id) {
        return turns.get(id) ?? (forgotten.has(id) ? [] : orElse(() => store.conversations.load(id), refuse));
      },
      save: (id, kept) =>
        orElse(
          () => store.conversations.save(id, kept),
          () => keep(turns, id, kept),
        ),
      forget(id) {
        turns.delete(id);
        for (const [answerId, { conversationId }] of answers) if (conversationId === id) answers.delete(answerId);
        return orElse(
          () => store.conversations.forget(id),
          () => {
            keep(forgotten, id, true);
            return refuse();
          },
          FORGET_MS,
        );
      },
    },
    answers: {
      save: (answer) =>
        orElse(
          () => store.answers.save(answer),
          () => keep(answers, answer.id, answer),
        ),
      async find(id) {
        return answers.get(id) ?? orElse(() => store.answers.find(id), refuse);
      },
      // While the store is away nobody can tell whether it holds the answer; what turns out to have none is not kept.
      addFeedback: (entry) =>
        orElse(
          () => store.answers.addFeedback(entry),
          () => {
            keep(feedback, `${entry.answerId}:${feedback.size}:${entry.at}`, entry);
            return true;
          },
        ),
    },
    events: {
      claim: (id) =>
        orElse(
          () => store.events.claim(id),
          () => {
            if (events.has(id)) return false;
            keep(events, id, true);
            return true;
          },
        ),
    },
    deliveries: {
      // Without the store a message is answered all the same; only the end of the process would lose it.
      take: (taken) =>
        orElse(
          () => store.deliveries.take(taken),
          () => {
            if (taken.eventIds.some((id) => events.has(id))) return false;
            for (const id of taken.eventIds) keep(events, id, true);
            return true;
          },
        ),
      ready: (id, outgoing) => orElse(() => store.deliveries.ready(id, outgoing), nothing),
      sent: (id, pieces) => orElse(() => store.deliveries.sent(id, pieces), nothing),
      finish: (id) => orElse(() => store.deliveries.finish(id), nothing),
      renew: () => orElse(() => store.deliveries.renew(), nothing),
      resume: (channel, limit) =>
        orElse(
          () => store.deliveries.resume(channel, limit),
          () => [],
        ),
    },
    jobs: {
      add: (job) => orElse(() => store.jobs.add(job), refuse),
      claim: (kinds, leaseMs) => orElse(() => store.jobs.claim(kinds, leaseMs), nothing),
      finish: (id, runAgainAt) => orElse(() => store.jobs.finish(id, runAgainAt), nothing),
    },
    settings: {
      get: (key) =>
        orElse(
          async () => {
            const value = await store.settings.get(key);
            lastSettings.set(key, value);
            return value;
          },
          () => (lastSettings.has(key) ? lastSettings.get(key) : refuse()),
        ),
      set: (key, value) =>
        orElse(async () => {
          await store.settings.set(key, value);
          lastSettings.set(key, value);
        }, refuse),
      all: (prefix) => orElse(() => store.settings.all(prefix), refuse),
    },
    audit: store.audit,
    retention: store.retention,
    status: () => store.status(),
    check: () => store.check(),
    isAway: (error) => store.isAway(error),
    async close() {
      clearInterval(retrying);
      await flushing;
      if (awaySince !== undefined) await comeBack();
      if (waiting() > 0) log.error({ store: store.kind, lost: waiting() }, 'store is still away; what waited is lost');
      await store.close();
    },
  };
}

/** What was said before the store went away, and what was said meanwhile, which mostly did not know of it. */
function joined(before: readonly Turn[], meanwhile: readonly Turn[]): readonly Turn[] {
  const knew = before.every((turn, row) => JSON.stringify(turn) === JSON.stringify(meanwhile[row]));
  return knew ? meanwhile : [...before, ...meanwhile];
}

function nothing(): undefined {
  return undefined;
}

/** Rejects when it takes longer; the work itself goes on and its end is nobody's concern. */
function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StoreError(AWAY)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function nameOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
