/**
 * A store that is opened when it can be: a way to open it → a store that is there at once and fails every call at once
 * until it is open. `check` is what opens it, and waits for that; `steady.ts` calls it again and again.
 *
 * For a service that starts while its database is away: it answers without memory, and what it was told meanwhile is
 * written once the store is open.
 */
import { type Store, StoreAwayError, type StoreStatus } from './ports.js';
import { AWAY } from './waiting.js';

export interface LateStoreParts {
  readonly kind: Store['kind'];
  /** Called until it resolves, never twice at a time. */
  readonly open: () => Promise<Store>;
  /** Told whenever it cannot be opened. */
  readonly onRefused: (error: unknown) => void;
  /** Runs when the store closes, opened or not. */
  readonly close: () => Promise<void>;
}

type Ports = Pick<
  Store,
  'conversations' | 'answers' | 'events' | 'deliveries' | 'jobs' | 'audit' | 'settings' | 'retention'
>;

export function createLateStore({ kind, open, onRefused, close }: LateStoreParts): Store {
  let store: Store | undefined;
  let opening: Promise<Store> | undefined;

  const opened = (): Promise<Store> => {
    if (store) return Promise.resolve(store);
    opening ??= open()
      .then((there) => {
        store = there;
        return there;
      })
      .catch((error: unknown) => {
        onRefused(error);
        throw error;
      })
      .finally(() => {
        opening = undefined;
      });
    return opening;
  };
  const there = (): Store => {
    if (store) return store;
    throw new StoreAwayError(AWAY);
  };
  /** The same port, looked up at each call. */
  const late = <Name extends keyof Ports>(name: Name): Store[Name] =>
    new Proxy({} as Store[Name], {
      get:
        (_target, method) =>
        async (...values: unknown[]): Promise<unknown> => {
          const port: object = there()[name];
          const member: unknown = Reflect.get(port, method);
          return typeof member === 'function' ? Reflect.apply(member, port, values) : member;
        },
    });

  return {
    kind,
    conversations: late('conversations'),
    answers: late('answers'),
    events: late('events'),
    deliveries: late('deliveries'),
    jobs: late('jobs'),
    audit: late('audit'),
    settings: late('settings'),
    retention: late('retention'),
    status: async (): Promise<StoreStatus> => there().status(),
    check: async () => (await opened()).check(),
    isAway: (error) => store === undefined || store.isAway(error),
    async close() {
      await opening?.catch(() => undefined);
      await store?.close();
      await close();
    },
  };
}
