/** The part of autocannon that is used here; the package brings no types. */
declare module 'autocannon' {
  namespace autocannon {
    interface Options {
      readonly url: string;
      readonly duration: number;
      readonly connections: number;
      readonly requests: readonly {
        readonly method: 'POST';
        readonly path: string;
        readonly headers: Readonly<Record<string, string>>;
        readonly body: string;
      }[];
    }
    interface Result {
      readonly requests: { readonly average: number };
      readonly latency: { readonly p50: number; readonly p99: number };
      readonly errors: number;
      readonly non2xx: number;
      readonly timeouts: number;
    }
  }
  function autocannon(options: autocannon.Options): Promise<autocannon.Result>;
  export = autocannon;
}
