/**
 * Discord on loopback: a gateway that numbers its events, keeps them and plays them again after a resume, and the part
 * of the REST API that a bot uses. Speaks the protocol, holds no opinion on answers.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

type Payload = Record<string, unknown>;

export interface DiscordCall {
  readonly method: string;
  readonly path: string;
  readonly body: Payload;
  readonly atMs: number;
}

export const BOT_ID = '100000000000000001';
export const GUILD_ID = '200000000000000001';
export const CHANNEL_ID = '300000000000000001';

export async function startFakeDiscord() {
  const calls: DiscordCall[] = [];
  const failures = new Map<RegExp, { status: number; body: Payload }>();
  /** How many of the next calls that match are told to wait. */
  const limited = new Map<RegExp, number>();
  const events: { s: number; t: string; d: Payload }[] = [];
  const sockets = new Set<WebSocket>();
  const threads = new Map<string, Payload & { readonly id: string }>();
  /** Messages of the bot that asked not to be taken twice. */
  const byNonce = new Map<string, Payload>();
  /** When an event was first handed to the bot, now or with a resume, by its id. */
  const handedMs = new Map<string, number>();
  const handed = ({ d }: { d: Payload }) => {
    if (!handedMs.has(String(d.id))) handedMs.set(String(d.id), Date.now());
  };
  const counts = { identified: 0, resumed: 0, cut: 0 };
  let sequence = 0;
  let serial = 900;
  const snowflake = () => {
    serial += 1;
    return `4000000000000${String(serial).padStart(5, '0')}`;
  };
  const user = { id: BOT_ID, username: '복지길잡이', discriminator: '0', avatar: null, bot: true, flags: 0 };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = decodeURIComponent((request.url ?? '').replace('/api/v10', '').replace(/\?.*/, ''));
      const method = request.method ?? 'GET';
      const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
        if (status === 204) {
          response.writeHead(204, headers);
          return response.end();
        }
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        return response.end(JSON.stringify(body));
      };
      const text = Buffer.concat(chunks).toString('utf8');
      const body: Payload = text === '' ? {} : JSON.parse(text);
      const key = `${method} ${path}`;
      for (const [pattern, waits] of limited) {
        if (!pattern.test(key) || waits === 0) continue;
        limited.set(pattern, waits - 1);
        return json(
          429,
          { message: 'You are being rate limited.', retry_after: 0.2, global: false },
          { 'retry-after': '0.2', 'x-ratelimit-scope': 'user' },
        );
      }
      calls.push({ method, path, body, atMs: Date.now() });
      for (const [pattern, failure] of failures) if (pattern.test(key)) return json(failure.status, failure.body);
      if (path === '/gateway/bot')
        return json(200, {
          url: address('ws'),
          shards: 1,
          session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
        });
      if (path === '/users/@me') return json(200, user);
      if (path === '/applications/@me') return json(200, { id: BOT_ID, name: '복지길잡이', flags: 0 });
      if (path.endsWith('/callback')) return json(204, undefined);
      if (method === 'PUT' && path.endsWith('/commands'))
        return json(
          200,
          (body as unknown as Payload[]).map((command) => ({
            ...command,
            id: snowflake(),
            application_id: BOT_ID,
            version: '1',
          })),
        );
      if (path.endsWith('/typing')) return json(204, undefined);
      const thread = /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/.exec(path);
      const threadOf = (id = '', parent = '', name: unknown = '') => ({
        id,
        type: 11,
        guild_id: GUILD_ID,
        parent_id: parent,
        owner_id: BOT_ID,
        name,
        thread_metadata: {
          archived: false,
          auto_archive_duration: 1440,
          archive_timestamp: new Date().toISOString(),
          locked: false,
        },
        message_count: 0,
        member_count: 1,
      });
      if (thread) {
        if (threads.has(thread[2] ?? ''))
          return json(400, { code: 160_004, message: 'A thread has already been created' });
        const opened = threadOf(thread[2], thread[1], body.name);
        threads.set(opened.id, opened);
        return json(201, opened);
      }
      const message = /^\/channels\/(\d+)\/messages\/(\d+)$/.exec(path);
      if (method === 'GET' && message) {
        const [, channel_id, id = ''] = message;
        return json(
          200,
          messageOf({ id, channel_id, author: { ...user, id: '1', bot: false }, flags: threads.has(id) ? 32 : 0 }),
        );
      }
      const asked = /^\/channels\/(\d+)$/.exec(path)?.[1];
      if (method === 'GET' && asked !== undefined)
        return json(200, threads.get(asked) ?? { id: asked, type: 0, guild_id: GUILD_ID, name: '질문' });
      const channel = /^\/channels\/(\d+)/.exec(path)?.[1] ?? CHANNEL_ID;
      const nonce = body.enforce_nonce === true ? `${channel}:${body.nonce}` : undefined;
      const said =
        (nonce === undefined ? undefined : byNonce.get(nonce)) ??
        messageOf({ ...body, id: snowflake(), channel_id: channel, author: user });
      if (nonce) byNonce.set(nonce, said);
      return json(200, said);
    });
  });
  const socketServer = new WebSocketServer({ server });
  socketServer.on('connection', (socket) => {
    const send = (payload: Payload) => socket.readyState === socket.OPEN && socket.send(JSON.stringify(payload));
    send({ op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null });
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data) => {
      const { op, d } = JSON.parse(String(data));
      if (op === 1) send({ op: 11 });
      if (op === 2) {
        counts.identified += 1;
        sockets.add(socket);
        dispatch('READY', {
          v: 10,
          user,
          guilds: [{ id: GUILD_ID, unavailable: true }],
          session_id: 'session-1',
          resume_gateway_url: address('ws'),
          shard: [0, 1],
          application: { id: BOT_ID, flags: 0 },
        });
        dispatch('GUILD_CREATE', guild());
      }
      if (op === 6) {
        counts.resumed += 1;
        for (const event of events.filter(({ s }) => s > d.seq)) {
          handed(event);
          send({ op: 0, ...event });
        }
        sequence += 1;
        send({ op: 0, s: sequence, t: 'RESUMED', d: {} });
        sockets.add(socket);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = (scheme: 'http' | 'ws') => `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Kept until it is resumed from; sent now to whoever listens. */
  function dispatch(t: string, d: Payload): void {
    sequence += 1;
    const event = { s: sequence, t, d };
    events.push(event);
    for (const socket of sockets) {
      if (socket.readyState !== socket.OPEN) continue;
      handed(event);
      socket.send(JSON.stringify({ op: 0, ...event }));
    }
  }

  return {
    calls,
    failures,
    limited,
    counts,
    handedMs,
    dispatch,
    apiUrl: `${address('http')}/api`,
    connected: () => sockets.size,
    callsTo: (pattern: RegExp) => calls.filter(({ method, path }) => pattern.test(`${method} ${path}`)),
    /** The connection breaks as a lost network breaks it; events go on being numbered meanwhile. */
    cut() {
      counts.cut += 1;
      for (const socket of sockets) socket.terminate();
      sockets.clear();
    },
    async close() {
      for (const socket of socketServer.clients) socket.terminate();
      socketServer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function messageOf(fields: Payload): Payload {
  return {
    type: 0,
    content: '',
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    components: [],
    ...fields,
    flags: 0,
  };
}

function guild(): Payload {
  return {
    id: GUILD_ID,
    name: '고양 이웃',
    icon: null,
    owner_id: '1',
    region: 'kr',
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    features: [],
    mfa_level: 0,
    system_channel_flags: 0,
    premium_tier: 0,
    preferred_locale: 'ko',
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    joined_at: '2026-01-01T00:00:00Z',
    large: false,
    member_count: 2,
    unavailable: false,
    roles: [
      {
        id: GUILD_ID,
        name: '@everyone',
        color: 0,
        hoist: false,
        position: 0,
        permissions: '8',
        managed: false,
        mentionable: false,
        flags: 0,
      },
    ],
    emojis: [],
    stickers: [],
    voice_states: [],
    presences: [],
    threads: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    members: [
      {
        user: { id: BOT_ID, username: '복지길잡이', discriminator: '0', avatar: null, bot: true },
        roles: [],
        joined_at: '2026-01-01T00:00:00Z',
        deaf: false,
        mute: false,
        flags: 0,
      },
    ],
    channels: [
      {
        id: CHANNEL_ID,
        type: 0,
        name: '질문',
        position: 0,
        permission_overwrites: [],
        parent_id: null,
        topic: null,
        nsfw: false,
        rate_limit_per_user: 0,
      },
    ],
  };
}
