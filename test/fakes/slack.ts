/**
 * Slack on loopback: its Web API (form-encoded calls, limits of blocks, rate limits), its signed HTTP deliveries and
 * its Socket Mode. Speaks the protocol, holds no opinion on answers.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { SCOPES } from '../../adapters/slack/check.js';

export interface SlackCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly atMs: number;
}

type Reply = Record<string, unknown>;

export const SIGNING_SECRET = 'loopback-secret';

export interface SignedOptions {
  readonly secret?: string;
  readonly timestampSeconds?: number;
  readonly form?: boolean;
  readonly headers?: Record<string, string>;
}

export async function startFakeSlack() {
  const calls: SlackCall[] = [];
  const responses: Reply[] = [];
  const users = new Map<string, Reply>();
  const channels = new Map<string, Reply>();
  const threads = new Map<string, Reply[]>();
  /** What the app has said, by thread, with the metadata it gave. */
  const posted = new Map<string, Reply[]>();
  const streams = new Map<string, string>();
  const failures = new Map<string, string>();
  const limited = new Map<string, number>();
  const sockets = new Set<WebSocket>();
  const acks = new Map<string, (payload: unknown) => void>();
  /** What the token may do. */
  const scopes: string[] = [...SCOPES];
  let stamp = 1_700_000_000;

  const replyTo = (method: string, args: Reply): Reply => {
    const failure = failures.get(method);
    if (failure) return { ok: false, error: failure };
    const fault = blocksFault(args.blocks);
    if (fault) return { ok: false, error: fault };
    stamp += 1;
    const ts = `${stamp}.000100`;
    switch (method) {
      case 'auth.test':
        return { ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: 'BBOT', url: 'https://example.slack.com/' };
      case 'apps.connections.open':
        return { ok: true, url: `ws://127.0.0.1:${port()}/socket` };
      case 'users.info': {
        const user = users.get(String(args.user));
        return user ? { ok: true, user } : { ok: false, error: 'user_not_found' };
      }
      case 'conversations.info': {
        const channel = channels.get(String(args.channel));
        return channel ? { ok: true, channel } : { ok: false, error: 'channel_not_found' };
      }
      case 'conversations.replies': {
        const thread = `${args.channel}:${args.ts}`;
        return { ok: true, messages: [...(threads.get(thread) ?? []), ...(posted.get(thread) ?? [])] };
      }
      case 'chat.startStream':
        streams.set(ts, `${args.channel}:${args.thread_ts}`);
        return { ok: true, ts, channel: args.channel };
      case 'chat.postMessage':
      case 'chat.stopStream': {
        const thread = streams.get(String(args.ts)) ?? `${args.channel}:${args.thread_ts ?? ts}`;
        const said = { ts, bot_id: 'BBOT', text: args.text ?? '', metadata: args.metadata };
        posted.set(thread, [...(posted.get(thread) ?? []), said]);
        return { ok: true, ts, channel: args.channel };
      }
      case 'views.open':
        return { ok: true, view: { id: `V${stamp}` } };
      case 'chat.getPermalink':
        return { ok: true, permalink: `https://example.slack.com/archives/${args.channel}/p1` };
      default:
        return { ok: true, ts, channel: args.channel };
    }
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const path = request.url ?? '';
      const json = (status: number, reply: unknown, headers: Record<string, string> = {}) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify(reply));
      };
      const method = path.startsWith('/response/') ? 'response' : path.replace('/api/', '').replace(/\?.*/, '');
      const waits = limited.get(method) ?? 0;
      if (waits > 0) {
        limited.set(method, waits - 1);
        return json(429, { ok: false, error: 'ratelimited' }, { 'retry-after': '1' });
      }
      if (method === 'response') {
        responses.push(JSON.parse(body));
        return json(200, { ok: true });
      }
      const args = formOf(body);
      calls.push({ method, args, atMs: Date.now() });
      json(200, replyTo(method, args), {
        'x-oauth-scopes': scopes.join(','),
      });
    });
  });
  const socketServer = new WebSocketServer({ server, path: '/socket' });
  socketServer.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data));
      acks.get(id)?.(payload);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = () => (server.address() as AddressInfo).port;

  return {
    calls,
    scopes,
    responses,
    users,
    channels,
    threads,
    failures,
    /** How many of the next calls of a method are told to wait a second. */
    limited,
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    responseUrl: `http://127.0.0.1:${port()}/response/1`,
    callsOf: (method: string) => calls.filter((call) => call.method === method),
    connected: () => sockets.size,
    cutSockets() {
      for (const socket of sockets) socket.terminate();
    },
    /** Delivers over Socket Mode; gives what the app acknowledged with. */
    deliver(payload: Reply, type: 'events_api' | 'slash_commands' | 'interactive' = 'events_api'): Promise<unknown> {
      const id = randomUUID();
      const acknowledged = new Promise<unknown>((resolve) => acks.set(id, resolve));
      const [socket] = sockets;
      if (!socket) throw new Error('no socket is connected');
      socket.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' }));
      return acknowledged;
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      socketServer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A signed delivery over HTTP, as Slack makes it. */
export async function sendSigned(port: number, payload: Reply, options: SignedOptions = {}) {
  const { secret = SIGNING_SECRET, form = false } = options;
  const timestamp = options.timestampSeconds ?? Math.floor(Date.now() / 1000);
  const interactive = form && 'actions' in payload;
  const body = form
    ? new URLSearchParams(
        interactive ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>),
      ).toString()
    : JSON.stringify(payload);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const start = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': signature,
      ...options.headers,
    },
    body,
  });
  const text = await response.text();
  return { status: response.status, text, elapsedMs: performance.now() - start };
}

/** What Slack would say against blocks; undefined where it would take them. */
export function blocksFault(blocks: unknown): string | undefined {
  if (!Array.isArray(blocks)) return undefined;
  if (blocks.length > 50) return 'invalid_blocks';
  if (shownLength(blocks) > 13_200) return 'msg_blocks_too_long';
  const broken = blocks.some((block) => {
    if (block.type === 'actions')
      return (
        block.elements.length < 1 ||
        block.elements.length > 25 ||
        new Set(block.elements.map((element: Reply) => element.action_id)).size !== block.elements.length ||
        block.elements.some(
          (element: { text: { text: string }; value?: string }) =>
            element.text.text.length > 75 || (element.value?.length ?? 0) > 2_000,
        )
      );
    if (block.type === 'context')
      return (
        block.elements.length > 10 ||
        block.elements.some((element: { text: string }) => element.text.length > 3_000 || element.text === '')
      );
    if (block.type === 'section') return (block.text?.text.length ?? 0) > 3_000;
    return block.type === 'rich_text' && (block.elements.length === 0 || shownLength(block) > 6_000);
  });
  return broken ? 'invalid_blocks' : undefined;
}

export function shownLength(value: unknown): number {
  let length = 0;
  JSON.stringify(value, (key, inner: unknown) => {
    if ((key === 'text' || key === 'url') && typeof inner === 'string') length += inner.length;
    return inner;
  });
  return length;
}

function formOf(body: string): Reply {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => {
      if (!/^[[{]/.test(value)) return [key, value];
      try {
        return [key, JSON.parse(value)];
      } catch {
        return [key, value];
      }
    }),
  );
}
