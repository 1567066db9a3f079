/**
 * Work by key, one at a time and in the order it came, different keys side by side; and a way to wait for all of it
 * when a channel stops. What a person asked first is also delivered first.
 */
export interface InOrder {
  run(key: string, work: () => Promise<void>): Promise<void>;
  /** Settles when everything under way has. */
  idle(): Promise<void>;
}

export function createInOrder(): InOrder {
  const tails = new Map<string, Promise<void>>();
  return {
    run(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const mine = before.then(work, work);
      tails.set(key, mine);
      const clear = () => {
        if (tails.get(key) === mine) tails.delete(key);
      };
      mine.then(clear, clear);
      return mine;
    },
    async idle() {
      while (tails.size > 0) await Promise.allSettled([...tails.values()]);
    },
  };
}
