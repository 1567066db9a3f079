/**
 * One GET, no redirect followed: bounded in size and time, to a vetted address. Out: status, headers and bytes; rejects
 * with a `RequestFault` that says why in one word.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { guardedLookup, isPublicAddress, PrivateAddressError, type Resolver } from './addresses.js';

export type FaultReason = 'private' | 'timeout' | 'too-large' | 'network' | 'encoding';

export class RequestFault extends Error {
  override name = 'RequestFault';
  readonly reason: FaultReason;

  constructor(reason: FaultReason) {
    super(reason);
    this.reason = reason;
  }
}

export interface RequestOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly isPrivateAllowed: boolean;
  readonly resolve: Resolver;
  readonly timeoutMs: number;
  readonly bytesMax: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Uint8Array;
}

export async function get(url: URL, options: RequestOptions): Promise<Reply> {
  const { isPrivateAllowed, timeoutMs } = options;
  const bare = url.hostname.replace(/^\[|\]$/g, '');
  // Node looks nothing up for an address written as such.
  if (isIP(bare) !== 0 && !isPrivateAllowed && !isPublicAddress(bare)) throw new RequestFault('private');
  const stop = AbortSignal.timeout(timeoutMs);
  try {
    const response = await begin(url, options, stop);
    return {
      status: response.statusCode ?? 0,
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.join(', ') : value,
        ]),
      ),
      bytes: await body(response, options.bytesMax),
    };
  } catch (error) {
    if (error instanceof RequestFault) throw error;
    if (stop.aborted) throw new RequestFault('timeout');
    throw new RequestFault(error instanceof PrivateAddressError ? 'private' : 'network');
  }
}

function begin(
  url: URL,
  { headers, isPrivateAllowed, resolve }: RequestOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      headers: { ...headers, 'accept-encoding': 'gzip, deflate, br' },
      agent: false,
      lookup: guardedLookup(isPrivateAllowed, resolve),
      signal,
    });
    request.on('response', (response) => {
      // The last word has the socket: whoever it is connected to must be allowed.
      const remote = response.socket.remoteAddress ?? '';
      if (!isPrivateAllowed && !isPublicAddress(remote)) {
        request.destroy();
        fail(new RequestFault('private'));
      } else done(response);
    });
    request.on('error', fail);
    request.end();
  });
}

/** Counted after unpacking: a small answer may unpack to a great one. */
async function body(response: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of unpacked(response)) {
      const bytes: Uint8Array = chunk;
      size += bytes.byteLength;
      if (size > bytesMax) throw new RequestFault('too-large');
      chunks.push(bytes);
    }
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks);
}

function unpacked(response: IncomingMessage): AsyncIterable<Uint8Array> {
  switch (response.headers['content-encoding'] ?? 'identity') {
    case 'identity':
      return response;
    case 'gzip':
    case 'x-gzip':
      return response.pipe(createGunzip());
    case 'deflate':
      return response.pipe(createInflate());
    case 'br':
      return response.pipe(createBrotliDecompress());
    default:
      throw new RequestFault('encoding');
  }
}
