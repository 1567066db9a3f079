/**
 * How often one may ask: per conversation and per address, counted apart, so that one hasty person does not close the
 * door for a whole office behind one address. Rejects with a 429 that says how long to wait.
 */
import type { FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HitCounter } from '../../src/core/hits.js';
import { Problem } from './problem.js';

export interface Limits {
  check(request: FastifyRequest, person: string | undefined): Promise<void>;
}

const WINDOW_MS = 60_000;

export function createLimits(
  app: FastifyInstance,
  { personPerMinute, addressPerMinute }: { readonly personPerMinute: number; readonly addressPerMinute: number },
): Limits {
  const persons = new WeakMap<FastifyRequest, string>();
  const checkPerson = app.createRateLimit({
    max: personPerMinute,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => `person:${persons.get(request) ?? request.ip}`,
  });
  const checkAddress = app.createRateLimit({
    max: addressPerMinute,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => `address:${request.ip}`,
  });
  const refuseAbove = async (
    check: typeof checkPerson,
    max: number,
    request: FastifyRequest,
    whose: string,
  ): Promise<void> => {
    if (max === 0) return;
    const result = await check(request);
    if (result.isAllowed || !result.isExceeded) return;
    throw new Problem(
      429,
      'too-many',
      '잠시 쉬었다가 물어봐 주세요',
      `${whose} 1분에 ${max}번까지 물을 수 있습니다. ${result.ttlInSeconds}초 뒤에 다시 시도해 주세요.`,
      { limit: max, retryAfterSeconds: result.ttlInSeconds },
    );
  };
  return {
    async check(request, person) {
      await refuseAbove(checkAddress, addressPerMinute, request, '같은 인터넷 주소에서는');
      if (person === undefined) return;
      persons.set(request, person);
      await refuseAbove(checkPerson, personPerMinute, request, '한 대화에서는');
    },
  };
}

/** A counter over several servers, in the shape the limiter asks for. */
export function sharedCounts(hits: HitCounter): FastifyRateLimitStoreCtor {
  return class SharedCounts {
    incr(key: string, done: (error: Error | null, result?: { current: number; ttl: number }) => void): void {
      const { count, endsInMs } = hits.hit(key);
      done(null, { current: count, ttl: endsInMs });
    }
    child(): SharedCounts {
      return this;
    }
  };
}
