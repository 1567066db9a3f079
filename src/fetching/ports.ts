/** What fetching asks of the world; adapters/crawl stands behind it. */
export interface PageVersion {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export type FetchedPage =
  | {
      readonly kind: 'page';
      /** Where it was in the end, after redirects. */
      readonly url: string;
      readonly bytes: Uint8Array;
      readonly type: string;
      readonly version: PageVersion;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'gone'; readonly forGood: boolean }
  | { readonly kind: 'refused'; readonly cause: string; readonly remedy: string };

/** Fetches politely: one at a time, within robots.txt, from the hosts it was made for. */
export interface PageFetcher {
  fetch(url: string, known?: PageVersion): Promise<FetchedPage>;
  /** The addresses of a sitemap and of those it names. Rejects with a `FetchFault`. */
  sitemap(url: string, limit: number): Promise<readonly string[]>;
}

/** A source could not be read at all. Texts are Korean. */
export class FetchFault extends Error {
  override name = 'FetchFault';
  readonly reason: string;
  readonly remedy: string;

  constructor(reason: string, remedy: string) {
    super(`${reason}.\n  → ${remedy}`);
    this.reason = reason;
    this.remedy = remedy;
  }
}
