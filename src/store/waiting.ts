/** Writes that wait in memory while the store is away, within bounds, and how they are written when it is back. */
import type { Logger } from 'pino';
import type { Answer, Turn } from '../core/types.js';
import type { Feedback } from '../feedback/store.js';
import { type Store, StoreError } from './ports.js';

export const AWAY = '저장소를 잠시 쓸 수 없습니다.\n  → 잠시 뒤 다시 시도해 주세요.';

/** What waited is written by so many at once; nobody waits for it. */
const WRITTEN_TOGETHER = 8;
const WRITE_MS = 10_000;

export interface WaitingOptions {
  /** Above this many of a kind the oldest are dropped. */
  readonly max: number;
  readonly log: Logger;
}

export function createWaiting(store: Store, { max, log }: WaitingOptions) {
  const turns = new Map<string, readonly Turn[]>();
  const answers = new Map<string, Answer>();
  const feedback = new Map<string, Feedback>();
  const events = new Map<string, true>();
  /** Deliveries that ended: what the store still holds of them, words among it, goes when it is back. */
  const finished = new Map<string, true>();
  const forgotten = new Map<string, true>();
  let dropped = 0;

  const writeAll = async <V>(
    kind: Map<string, V>,
    write: (key: string, value: V) => Promise<unknown>,
  ): Promise<void> => {
    const left = [...kind];
    const next = async (): Promise<void> => {
      for (let entry = left.shift(); entry; entry = left.shift()) {
        const [key, value] = entry;
        try {
          await within(WRITE_MS, write(key, value));
        } catch (error) {
          if (store.isAway(error)) {
            // Those beside this one have nothing more to try either.
            left.length = 0;
            throw error;
          }
          await within(WRITE_MS, store.check());
          dropped += 1;
          log.error({ store: store.kind, error: nameOf(error) }, 'a write that waited is refused');
        }
        // Where it was replaced meanwhile, the newer one is written in the next round.
        if (kind.get(key) === value) kind.delete(key);
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: WRITTEN_TOGETHER }, next));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  };

  return {
    turns,
    answers,
    feedback,
    events,
    finished,
    forgotten,
    size: () => turns.size + answers.size + feedback.size + events.size + finished.size + forgotten.size,
    /** Writes that found no place, or that the store refused. */
    dropped: () => dropped,
    keep<V>(kind: Map<string, V>, key: string, value: V): void {
      kind.delete(key);
      kind.set(key, value);
      for (const oldest of kind.keys()) {
        if (kind.size <= max) return;
        kind.delete(oldest);
        dropped += 1;
      }
    },
    /** To forget comes first: what was said after it is new. Rejects where the store is away again. */
    async flush(): Promise<void> {
      await writeAll(forgotten, (id) => store.conversations.forget(id));
      await writeAll(events, (id) => store.events.claim(id));
      await writeAll(finished, (id) => store.deliveries.finish(id));
      await writeAll(answers, (_id, answer) => store.answers.save(answer));
      await writeAll(feedback, (_key, entry) => store.answers.addFeedback(entry));
      await writeAll(turns, async (id, said) =>
        store.conversations.save(id, joined(await store.conversations.load(id), said)),
      );
    },
  };
}

/** What was said before the store went away, and what was said meanwhile, which mostly did not know of it. */
function joined(before: readonly Turn[], meanwhile: readonly Turn[]): readonly Turn[] {
  const knew = before.every((turn, row) => JSON.stringify(turn) === JSON.stringify(meanwhile[row]));
  return knew ? meanwhile : [...before, ...meanwhile];
}

/** Rejects when it takes longer; the work itself goes on and its end is nobody's concern. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StoreError(AWAY)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export function nameOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
