/**
 * Fetch a web source: its addresses → files below `<into>/<name>/`, as they came, with `documents.yaml` telling where each
 * is from. A page whose words are the same is not written again; one that is gone is kept, marked as ended, and told.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256, writeDurably } from '../indexing/files.js';
import { BESIDE_FILE, type Beside, type BesideFields } from '../knowledge/beside.js';
import { titleIn, visibleText } from './page-text.js';
import { type FetchedPage, FetchFault, type PageFetcher } from './ports.js';
import type { FetchReport } from './report.js';
import { toldFields, type WebSource } from './sources.js';
import type { FetchState, PageState } from './state.js';
import { besideText, writeIfChanged } from './written.js';

export interface WebInput {
  readonly source: WebSource;
  readonly fetcher: PageFetcher;
  readonly state: FetchState;
  /** The folder of this source. */
  readonly folder: string;
  /** Today in Korea. */
  readonly today: string;
  readonly onProgress: (done: number, all: number) => void;
}

/** One run in which a page is missing may be a fault of the site. */
const MISSING_RUNS_MAX = 2;
const EXTENSIONS: Readonly<Record<string, string>> = {
  'text/html': '.html',
  'application/xhtml+xml': '.html',
  'text/plain': '.txt',
  'application/pdf': '.pdf',
  'application/hwp+zip': '.hwpx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
};
/** Types that say nothing; then the address's own ending counts. */
const VAGUE = /^(?:application\/(?:octet-stream|x-hwp|haansofthwp|vnd\.hancom\.hwpx?|x-msdownload)|)$/;
const DOCUMENT_ENDING = /\.(?:hwpx?|pdf|docx|xlsx)$/i;

export async function fetchWeb(input: WebInput): Promise<{ report: FetchReport; state: FetchState }> {
  const { source, fetcher, folder, onProgress } = input;
  const pages: Record<string, PageState> = { ...input.state.pages };
  const report = {
    added: [] as string[],
    changed: [] as string[],
    unchanged: 0,
    gone: [] as string[],
    troubles: [] as FetchReport['troubles'][number][],
  };
  const addresses = await addressesOf(input, report.troubles);
  const owners = new Map(Object.entries(pages).map(([url, { seen }]) => [seen, url]));
  await mkdir(folder, { recursive: true });
  for (const [at, url] of addresses.entries()) {
    const known = pages[url];
    const got = await fetcher.fetch(url, known?.goneOn === undefined ? known : undefined);
    if (got.kind === 'refused') report.troubles.push({ what: url, cause: got.cause, remedy: got.remedy });
    else if (got.kind === 'unchanged' && known) {
      report.unchanged += 1;
      pages[url] = { ...known, missing: 0 };
    } else if (got.kind === 'gone') {
      if (known && known.goneOn === undefined) {
        const missing = known.missing + 1;
        const isGone = got.forGood || missing >= MISSING_RUNS_MAX;
        pages[url] = { ...known, missing, ...(isGone ? { goneOn: input.today } : {}) };
        report.gone.push(url);
      } else if (!known)
        report.troubles.push({
          what: url,
          cause: '그 주소에 쪽이 없습니다',
          remedy: '주소를 확인하거나 sources.yaml에서 빼세요.',
        });
    } else if (got.kind === 'page') {
      const kept = await keep(input, url, got, known, owners);
      if (typeof kept === 'string')
        report.troubles.push({ what: url, cause: kept, remedy: 'sources.yaml에서 그 주소를 빼세요.' });
      else {
        pages[url] = kept;
        owners.set(kept.seen, url);
        if (!known) report.added.push(url);
        else if (known.seen !== kept.seen || known.goneOn !== undefined) report.changed.push(url);
        else report.unchanged += 1;
      }
    }
    onProgress(at + 1, addresses.length);
  }
  await writeBeside(input, pages);
  return {
    report: { name: source.name, kind: source.kind, ...report },
    state: { ...input.state, pages },
  };
}

