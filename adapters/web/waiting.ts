/**
 * What a service says at its web address while there is nothing to answer from yet: alive, not ready, come back. Whoever
 * asks a question meanwhile reads so in words, with the numbers of people who can help now.
 */
import { createServer } from 'node:http';
import { addressFault } from './address-error.js';
import { Problem } from './problem.js';
import { API_HEADERS } from './security.js';

export interface WaitingOptions {
  readonly host: string;
  readonly port: number;
  /** Names of the parts that are not there, for `/readyz`. */
  readonly missing: readonly string[];
}

const RETRY_AFTER_SECONDS = 5;

export interface WaitingServer {
  close(): Promise<void>;
}

/** Rejects with a `WebAddressError` where the address cannot be had. */
export async function openWaitingServer({ host, port, missing }: WaitingOptions): Promise<WaitingServer> {
  const notReady = problem(
    'not-ready',
    '준비되지 않았습니다',
    `쓸 수 없는 것: ${missing.join(', ')}. bokji doctor 로 까닭을 확인하세요.`,
  );
  const comeBack = problem(
    'not-ready',
    '준비하고 있습니다',
    '아직 답할 수 없습니다. 잠시 뒤에 다시 물어봐 주세요. 급하면 보건복지상담센터 129로, 위급하면 119나 112로 전화하세요.',
  );
  const server = createServer((request, response) => {
    const [path] = (request.url ?? '/').split('?');
    const isAlive = path === '/healthz';
    const body = isAlive ? { status: 'ok' } : (path === '/readyz' ? notReady : comeBack).body;
    const headers: Record<string, string> = {
      ...API_HEADERS,
      'content-type': `application/${isAlive ? 'json' : 'problem+json'}; charset=utf-8`,
      'cache-control': 'no-store',
      connection: 'close',
      ...(isAlive ? {} : { 'retry-after': String(RETRY_AFTER_SECONDS) }),
    };
    response.writeHead(isAlive ? 200 : 503, headers);
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(addressFault(cause, { host, port })));
    server.listen(port, host, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function problem(code: string, title: string, detail: string): Problem {
  return new Problem(503, code, title, detail, { retryAfterSeconds: RETRY_AFTER_SECONDS });
}
