/** Which sites may call: the list of settings → a judge of an `Origin` header. */

/** `https://*.city.go.kr` stands for every host below city.go.kr, not for city.go.kr itself. */
export function createOriginJudge(allowed: readonly string[]) {
  const exact = new Set(allowed.filter((origin) => !origin.includes('*')).map((origin) => origin.toLowerCase()));
  const wild = allowed
    .filter((origin) => origin.includes('*'))
    .map((origin) => {
      const [scheme = '', host = ''] = origin.toLowerCase().split('://*');
      return { scheme: `${scheme}://`, host };
    });
  const isListed = (origin: string): boolean => {
    const asked = origin.toLowerCase();
    return exact.has(asked) || wild.some(({ scheme, host }) => asked.startsWith(scheme) && asked.endsWith(host));
  };
  return {
    isListed,
    /** The page's own server: the same host and port, whatever proxy speaks HTTPS before it. */
    isOwn: (origin: string, host: string | undefined): boolean => {
      try {
        return host !== undefined && new URL(origin).host === host.toLowerCase();
      } catch {
        return false;
      }
    },
  };
}
export type OriginJudge = ReturnType<typeof createOriginJudge>;
