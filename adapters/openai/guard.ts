/**
 * Guard: a bounded number of calls at once, and none for a while to a server that keeps failing. Both faults are
 * `ModelFault`s, so that what calls the model needs to know nothing of it.
 */
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  wrap,
} from 'cockatiel';
import { ModelFault } from '../../src/core/model-fault.js';
import { isUnhealthy } from './faults.js';

const FAILURES_MAX = 5;
const OPEN_MS = 15_000;
const WAITING_PER_SLOT = 4;

export interface Guard {
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createGuard(concurrency: number, openMs = OPEN_MS): Guard {
  const breaker = circuitBreaker(handleWhen(isUnhealthy), {
    halfOpenAfter: openMs,
    breaker: new ConsecutiveBreaker(FAILURES_MAX),
  });
  const policy = wrap(bulkhead(concurrency, concurrency * WAITING_PER_SLOT), breaker);
  return {
    async run(work) {
      try {
        return await policy.execute(work);
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw new ModelFault('open', { cause: error });
        if (error instanceof BulkheadRejectedError) throw new ModelFault('busy', { cause: error });
        throw error;
      }
    },
  };
}
