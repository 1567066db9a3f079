/** What the openai SDK throws → a `ModelFault` that the core can name and the doctor can explain. */
import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from 'openai';
import { ModelFault } from '../../src/core/model-fault.js';

export function faultOf(error: unknown, signal?: AbortSignal): ModelFault {
  if (error instanceof ModelFault) return error;
  const reason: unknown = signal?.aborted ? signal.reason : undefined;
  if (reason instanceof ModelFault) return reason;
  const options = { cause: error };
  if (error instanceof APIUserAbortError) return new ModelFault('cancelled', options);
  if (error instanceof APIConnectionTimeoutError) return new ModelFault('timeout', options);
  if (error instanceof APIConnectionError) return new ModelFault('unreachable', options);
  if (error instanceof AuthenticationError || error instanceof PermissionDeniedError)
    return new ModelFault('unauthorised', options);
  if (error instanceof NotFoundError) return new ModelFault('unknown-model', options);
  if (error instanceof RateLimitError) return new ModelFault('busy', options);
  if (isRejected(error)) return new ModelFault('rejected', options);
  if (error instanceof InternalServerError) return new ModelFault('broken', options);
  if (error instanceof APIError) return new ModelFault('broken', options);
  // A body that is no JSON, a connection that ends in the middle.
  return error instanceof SyntaxError ? new ModelFault('unreadable', options) : new ModelFault('cut', options);
}

export function isRejected(error: unknown): boolean {
  return error instanceof BadRequestError || error instanceof UnprocessableEntityError;
}

/** Faults of the server's health, which the breaker counts; a wrong key will not heal by waiting. */
export function isUnhealthy(error: Error): boolean {
  return (
    error instanceof ModelFault &&
    ['unreachable', 'busy', 'broken', 'timeout', 'cut', 'unreadable'].includes(error.kind)
  );
}
