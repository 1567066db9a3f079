/**
 * One call to an official API: politely, one at a time, again where that helps. Out: the answer's text, or an
 * `OpenDataFault`.
 *
 * The key is put into the query once, whichever of its two forms was given, and stands in nothing that leaves here:
 * not in the text, not in a fault, not in a log.
 */
import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry } from 'cockatiel';
import type { DailyQuota } from './daily-quota.js';
import { faultIn, OpenDataFault } from './faults.js';

export interface CallerOptions {
  readonly key: string;
  readonly paceMs: number;
  readonly quota: DailyQuota;
  readonly timeoutMs?: number;
  /** First wait before trying again; doubles, with full jitter. */
  readonly backoffMs?: number;
  /** What failed, for the folder of raw answers. */
  readonly onFault?: (name: string, text: string) => Promise<void>;
}

export interface Caller {
  /** `read` throws an `OpenDataFault` for an answer that is not what it should be; the call is then made again. */
  call<T>(
    url: string,
    params: Readonly<Record<string, string>>,
    name: string,
    read: (text: string) => T,
  ): Promise<{ text: string; value: T }>;
}

const ATTEMPTS = 4;
const BACKOFF_MAX_MS = 30_000;
const WAIT_MAX_MS = 60_000;
const BYTES_MAX = 50 * 1024 * 1024;

export function createCaller({
  key,
  paceMs,
  quota,
  timeoutMs = 30_000,
  backoffMs = 500,
  onFault,
}: CallerOptions): Caller {
  const plainKey = decodedKey(key);
  const hide = hider(key, plainKey);
  let readyAt = 0;
  const policy = retry(
    handleWhen((error) => error instanceof OpenDataFault && error.isPassing),
    {
      maxAttempts: ATTEMPTS - 1,
      backoff: new DelegateBackoff(({ attempt, result }: IRetryBackoffContext<unknown>) => {
        const error = 'error' in result ? result.error : undefined;
        if (error instanceof OpenDataFault && error.waitMs !== undefined) return Math.min(error.waitMs, WAIT_MAX_MS);
        return Math.random() * Math.min(BACKOFF_MAX_MS, backoffMs * 2 ** attempt);
      }),
    },
  );

  async function once(url: string, params: Readonly<Record<string, string>>): Promise<string> {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, readyAt - performance.now())));
    await quota.spend(new URL(url).pathname);
    const query = new URLSearchParams({ ...params, serviceKey: plainKey });
    try {
      const response = await fetch(`${url}?${query}`, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
      const text = hide(await bounded(response));
      const fault = faultIn(response.status, text);
      if (fault) throw Object.assign(withWait(fault, response.headers.get('retry-after')), { body: text });
      return text;
    } catch (error) {
      if (error instanceof OpenDataFault) throw error;
      // The cause is dropped on purpose: undici's errors may hold the address, and with it the key.
      throw new OpenDataFault('network', error instanceof Error && error.name === 'TimeoutError' ? '시간 초과' : '');
    } finally {
      readyAt = performance.now() + paceMs;
    }
  }

  return {
    call: async (url, params, name, read) =>
      policy.execute(async () => {
        let text = '';
        try {
          text = await once(url, params);
          return { text, value: read(text) };
        } catch (error) {
          const body = error instanceof OpenDataFault && 'body' in error ? String(error.body) : text;
          await onFault?.(name, body);
          if (error instanceof OpenDataFault && error.kind === 'quota') await quota.exhaust(new URL(url).pathname);
          throw error;
        }
      }),
  };
}

function withWait(fault: OpenDataFault, retryAfter: string | null): OpenDataFault {
  const seconds = Number(retryAfter);
  return retryAfter !== null && Number.isFinite(seconds) && seconds > 0
    ? new OpenDataFault(fault.kind, fault.said, seconds * 1000)
    : fault;
}

/** The portal shows a key percent-encoded and plain; encoded twice it is refused as unknown. */
function decodedKey(key: string): string {
  if (!/%[0-9a-f]{2}/i.test(key)) return key;
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function hider(...keys: readonly string[]): (text: string) => string {
  const forms = [
    ...new Set(
      keys.flatMap((key) => [key, encodeURIComponent(key), new URLSearchParams({ k: key }).toString().slice(2)]),
    ),
  ]
    .filter((form) => form !== '')
    .sort((a, b) => b.length - a.length);
  return (text) => forms.reduce((hidden, form) => hidden.replaceAll(form, '[인증키]'), text);
}

async function bounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > BYTES_MAX) throw new OpenDataFault('too-large');
    chunks.push(chunk);
  }
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
}
