import { BlockList, isIP } from 'node:net'

/**
 * Networks that no address of the public internet lies in (IANA special-purpose registries, RFC 6890 and its updates).
 * Transition networks that carry an IPv4 address inside (NAT64, 6to4, Teredo) are refused as a whole.
 */
export const closedNetworks: readonly [network: string, prefix: number, what: string][] = [
  ['0.0.0.0', 8, 'this host'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'carrier-grade NAT'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local, cloud metadata'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'protocol assignments'],
  ['192.0.2.0', 24, 'documentation'],
  ['192.88.99.0', 24, '6to4 relays'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'benchmarks'],
  ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved, broadcast'],
  ['2001::', 23, 'protocol assignments, Teredo'],
  ['2001:db8::', 32, 'documentation'],
  ['2002::', 16, '6to4'],
  ['3fff::', 20, 'documentation'],
]

const closed = new BlockList()
for (const [network, prefix] of closedNetworks)
  closed.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4')

// Only 2000::/3 is given out as global unicast (RFC 4291): loopback, mapped IPv4, NAT64, ULA, link-local and multicast
// all lie outside, and so will whatever is invented next.
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

/** True when the address can only mean a machine on the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !closed.check(address, 'ipv4')
  return family === 6 && globalUnicast.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}
