/**
 * The polite fetcher of a web source: one request at a time, a rest between two, robots.txt first, hosts of the allow-list
 * only, each redirect judged like a first request, nothing sent that was not needed.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { type FetchedPage, FetchFault, type PageFetcher } from '../../src/fetching/ports.js';
import type { Resolver } from './addresses.js';
import { type FaultReason, get, type Reply, RequestFault } from './request.js';
import { type Robots, robotsOf, USER_AGENT } from './robots.js';

export interface FetcherOptions {
  /** `www.city.go.kr`, or with a port where it is not the usual one. */
  readonly hosts: readonly string[];
  readonly privateHosts: readonly string[];
  readonly delayMs: number;
  readonly resolve: Resolver;
  readonly timeoutMs?: number;
  readonly bytesMax?: number;
  readonly pause?: (ms: number) => Promise<void>;
}

const REDIRECTS_MAX = 5;
const DELAY_SECONDS_MAX = 300;
const SITEMAPS_MAX = 50;
const ROBOTS_BYTES_MAX = 500 * 1024;

const REFUSALS: Readonly<
  Record<
    FaultReason | 'robots' | 'robots-unknown' | 'host' | 'scheme' | 'redirects' | 'slow',
    readonly [string, string]
  >
> = {
  private: [
    '사설망이나 특수한 주소라 연결하지 않았습니다',
    '내부망의 사이트가 맞으면 privateHosts에 그 호스트를 적으세요.',
  ],
  timeout: ['제시간에 답하지 않았습니다', '나중에 다시 실행하세요.'],
  'too-large': ['자료가 너무 큽니다', '그 주소를 빼거나 파일을 내려받아 폴더로 넣으세요.'],
  network: ['연결하지 못했습니다', '주소와 인터넷 연결을 확인하세요.'],
  encoding: ['모르는 압축 방식입니다', '그 주소를 빼세요.'],
  robots: ['robots.txt가 가져가지 못하게 합니다', '사이트 담당자에게 허락을 구하거나 그 주소를 빼세요.'],
  'robots-unknown': ['robots.txt를 읽지 못해 가져오지 않았습니다', '나중에 다시 실행하세요.'],
  host: ['허락하지 않은 호스트입니다', '필요하면 hosts에 그 호스트를 더하세요.'],
  scheme: ['http, https 주소가 아니거나 https에서 http로 넘깁니다', '그 주소를 빼세요.'],
  redirects: ['다른 주소로 너무 여러 번 넘깁니다', '마지막 주소를 바로 적으세요.'],
  slow: ['robots.txt가 아주 긴 간격을 바랍니다', '사이트 담당자와 상의하세요.'],
};
type Refusal = keyof typeof REFUSALS;

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

