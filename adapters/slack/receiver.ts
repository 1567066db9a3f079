/**
 * Slack over HTTP: a signed request → an event for Bolt, acknowledged as soon as it is taken on.
 *
 * Refused with 401: a signature that does not fit, and a time more than five minutes from ours in either direction
 * (Bolt's own receiver lets signed requests of the future in, which could be kept and sent much later). What is
 * delivered twice is sorted out by its event id afterwards.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App, Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Clock } from '../../src/core/ports.js';
import { codeOf } from './deliver.js';

const CLOCK_SKEW_MAX_SECONDS = 300;
const BODY_LENGTH_MAX = 1_000_000;
const ACK_WITHIN_MS = 2_900;

export interface SignedRequest {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: string;
}

/** Why a request is refused, or undefined where it is Slack's and of now. */
export function refusalOf(
  { timestamp, signature, body }: SignedRequest,
  secret: string,
  now: Date,
): string | undefined {
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return 'no-timestamp';
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > CLOCK_SKEW_MAX_SECONDS) return 'timestamp-out-of-range';
  const expected = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`);
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected) ? undefined : 'bad-signature';
}

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  readonly port: number;
  readonly host: string;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createHttpReceiver({ signingSecret, port, host, clock, log }: HttpReceiverOptions): Receiver & {
  address(): AddressInfo | undefined;
} {
  let app: App | undefined;
  let server: Server | undefined;

  const handle = async (request: IncomingMessage): Promise<{ status: number; body?: unknown }> => {
    if (request.method !== 'POST' || !request.url?.startsWith('/slack/events')) return { status: 404 };
    const body = await readBody(request);
    if (body === undefined) return { status: 413 };
    const refusal = refusalOf(
      {
        timestamp: headerOf(request, 'x-slack-request-timestamp'),
        signature: headerOf(request, 'x-slack-signature'),
        body,
      },
      signingSecret,
      clock(),
    );
    if (refusal) {
      log.warn({ reason: refusal }, 'slack request refused');
      return { status: 401 };
    }
    const payload = parseBody(body, request.headers['content-type'] ?? '');
    if (payload === undefined) return { status: 400 };
    if (payload.type === 'url_verification') return { status: 200, body: { challenge: payload.challenge } };
    if (payload.ssl_check !== undefined) return { status: 200 };
    return new Promise((resolve) => {
      const late = setTimeout(() => resolve({ status: 500 }), ACK_WITHIN_MS);
      const answer = (result: { status: number; body?: unknown }) => {
        clearTimeout(late);
        resolve(result);
      };
      const ack = async (response?: unknown) => answer({ status: 200, body: response });
      app?.processEvent({ body: payload, ack }).catch((error: unknown) => {
        log.error({ channel: 'slack', reason: codeOf(error) }, 'an event failed');
        answer({ status: 500 });
      });
    });
  };

  return {
    init(bolt) {
      app = bolt;
    },
    start() {
      const listening = createServer((request, response) => {
        handle(request)
          .catch((): { status: number; body?: unknown } => ({ status: 500 }))
          .then(({ status, body }) => {
            const text = body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
            response.writeHead(status, {
              'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
            });
            response.end(text);
          });
      });
      server = listening;
      return new Promise((resolve, reject) => {
        listening.once('error', reject);
        listening.listen(port, host, () => resolve(listening));
      });
    },
    stop() {
      return new Promise<void>((resolve) => {
        if (!server) return resolve();
        server.close(() => resolve());
        server.closeIdleConnections();
      });
    },
    address() {
      const address = server?.address();
      return typeof address === 'object' && address !== null ? address : undefined;
    },
  };
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > BODY_LENGTH_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseBody(body: string, contentType: string): Record<string, unknown> | undefined {
  try {
    if (!contentType.includes('application/x-www-form-urlencoded')) return record(JSON.parse(body));
    const form = new URLSearchParams(body);
    const payload = form.get('payload');
    return payload === null ? Object.fromEntries(form) : record(JSON.parse(payload));
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
