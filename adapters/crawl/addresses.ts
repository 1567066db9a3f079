/**
 * Which network addresses may be connected to: public ones, and private ones only of hosts that the admin named. The
 * check sits in the lookup of the connection itself, so that the address that was checked is the one connected to; a name
 * that answers differently the second time gains nothing.
 */
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Resolver = (hostname: string) => Promise<readonly string[]>;

export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';
}

export const resolveWithSystem: Resolver = async (hostname) =>
  (await systemLookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/** Loopback, private, link-local, metadata services, tunnels into IPv4, reserved ranges: all but plain public unicast. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'unicast';
}

/** The addresses of a host, all of them allowed; rejects if one is not. */
export async function vetted(
  hostname: string,
  isPrivateAllowed: boolean,
  resolve: Resolver,
): Promise<readonly string[]> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(bare) ? [bare] : await resolve(bare);
  const forbidden = isPrivateAllowed ? [] : addresses.filter((address) => !isPublicAddress(address));
  if (addresses.length === 0 || forbidden.length > 0) throw new PrivateAddressError(forbidden[0] ?? hostname);
  return addresses;
}

/** For `http.request`: looks up and vets in one. */
export function guardedLookup(isPrivateAllowed: boolean, resolve: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    vetted(hostname, isPrivateAllowed, resolve).then(
      (addresses) => {
        const all = addresses.map((address) => ({ address, family: isIP(address) }));
        const [first] = all;
        if (options.all) callback(null, all);
        else callback(null, first?.address ?? '', first?.family ?? 4);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 4),
    );
  };
}
