/** A web site on loopback: pages by path, each a body or a whole reply. What was asked is kept in `asked`. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface SiteReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Never answers. */
  readonly hangs?: true;
}

export interface FakeSite {
  readonly url: string;
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  pages: Record<string, string | SiteReply>;
  readonly asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
}

export async function startSite(pages: Readonly<Record<string, string | SiteReply>>): Promise<FakeSite> {
  const site = { pages: { ...pages }, asked: [] as FakeSite['asked'], url: '', host: '' };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    site.asked.push({ path, headers: request.headers });
    const page = site.pages[path];
    const reply: SiteReply = typeof page === 'string' ? { body: page } : (page ?? { status: 404, body: '없음' });
    if (reply.hangs) return;
    const etag = reply.headers?.etag;
    if (etag !== undefined && request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(reply.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...reply.headers });
    response.end(reply.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(site, { host, url: `http://${host}` });
}
