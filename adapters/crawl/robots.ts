/**
 * robots.txt of a host, read once a run: whether an address may be fetched, and how long to rest between two. A host that
 * has none allows everything; one that cannot tell now (5xx, no answer) allows nothing until it can (RFC 9309).
 */
import robotsParser from 'robots-parser';

interface ParsedRobots {
  isAllowed(url: string, userAgent: string): boolean | undefined;
  getCrawlDelay(userAgent: string): number | undefined;
}
// The package is CommonJS and its types name a default export that Node's import does not nest.
const parse = robotsParser as unknown as (url: string, text: string) => ParsedRobots;

export const USER_AGENT = 'bokji-giljabi';

export interface Robots {
  allows(url: string): boolean;
  /** Undefined where it asks for no particular rest. */
  readonly delaySeconds: number | undefined;
  /** It could not be read now. */
  readonly isUnknown: boolean;
}

export function robotsOf(url: string, status: number | undefined, text: string): Robots {
  if (status === undefined || status >= 500) return { allows: () => false, delaySeconds: undefined, isUnknown: true };
  if (status !== 200) return { allows: () => true, delaySeconds: undefined, isUnknown: false };
  const robots = parse(url, text);
  return {
    allows: (address) => robots.isAllowed(address, USER_AGENT) !== false,
    delaySeconds: robots.getCrawlDelay(USER_AGENT),
    isUnknown: false,
  };
}
