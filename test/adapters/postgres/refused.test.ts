/** A database that wants a password, and an address without one: nothing is left open that keeps a command from ending. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkPostgres } from '../../../adapters/postgres/check.js';
import { createDatabase } from '../../../adapters/postgres/pool.js';

/** A request for authentication: its kind is 10 for the list of SASL mechanisms, 11 for the server's challenge. */
function wants(kind: number, text: string): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(9);
  head.write('R');
  head.writeInt32BE(8 + body.length, 1);
  head.writeInt32BE(kind, 5);
  return Buffer.concat([head, body]);
}

let server: Server;
let connected: Promise<Socket>;
let url: string;

beforeEach(async () => {
  server = createServer((socket) => {
    const replies = [wants(10, 'SCRAM-SHA-256\0\0'), wants(11, 'r=nonce,s=c2FsdA==,i=4096')];
    socket.on('data', () => socket.write(replies.shift() ?? ''));
    socket.on('error', () => undefined);
  });
  connected = once(server, 'connection').then(([socket]) => socket);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `postgres://bokji@127.0.0.1:${(server.address() as AddressInfo).port}/bokji`;
});
afterEach(() => void server.close());

it('by the check, which says what to mend', async () => {
  await expect(checkPostgres(url)).rejects.toThrow(/암호/);
  const socket = await connected;
  if (!socket.destroyed) await once(socket, 'close');
});

it('by a statement', async () => {
  const database = createDatabase({ url, log: pino({ level: 'silent' }) });
  await expect(database.query('select 1')).rejects.toThrow();
  const socket = await connected;
  if (!socket.destroyed) await once(socket, 'close');
  await database.end();
});
