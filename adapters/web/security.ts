/** What the browser is told not to do: headers of every reply, and the policy of pages with a nonce for each. */
import { randomBytes } from 'node:crypto';

/** For everything that is not a page: nothing may be loaded, nobody may frame it. */
export const API_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

export const createNonce = (): string => randomBytes(16).toString('base64');

/** Scripts and styles only with the nonce, everything else from here alone; no text becomes markup by script. */
export function pagePolicy(nonce: string, framedBy: readonly string[] = []): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    ["frame-ancestors 'self'", ...framedBy].join(' '),
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
