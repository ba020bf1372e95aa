// An IP address as text -> whether it belongs to the public internet. What is not plainly public is not: an
// IPv4 address that hides in an IPv6 one is taken out first, and of IPv6 only what is handed out counts.

import ipaddr from 'ipaddr.js';

/** All that is handed out of IPv6 today; loopback, private, mapped and IPv4-compatible ones lie outside it. */
const HANDED_OUT = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by its number, but answered by the host of a virtual machine itself (Azure's WireServer). */
const PLATFORM_ADDRESSES: ReadonlySet<string> = new Set(['168.63.129.16']);

/** Whether the address may be dialled; text that is no address may not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv6) return parsed.match(HANDED_OUT);
  return !PLATFORM_ADDRESSES.has(parsed.toString());
}