/** What the source lists, and what is known from earlier runs: a page that left the sitemap may still be there. */
async function addressesOf(
  { source, fetcher, state }: WebInput,
  troubles: FetchReport['troubles'][number][],
): Promise<readonly string[]> {
  const listed = [...(source.pages ?? [])];
  if (source.sitemap !== undefined) {
    try {
      listed.push(...(await fetcher.sitemap(source.sitemap, source.pagesMax * 2)));
    } catch (error) {
      if (!(error instanceof FetchFault)) throw error;
      troubles.push({ what: source.sitemap, cause: error.reason, remedy: error.remedy });
    }
  }
  const { include, exclude = [] } = source;
  const wanted = [...new Set(listed.map(withoutFragment))].filter((url) => {
    const path = new URL(url).pathname;
    return (
      (include ?? ['/']).some((start) => path.startsWith(start)) && !exclude.some((start) => path.startsWith(start))
    );
  });
  if (wanted.length > source.pagesMax)
    troubles.push({
      what: source.name,
      cause: `쪽이 ${wanted.length}개라 ${source.pagesMax}개까지만 가져왔습니다`,
      remedy: 'include로 줄이거나 pagesMax를 늘리세요.',
    });
  return [...new Set([...wanted.slice(0, source.pagesMax), ...Object.keys(state.pages)])];
}

type Got = Extract<FetchedPage, { kind: 'page' }>;

/** Writes the page where its words have changed; a text says why it is not kept. */
async function keep(
  { source, folder, today }: WebInput,
  url: string,
  { bytes, type, version }: Got,
  known: PageState | undefined,
  owners: ReadonlyMap<string, string>,
): Promise<PageState | string> {
  const extension = extensionOf(type, url);
  if (extension === undefined) return `읽지 않는 종류의 자료입니다(${type || '종류를 밝히지 않음'})`;
  const text = extension === '.html' ? decoded(bytes, type) : undefined;
  const seen = sha256(text === undefined ? bytes : visibleText(text)).slice(0, 32);
  const owner = owners.get(seen);
  if (owner !== undefined && owner !== url) return `다른 주소와 글이 같습니다: ${owner}`;
  const title = text === undefined ? undefined : titleIn(text);
  const isSame = known?.seen === seen && known.goneOn === undefined;
  const page: PageState = {
    file: known?.file ?? fileNameOf(source.name, url, extension),
    ...(title === undefined ? {} : { title }),
    ...(version.etag === undefined ? {} : { etag: version.etag }),
    ...(version.lastModified === undefined ? {} : { lastModified: version.lastModified }),
    seen,
    since: isSame ? known.since : today,
    missing: 0,
  };
  if (!isSame) await writeDurably(join(folder, page.file), text === undefined ? bytes : asUtf8(text));
  return page;
}

async function writeBeside({ source, folder }: WebInput, pages: Readonly<Record<string, PageState>>): Promise<void> {
  const files = Object.entries(pages).map(([url, page]): [string, BesideFields] => [
    page.file,
    {
      asOf: page.since,
      ...(page.goneOn === undefined ? {} : { status: '종료', validUntil: page.goneOn }),
      source: {
        title: page.title ?? page.file,
        publisher: source.publisher ?? new URL(url).hostname,
        date: page.since,
        url,
        trust: source.trust,
      },
    },
  ]);
  const beside: Beside = {
    all: toldFields(source),
    files: Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  await writeIfChanged(join(folder, BESIDE_FILE), besideText(beside));
}

function extensionOf(type: string, url: string): string | undefined {
  const ending = DOCUMENT_ENDING.exec(new URL(url).pathname)?.[0].toLowerCase();
  return (
    EXTENSIONS[type.split(';')[0]?.trim().toLowerCase() ?? ''] ??
    (VAGUE.test(type.split(';')[0]?.trim().toLowerCase() ?? '') ? ending : undefined)
  );
}

/** The charset of the answer's header, else of the page itself, else UTF-8. */
function decoded(bytes: Uint8Array, type: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048));
  const label =
    /charset\s*=\s*["']?\s*([\w-]+)/i.exec(type)?.[1] ?? /charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}

/** Kept as UTF-8, and saying so. */
function asUtf8(html: string): string {
  return html.replace(/(<meta\b[^>]*charset\s*=\s*["']?\s*)[\w-]+/i, '$1utf-8');
}

/** Readable where the address is, unique in any case: `goyang-welfare-birth-3f2a91bc.html`. */
function fileNameOf(name: string, url: string, extension: string): string {
  const { pathname, search } = new URL(url);
  let path = pathname;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    // An address with broken escapes keeps them.
  }
  const words = path
    .normalize('NFC')
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(-48);
  return (
    [name, words, sha256(`${pathname}${search}${new URL(url).host}`).slice(0, 8)]
      .filter((part) => part !== '')
      .join('-') + extension
  );
}

function withoutFragment(url: string): string {
  const address = new URL(url);
  address.hash = '';
  return address.href;
}
