import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createPageFetcher, readSitemap } from '../../../adapters/crawl/fetcher.js';
import { type FakeSite, startSite } from '../../fakes/site.js';

/** A fetcher for the site's own host, as of an intranet; pauses are noted instead of waited. */
function fetcherFor(site: FakeSite, more: Partial<Parameters<typeof createPageFetcher>[0]> = {}) {
  const pauses: number[] = [];
  const fetcher = createPageFetcher({
    hosts: [site.host],
    privateHosts: [site.host],
    delayMs: 0,
    resolve: async () => [],
    pause: async (ms) => {
      pauses.push(ms);
    },
    ...more,
  });
  return { fetcher, pauses };
}

it('asks robots.txt once, first, and says who it is', async () => {
  const site = await startSite({ '/a': '<p>가', '/b': '<p>나' });
  const { fetcher } = fetcherFor(site);
  await fetcher.fetch(`${site.url}/a`);
  await fetcher.fetch(`${site.url}/b`);
  expect(site.asked.map(({ path }) => path)).toEqual(['/robots.txt', '/a', '/b']);
  expect(site.asked[1]?.headers['user-agent']).toBe('bokji-giljabi');
});

it('leaves alone what robots.txt closes, and what it cannot read robots.txt for', async () => {
  const site = await startSite({ '/robots.txt': 'User-agent: *\nDisallow: /private', '/private/a': '<p>가' });
  expect(await fetcherFor(site).fetcher.fetch(`${site.url}/private/a`)).toMatchObject({
    kind: 'refused',
    cause: expect.stringContaining('robots.txt'),
  });
  expect(site.asked.map(({ path }) => path)).toEqual(['/robots.txt']);
  site.pages['/robots.txt'] = { status: 503 };
  expect(await fetcherFor(site).fetcher.fetch(`${site.url}/a`)).toMatchObject({ kind: 'refused' });
});

it('rests between two requests as long as the site or the admin asks, whichever is more', async () => {
  const site = await startSite({ '/robots.txt': 'User-agent: *\nCrawl-delay: 7', '/a': '<p>가' });
  const { fetcher, pauses } = fetcherFor(site, { delayMs: 2_000 });
  await fetcher.fetch(`${site.url}/a`);
  await fetcher.fetch(`${site.url}/a`);
  expect(pauses.map((ms) => Math.round(ms / 1000))).toEqual([2, 7]);
});

it('makes one request at a time', async () => {
  const site = await startSite({ '/a': '<p>가', '/b': '<p>나' });
  const { fetcher, pauses } = fetcherFor(site, { delayMs: 60_000 });
  await Promise.all([fetcher.fetch(`${site.url}/a`), fetcher.fetch(`${site.url}/b`)]);
  expect(pauses).toHaveLength(2);
});

it('asks only whether a known page has changed', async () => {
  const site = await startSite({ '/a': { body: '<p>가', headers: { etag: '"1"' } } });
  const { fetcher } = fetcherFor(site);
  expect(await fetcher.fetch(`${site.url}/a`)).toMatchObject({ kind: 'page', version: { etag: '"1"' } });
  expect(await fetcher.fetch(`${site.url}/a`, { etag: '"1"' })).toEqual({ kind: 'unchanged' });
  site.pages['/a'] = { body: '<p>나', headers: { etag: '"2"' } };
  expect(await fetcher.fetch(`${site.url}/a`, { etag: '"1"' })).toMatchObject({ kind: 'page' });
});

