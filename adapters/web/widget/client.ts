/**
 * The API as the widget uses it. An answer that breaks off is picked up where it stopped; where the server no longer
 * knows it, or never got as far, the same request asks again under the same key, and whichever server it reaches gives
 * the answer that was stored first under it. Rejects with a `Failure` that names the kind of trouble.
 */
import type { Answer, Statement } from './answer.js';

export class Failure extends Error {
  readonly kind: string;
  constructor(kind: string) {
    super(kind);
    this.kind = kind;
  }
}

export interface Watch {
  onStage(name: string): void;
  onStatement(statement: Statement): void;
  /** The server begins anew: what was shown so far is void. */
  onRestart(): void;
  readonly signal: AbortSignal;
}

/** Together some ten seconds of pauses: a server that is started again is there by then. */
const ATTEMPTS = 6;
const PAUSE_MS = 700;
const SILENCE_MS = 40_000;

export function createClient(server: string) {
  const send = (path: string, method: string, body?: unknown): Promise<Response> =>
    fetch(`${server}${path}`, {
      method,
      credentials: 'omit',
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  return {
    /** `key` names this question: asking again under it is no second question. */
    async ask(
      body: { question: string; conversationId: string; region?: string },
      key: string,
      watch: Watch,
    ): Promise<Answer> {
      let lastId = '';
      for (let attempt = 1; ; attempt += 1) {
        try {
          const answer = await follow(`${server}/v1/answers`, body, key, lastId, watch, (id) => {
            if (lastId !== '' && id.split(':')[0] !== lastId.split(':')[0]) watch.onRestart();
            lastId = id;
          });
          if (answer) return answer;
        } catch (error) {
          if (error instanceof Failure && error.kind !== 'draining') throw error;
          if (watch.signal.aborted) throw new Failure('stopped');
          if (attempt >= ATTEMPTS)
            throw error instanceof Failure ? error : new Failure(navigator.onLine ? 'network' : 'offline');
          if (!navigator.onLine) throw new Failure('offline');
        }
        if (attempt >= ATTEMPTS) throw new Failure('network');
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
      }
    },
    async feedback(answerId: string, body: { helpful: boolean; reason?: string; comment?: string }): Promise<boolean> {
      try {
        return (await send(`/v1/answers/${encodeURIComponent(answerId)}/feedback`, 'POST', body)).ok;
      } catch {
        return false;
      }
    },
    forget(conversationId: string): void {
      send(`/v1/conversations/${encodeURIComponent(conversationId)}`, 'DELETE').catch(() => undefined);
    },
  };
}

/** One request; undefined where the line ended before the answer. */
async function follow(
  url: string,
  body: unknown,
  key: string,
  lastId: string,
  watch: Watch,
  onId: (id: string) => void,
): Promise<Answer | undefined> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const giveUp = (): void => silence.abort();
  watch.signal.addEventListener('abort', giveUp);
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'omit',
      signal: silence.signal,
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        'idempotency-key': key,
        ...(lastId === '' ? {} : { 'last-event-id': lastId }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok || !response.body) throw new Failure(kindOf(response.status));
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let buffer = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return undefined;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      buffer += value;
      const blocks = buffer.split('\n\n');
      buffer = blocks.pop() ?? '';
      for (const block of blocks) {
        const { id, event, data } = fieldsOf(block);
        if (id === undefined || data === undefined) continue;
        onId(id);
        const payload = JSON.parse(data);
        if (event === 'stage') watch.onStage(payload.name);
        else if (event === 'statement') watch.onStatement(payload.statement);
        else if (event === 'answer') return payload;
        else if (event === 'error') throw new Failure(kindOf(payload.status));
      }
    }
  } catch (error) {
    if (silence.signal.aborted && !watch.signal.aborted) throw new Failure('timeout');
    throw error;
  } finally {
    clearTimeout(timer);
    watch.signal.removeEventListener('abort', giveUp);
  }
}

function fieldsOf(block: string): Partial<Record<'id' | 'event' | 'data', string>> {
  return Object.fromEntries(
    block.split('\n').flatMap((line) => {
      const colon = line.indexOf(': ');
      return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 2)]] : [];
    }),
  );
}

function kindOf(status: number): string {
  if (status === 429) return 'busy';
  if (status === 503) return 'draining';
  if (status === 403) return 'origin';
  return status < 500 ? 'invalid' : 'fault';
}
