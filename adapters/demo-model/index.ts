/**
 * A server that speaks the OpenAI protocol without any model behind it: for tests of every fault a real one may have,
 * and for `bokji demo-model`, so that the path can be tried without a key.
 *
 * `mode` is set at the start and can be changed; a model named `demo-<mode>` asks for that mode in its request.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { embeddingsReply } from './embeddings.js';
import { readRequest } from './read.js';
import { type Manner, replyTo } from './replies.js';

export const DEMO_MODES = [
  'honest',
  'obedient',
  'liar',
  'slow', // honest, but each word takes its time
  'stall', // begins and then says nothing more
  'cut', // the connection breaks in the middle
  'no-end', // ends without saying that it has ended
  '429',
  '500',
  'garbage',
] as const;
export type DemoMode = (typeof DEMO_MODES)[number];

export interface DemoModelOptions {
  readonly mode?: DemoMode;
  readonly port?: number;
  /** Between two pieces of a `slow` reply. */
  readonly pieceMs?: number;
  /** A server that knows no structured output answers 400 to a request for it. */
  readonly structured?: boolean;
}

export interface DemoModel {
  readonly baseUrl: string;
  mode: DemoMode;
  /** Every request's body as it came. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const chatBody = z.object({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
  response_format: z.object({ type: z.string(), json_schema: z.object({ name: z.string() }).optional() }).optional(),
});
const BODY_BYTES_MAX = 4_000_000;
const PIECE_CHARACTERS = 24;

export async function startDemoModel(options: DemoModelOptions = {}): Promise<DemoModel> {
  const { port = 0, pieceMs = 150, structured = true } = options;
  const requests: string[] = [];
  let mode: DemoMode = options.mode ?? 'honest';
  let count = 0;

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    if (path.endsWith('/models')) {
      return json(response, 200, {
        object: 'list',
        data: DEMO_MODES.map((name) => ({ id: `demo-${name}`, object: 'model' })),
      });
    }
    const body = await bodyOf(request);
    requests.push(body);
    const asked: unknown = JSON.parse(body);
    if (path.endsWith('/embeddings')) return json(response, 200, embeddingsReply(asked));
    if (!path.endsWith('/chat/completions')) return fault(response, 404, 'unknown path');
    const parsed = chatBody.safeParse(asked);
    if (!parsed.success) return fault(response, 400, 'bad request');
    const now = DEMO_MODES.find((name) => parsed.data.model === `demo-${name}`) ?? mode;
    if (now === '429') return fault(response, 429, 'too many requests', { 'retry-after': '0' });
    if (now === '500') return fault(response, 500, 'server error');
    if (!structured && parsed.data.response_format?.type === 'json_schema')
      return fault(response, 400, 'response_format is not supported');
    const read = readRequest(parsed.data.messages);
    const manner: Manner = now === 'obedient' || now === 'liar' ? now : 'honest';
    const task = parsed.data.response_format?.json_schema?.name ?? taskIn(read.system);
    const text = now === 'garbage' ? '죄송합니다 <<%% {"statements": 매달 55만원' : replyTo(task, read, manner);
    count += 1;
    const id = `chatcmpl-demo-${count}`;
    const usage = {
      prompt_tokens: read.user.length,
      completion_tokens: text.length,
      total_tokens: read.user.length + text.length,
    };
    if (!parsed.data.stream) {
      const message = { role: 'assistant', content: text };
      return json(response, 200, {
        id,
        object: 'chat.completion',
        created: 0,
        model: parsed.data.model,
        choices: [{ index: 0, message, finish_reason: 'stop' }],
        usage,
      });
    }
    return stream(response, { id, model: parsed.data.model, text, usage, mode: now });
  }

  async function stream(
    response: ServerResponse,
    reply: { id: string; model: string; text: string; usage: unknown; mode: DemoMode },
  ): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    const send = (delta: unknown, finish: string | null, usage?: unknown): void => {
      const chunk = {
        id: reply.id,
        object: 'chat.completion.chunk',
        created: 0,
        model: reply.model,
        choices: [{ index: 0, delta, finish_reason: finish }],
        ...(usage ? { usage } : {}),
      };
      response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    };
    const half = Math.floor(reply.text.length * 0.6);
    for (let at = 0; at < reply.text.length; at += PIECE_CHARACTERS) {
      if (response.destroyed) return;
      if (at > half && reply.mode === 'cut') return void response.destroy();
      if (at > half && reply.mode === 'stall') return;
      if (at > half && reply.mode === 'no-end') return void response.end();
      send({ content: reply.text.slice(at, at + PIECE_CHARACTERS) }, null);
      await new Promise((resolve) => (reply.mode === 'slow' ? setTimeout(resolve, pieceMs) : setImmediate(resolve)));
    }
    send({}, 'stop', reply.usage);
    response.end('data: [DONE]\n\n');
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    get mode() {
      return mode;
    },
    set mode(next) {
      mode = next;
    },
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Where the server was not told the form, the prompt's own words tell the task. */
function taskIn(system: string): string {
  if (system.includes('"repairs"')) return 'repair';
  if (system.includes('"questions"')) return 'document-questions';
  return system.includes('"question"') ? 'standalone-question' : 'answer';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    const buffer = Buffer.from(piece);
    bytes += buffer.length;
    if (bytes > BODY_BYTES_MAX) throw new Error('request too large');
    pieces.push(buffer);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function fault(response: ServerResponse, status: number, message: string, headers?: Record<string, string>): void {
  json(response, status, { error: { message, type: 'demo', code: null, param: null } }, headers);
}