export function createPageFetcher(options: FetcherOptions): PageFetcher {
  const { hosts, privateHosts, delayMs, resolve, timeoutMs = 20_000, bytesMax = 20 * 1024 * 1024 } = options;
  const pause = options.pause ?? ((ms) => new Promise<void>((done) => setTimeout(done, ms)));
  const robots = new Map<string, Robots>();
  const readyAt = new Map<string, number>();
  let turn: Promise<unknown> = Promise.resolve();

  async function once(url: URL, headers: Readonly<Record<string, string>>, limit: number): Promise<Reply> {
    const wait = (readyAt.get(url.host) ?? 0) - performance.now();
    if (wait > 0) await pause(wait);
    try {
      return await get(url, {
        headers: { 'user-agent': USER_AGENT, ...headers },
        isPrivateAllowed: isListed(url, privateHosts),
        resolve,
        timeoutMs,
        bytesMax: limit,
      });
    } catch (error) {
      throw error instanceof RequestFault ? new Refused(error.reason) : error;
    } finally {
      const asked = robots.get(url.origin)?.delaySeconds ?? 0;
      readyAt.set(url.host, performance.now() + Math.max(delayMs, asked * 1000));
    }
  }

  async function robotsFor(url: URL): Promise<Robots> {
    const known = robots.get(url.origin);
    if (known) return known;
    const address = new URL('/robots.txt', url);
    const read = await once(address, {}, ROBOTS_BYTES_MAX).catch((error: unknown) => {
      // A forbidden address is that for every page of the host; anything else is "cannot tell now".
      if (error instanceof Refused && error.refusal === 'private') throw error;
      return undefined;
    });
    const rules = robotsOf(address.href, read?.status, read ? new TextDecoder().decode(read.bytes) : '');
    robots.set(url.origin, rules);
    return rules;
  }

  /** An address and where it leads, each step judged. */
  async function follow(start: string, headers: Readonly<Record<string, string>>): Promise<{ url: URL; reply: Reply }> {
    let url = new URL(start);
    for (let step = 0; step <= REDIRECTS_MAX; step += 1) {
      if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') throw new Refused('scheme');
      if (!isListed(url, hosts)) throw new Refused('host');
      const rules = await robotsFor(url);
      if ((rules.delaySeconds ?? 0) > DELAY_SECONDS_MAX) throw new Refused('slow');
      if (!rules.allows(url.href)) throw new Refused(rules.isUnknown ? 'robots-unknown' : 'robots');
      const reply = await once(url, headers, bytesMax);
      const { location } = reply.headers;
      if (reply.status < 300 || reply.status >= 400 || reply.status === 304 || location === undefined)
        return { url, reply };
      if (!URL.canParse(location, url.href)) throw new Refused('scheme');
      const next = new URL(location, url);
      if (url.protocol === 'https:' && next.protocol !== 'https:') throw new Refused('scheme');
      next.hash = '';
      url = next;
    }
    throw new Refused('redirects');
  }

  /** One at a time, whoever asks. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  return {
    fetch: (address, known) =>
      inTurn(async (): Promise<FetchedPage> => {
        const headers = {
          ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
          ...(known?.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
        };
        try {
          const { url, reply } = await follow(address, headers);
          return pageOf(url, reply, known !== undefined);
        } catch (error) {
          if (error instanceof Refused) return refused(error.refusal);
          throw error;
        }
      }),
    sitemap: (address, limit) =>
      inTurn(async () => {
        const pages = new Set<string>();
        const waiting = [address];
        for (let read = 0; read < SITEMAPS_MAX && waiting.length > 0 && pages.size < limit; read += 1) {
          const next = waiting.shift() ?? '';
          const found = readSitemap(await textOf(next, follow), next);
          waiting.push(...found.sitemaps);
          for (const page of found.pages) if (isListed(new URL(page), hosts)) pages.add(page);
        }
        return [...pages].slice(0, limit);
      }),
  };
}

function pageOf(url: URL, { status, headers, bytes }: Reply, isKnown: boolean): FetchedPage {
  if (status === 304 && isKnown) return { kind: 'unchanged' };
  if (status === 404 || status === 410) return { kind: 'gone', forGood: status === 410 };
  if (status !== 200)
    return {
      kind: 'refused',
      cause: `사이트가 ${status}로 답했습니다`,
      remedy: '주소를 확인하고 나중에 다시 실행하세요.',
    };
  return {
    kind: 'page',
    url: url.href,
    bytes,
    type: headers['content-type'] ?? '',
    version: { etag: headers.etag, lastModified: headers['last-modified'] },
  };
}

function refused(refusal: Refusal): FetchedPage {
  const [cause, remedy] = REFUSALS[refusal];
  return { kind: 'refused', cause, remedy };
}

async function textOf(
  address: string,
  follow: (start: string, headers: Readonly<Record<string, string>>) => Promise<{ reply: Reply }>,
): Promise<string> {
  try {
    const { reply } = await follow(address, {});
    if (reply.status === 200) return new TextDecoder().decode(reply.bytes);
    throw new FetchFault(`사이트맵이 ${reply.status}로 답했습니다`, '사이트맵 주소를 확인하세요.');
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new FetchFault(...REFUSALS[error.refusal]);
  }
}

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: false });
const place = z.object({ loc: z.string() });
const places = z.union([z.array(place), place.transform((one) => [one])]).catch([]);
const sitemapSchema = z.object({
  urlset: z
    .object({ url: places.default([]) })
    .catch({ url: [] })
    .optional(),
  sitemapindex: z
    .object({ sitemap: places.default([]) })
    .catch({ sitemap: [] })
    .optional(),
});

/** XML, or plain text with an address a line. */
export function readSitemap(text: string, base: string): { pages: readonly string[]; sitemaps: readonly string[] } {
  const plain = text.replace(/^\ufeff/, '').trim();
  if (!plain.startsWith('<'))
    return { pages: plain.split(/\s+/).flatMap((line) => absolute(line, base)), sitemaps: [] };
  if (/<!(?:DOCTYPE|ENTITY)/i.test(plain) || XMLValidator.validate(plain) !== true)
    throw new FetchFault('사이트맵을 읽을 수 없습니다', '사이트맵 주소가 맞는지 확인하세요.');
  const { urlset, sitemapindex } = sitemapSchema.parse(parser.parse(plain));
  const addresses = (list: readonly { loc: string }[]) =>
    list.flatMap(({ loc }) => absolute(loc.replaceAll('&amp;', '&').trim(), base));
  return { pages: addresses(urlset?.url ?? []), sitemaps: addresses(sitemapindex?.sitemap ?? []) };
}

function absolute(address: string, base: string): string[] {
  if (address === '' || !URL.canParse(address, base)) return [];
  const url = new URL(address, base);
  return /^https?:$/.test(url.protocol) ? [url.href] : [];
}

/** An entry without a port stands for the usual ports alone. */
function isListed(url: URL, hosts: readonly string[]): boolean {
  return hosts.includes(url.host);
}
