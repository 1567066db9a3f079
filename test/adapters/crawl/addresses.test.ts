/** Only public addresses are connected to, whatever a name answers. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isPublicAddress, type Resolver } from '../../../adapters/crawl/addresses.js';
import { get } from '../../../adapters/crawl/request.js';

it.each(['8.8.8.8', '210.90.1.2', '2606:4700::1111'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

it.each([
  ...['127.0.0.1', '127.8.8.8', '10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
  ...['224.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1'],
  ...['::', '::1', '[::1]', 'fc00::1', 'fe80::1', 'fe80::1%eth0', 'ff02::1', '2001:db8::1', '100::1'],
  // IPv4 within IPv6: mapped, 6to4, Teredo, NAT64.
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '2002:7f00:1::', '2001::1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1'],
  ...['', 'localhost', '127.1', '0x7f000001', '2130706433'],
])('“%s” is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

/** A server on loopback that counts who connects, as a trap. */
async function trap() {
  let connections = 0;
  const server = createServer((_request, response) => response.end('secret'));
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

const asking = (resolve: Resolver, isPrivateAllowed = false) => ({
  headers: {},
  isPrivateAllowed,
  resolve,
  timeoutMs: 2_000,
  bytesMax: 1_000,
});
const nobody: Resolver = async () => [];

describe('a request', () => {
  it.each([
    ['127.0.0.1'],
    ['2130706433'],
    ['0x7f.1'],
    ['0177.0.0.1'],
    ['127.1'],
    ['[::1]'],
    ['[::ffff:127.0.0.1]'],
    ['[::ffff:7f00:1]'],
    ['0'],
  ])('to %s connects to nothing', async (host) => {
    const { port, connections } = await trap();
    await expect(get(new URL(`http://${host}:${port}/`), asking(nobody))).rejects.toMatchObject({ reason: 'private' });
    expect(connections()).toBe(0);
  });

  it('to a name that answers with a private address connects to nothing', async () => {
    const { port, connections } = await trap();
    const url = new URL(`http://welfare.example:${port}/`);
    await expect(
      get(
        url,
        asking(async () => ['127.0.0.1']),
      ),
    ).rejects.toMatchObject({ reason: 'private' });
    await expect(
      get(
        url,
        asking(async () => ['93.184.216.34', '127.0.0.1']),
      ),
    ).rejects.toMatchObject({ reason: 'private' });
    expect(connections()).toBe(0);
  });

  it('is not led on by a name that answers otherwise the second time', async () => {
    const { port, connections } = await trap();
    const answers = [['93.184.216.34'], ['127.0.0.1']];
    let asked = 0;
    const rebinding: Resolver = async () => answers[Math.min(asked++, 1)] ?? [];
    // The admin's own check passes …
    expect((await rebinding('welfare.example')).every(isPublicAddress)).toBe(true);
    // … and the connection asks again, and looks at what it will connect to.
    await expect(get(new URL(`http://welfare.example:${port}/`), asking(rebinding))).rejects.toMatchObject({
      reason: 'private',
    });
    expect(connections()).toBe(0);
  });

  it('reaches a private host that the admin named', async () => {
    const { port } = await trap();
    const { status } = await get(
      new URL(`http://intra.example:${port}/`),
      asking(async () => ['127.0.0.1'], true),
    );
    expect(status).toBe(200);
  });
});
