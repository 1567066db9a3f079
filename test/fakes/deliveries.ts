/** Deliveries of one process that does not end: taken once, kept by nobody. */
import type { Deliveries } from '../../src/store/ports.js';

export function memoryDeliveries(): Deliveries {
  const seen = new Set<string>();
  return {
    async take({ eventIds }) {
      if (eventIds.some((id) => seen.has(id))) return false;
      for (const id of eventIds) seen.add(id);
      return true;
    },
    ready: async () => undefined,
    sent: async () => undefined,
    finish: async () => undefined,
    renew: async () => undefined,
    resume: async () => [],
  };
}
