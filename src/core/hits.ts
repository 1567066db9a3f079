/** Counts how often something happened in the running minute, over all processes that share a counter. */
export interface HitCounter {
  /**
   * Counts one more. `count` holds what is known of the others, a moment late; where they cannot be reached, this
   * process's own. Never rejects and never waits: nobody is kept from asking by a fault of the counter.
   */
  hit(key: string): { readonly count: number; readonly endsInMs: number };
}