describe('a redirect', () => {
  it('within the hosts is followed', async () => {
    const site = await startSite({ '/old': { status: 301, headers: { location: '/new' } }, '/new': '<p>가' });
    expect(await fetcherFor(site).fetcher.fetch(`${site.url}/old`)).toMatchObject({
      kind: 'page',
      url: `${site.url}/new`,
    });
  });

  it.each([
    ['another host', 'http://elsewhere.example/', '호스트'],
    ['a metadata service', 'http://169.254.169.254/latest', '호스트'],
    ['a file', 'file:///etc/passwd', 'http'],
    ['what robots.txt closes', '/private', 'robots.txt'],
    ['itself', '/go', '여러 번'],
  ])('to %s is not', async (_name, location, cause) => {
    const site = await startSite({
      '/robots.txt': 'User-agent: *\nDisallow: /private',
      '/go': { status: 302, headers: { location } },
      '/private': '<p>비밀',
    });
    expect(await fetcherFor(site).fetcher.fetch(`${site.url}/go`)).toMatchObject({
      kind: 'refused',
      cause: expect.stringContaining(cause),
    });
  });

  it('to an allowed name with a private address is not', async () => {
    const site = await startSite({ '/go': { status: 302, headers: { location: 'http://trap.example/' } } });
    const { fetcher } = fetcherFor(site, { hosts: [site.host, 'trap.example'], resolve: async () => ['127.0.0.1'] });
    expect(await fetcher.fetch(`${site.url}/go`)).toMatchObject({
      kind: 'refused',
      cause: expect.stringContaining('사설망'),
    });
  });
});

describe('an answer', () => {
  it.each([
    ['that never comes', { hangs: true as const }, '제시간'],
    ['that is too large', { body: 'a'.repeat(2_000) }, '너무 큽니다'],
    [
      'that unpacks to too much',
      { body: gzipSync('a'.repeat(100_000)), headers: { 'content-encoding': 'gzip' } },
      '너무 큽니다',
    ],
    ['in an unknown encoding', { body: 'a', headers: { 'content-encoding': 'zstd-x' } }, '압축'],
    ['of an error', { status: 500 }, '500'],
  ])('%s is refused with the reason', async (_name, reply, cause) => {
    const site = await startSite({ '/a': reply });
    const { fetcher } = fetcherFor(site, { timeoutMs: 500, bytesMax: 1_000 });
    expect(await fetcher.fetch(`${site.url}/a`)).toMatchObject({
      kind: 'refused',
      cause: expect.stringContaining(cause),
    });
  });

  it('that is packed is unpacked', async () => {
    const site = await startSite({ '/a': { body: gzipSync('<p>가나다'), headers: { 'content-encoding': 'gzip' } } });
    const got = await fetcherFor(site).fetcher.fetch(`${site.url}/a`);
    expect(got.kind === 'page' && new TextDecoder().decode(got.bytes)).toBe('<p>가나다');
  });

  it.each([
    [404, false],
    [410, true],
  ])('%i tells that the page is gone', async (status, forGood) => {
    const site = await startSite({ '/a': { status } });
    expect(await fetcherFor(site).fetcher.fetch(`${site.url}/a`)).toEqual({ kind: 'gone', forGood });
  });
});

it('sends no name and password', async () => {
  const site = await startSite({ '/a': '<p>가' });
  expect(await fetcherFor(site).fetcher.fetch(`http://me:secret@${site.host}/a`)).toMatchObject({ kind: 'refused' });
  expect(site.asked).toEqual([]);
});

describe('a sitemap', () => {
  it('leads to those it names, and to pages of the hosts alone', async () => {
    const site = await startSite({});
    const map = (tag: string, inner: string, ...urls: string[]) =>
      `<?xml version="1.0"?><${tag}>${urls.map((url) => `<${inner}><loc>${url}</loc></${inner}>`).join('')}</${tag}>`;
    site.pages['/sitemap.xml'] = map('sitemapindex', 'sitemap', `${site.url}/one.xml`, `${site.url}/two.txt`);
    site.pages['/one.xml'] = map('urlset', 'url', `${site.url}/a?x=1&amp;y=2`, 'http://elsewhere.example/');
    site.pages['/two.txt'] = `${site.url}/b\n`;
    expect(await fetcherFor(site).fetcher.sitemap(`${site.url}/sitemap.xml`, 10)).toEqual([
      `${site.url}/a?x=1&y=2`,
      `${site.url}/b`,
    ]);
  });

  it.each([['<!DOCTYPE a [<!ENTITY b "c">]><urlset/>'], ['<urlset><url>'], ['<html><body>점검']])(
    'that is %s is refused',
    (text) => {
      expect(() => readSitemap(text, 'http://a.example/')).toThrow('사이트맵');
    },
  );
});
