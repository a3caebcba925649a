import type { Platform } from '../platform.ts'
import { type Seams, theInternet } from './fetch-public.ts'

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80')

/**
 * Is this one of the inner addresses that whoever runs the program has opened (INNER_TARGETS)? In a demo the towns that
 * live in this very program may reach each other as well.
 */
export async function isInnerTarget(platform: Platform, url: URL): Promise<boolean> {
  const { innerTargets, demo, port } = platform.config
  if (innerTargets.includes(`${url.hostname}:${portOf(url)}`)) return true
  if (!demo || portOf(url) !== String(port)) return false
  return (await platform.tenants.all()).some((town) => town.hosts.includes(url.hostname))
}

/** How an address that was opened is reached; names under `.localhost` are this very machine (RFC 6761, 6.3). */
export const innerSeams: Partial<Seams> = {
  allow: () => true,
  resolve: async (name) =>
    name === 'localhost' || name.endsWith('.localhost')
      ? [{ address: '127.0.0.1', family: 4 }]
      : theInternet.resolve(name),
}
