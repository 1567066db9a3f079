/**
 * A store that answers go on over: where the one behind it fails (disk full, PostgreSQL down), what can wait is kept
 * in memory, within bounds, and written when it is back; what cannot is refused at once, so that nobody who asks a
 * question waits for a time-out.
 *
 * While the store is away a conversation begun before is not remembered (`load` rejects), one begun meanwhile is.
 * Events are still claimed once by this process, which is all that can be had: docs/scaling.md tells what follows for
 * several. To forget is remembered and done later, but rejects: the person must
 * not be told that something is gone which is not yet.
 */
import type { Logger } from 'pino';
import { type Store, StoreAwayError, StoreError } from './ports.js';
import { AWAY, createWaiting, nameOf, within } from './waiting.js';

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
/** Nobody's question waits for it, and a large log takes its time to empty. */
const FORGET_MS = 15_000;
/**
 * Longer than a database takes to give a statement up. Whoever stops waiting for a write that is then committed has taken
 * a message that nobody answers: the platform's next attempt finds it taken.
 */
const TAKE_MS = 10_000;

export function createSteadyStore(store: Store, options: SteadyOptions): SteadyStore {
  const { log, waitingMax = WAITING_MAX, patienceMs = PATIENCE_MS, retryMs = RETRY_MS } = options;
  const kept = createWaiting(store, { max: waitingMax, log });
  const { turns, answers, feedback, events, finished, forgotten, keep } = kept;
  /** Settings as last read or written: what an operator forbade stays forbidden. */
  const lastSettings = new Map<string, unknown>();
  let awaySince: Date | undefined;
  let retrying: NodeJS.Timeout | undefined;
  let flushing: Promise<void> | undefined;
  /** Those who wait on, to be told that waiting is over. */
  const waitingOn = new Set<() => void>();

  const away = (error: unknown): void => {
    if (awaySince !== undefined) return;
    awaySince = new Date();
    for (const leave of waitingOn) leave();
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
        const written = kept.size();
        while (kept.size() > 0) await kept.flush();
        clearInterval(retrying);
        log.warn(
          { store: store.kind, written, dropped: kept.dropped(), awayMs: Date.now() - (awaySince?.getTime() ?? 0) },
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
  /**
   * Waits on for a write that may yet be committed, but not for a store that is away, which is looked at where the write
   * takes its time. A platform delivers a message again that is not acknowledged within three seconds; this is less.
   */
  const unlessAway = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const leave = (): void => reject(new StoreAwayError(AWAY));
      waitingOn.add(leave);
      const timer = setTimeout(() => void suspect(new StoreError(AWAY)), patienceMs);
      work.then(resolve, reject).finally(() => {
        clearTimeout(timer);
        waitingOn.delete(leave);
      });
    });
  const refuse = (): never => {
    throw new StoreError(AWAY);
  };

  return {
    kind: store.kind,
    health: () => ({
      kind: store.kind,
      ok: awaySince === undefined,
      since: awaySince?.toISOString(),
      waiting: kept.size(),
      dropped: kept.dropped(),
    }),
    conversations: {
      async load(id) {
        return turns.get(id) ?? (forgotten.has(id) ? [] : orElse(() => store.conversations.load(id), refuse));
      },
      save: (id, said) =>
        orElse(
          () => store.conversations.save(id, said),
          () => keep(turns, id, said),
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
          () => unlessAway(store.deliveries.take(taken)),
          () => {
            if (taken.eventIds.some((id) => events.has(id))) return false;
            for (const id of taken.eventIds) keep(events, id, true);
            return true;
          },
          TAKE_MS,
        ),
      ready: (id, outgoing) => orElse(() => store.deliveries.ready(id, outgoing), nothing),
      sent: (id, pieces) => orElse(() => store.deliveries.sent(id, pieces), nothing),
      finish: (id) =>
        orElse(
          () => store.deliveries.finish(id),
          () => keep(finished, id, true),
        ),
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
      if (kept.size() > 0)
        log.error({ store: store.kind, lost: kept.size() }, 'store is still away; what waited is lost');
      await store.close();
    },
  };
}

function nothing(): undefined {
  return undefined;
}
