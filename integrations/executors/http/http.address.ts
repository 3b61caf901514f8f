/** Decides which addresses a flow may call: never link-local, metadata, multicast or unspecified ones; loopback only where a setting allows host:port. */
import { isIP, BlockList } from 'node:net';
import { lookup } from 'node:dns/promises';
import { CatalogueError } from '#domain/errors';

const never = new BlockList();
never.addSubnet('0.0.0.0', 8);
never.addSubnet('169.254.0.0', 16);
never.addSubnet('224.0.0.0', 3);
never.addSubnet('fe80::', 10, 'ipv6');
never.addSubnet('ff00::', 8, 'ipv6');
never.addAddress('::', 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

export interface AddressPolicy {
  /** "host:port" pairs of loopback services a flow may call, e.g. the demo device. Default none. */
  allowedLoopback: readonly string[];
}

const unmapped = (address: string) => (address.toLowerCase().startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address);
const isIn = (list: BlockList, address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Resolves the host once and returns the address to connect to, so that a second look-up cannot answer otherwise. Throws HTTP_ADDRESS_REFUSED, HTTP_UNREACHABLE. */
export async function allowedAddress(url: URL, policy: AddressPolicy): Promise<{ address: string; family: 4 | 6 }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const found = await lookup(host, { all: false }).catch(() => {
    throw new CatalogueError('HTTP_UNREACHABLE', { host, fault: 'the name does not resolve' });
  });
  const address = unmapped(found.address);
  const isAllowedLoopback = policy.allowedLoopback.includes(`${host}:${port}`) || policy.allowedLoopback.includes(`${address}:${port}`);
  if (isIn(never, address) || (isIn(loopback, address) && !isAllowedLoopback)) throw new CatalogueError('HTTP_ADDRESS_REFUSED', { host });
  return { address, family: isIP(address) === 6 ? 6 : 4 };
}
