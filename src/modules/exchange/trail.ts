/**
 * Where a report has been, so that no two towns send it to and fro: the hosts it came through, oldest first, in
 * GeoReport's `device_id`, which every server takes and nobody shows. Whoever passes a report on adds itself.
 */
const PREFIX = 'open311-via:'
/** GeoReport servers keep this much of it. */
const LONGEST = 200
/** Nobody is that far from where it belongs. */
const MOST_HOPS = 5

export const trailIn = (device: string | null): string[] =>
  device?.startsWith(PREFIX) ? device.slice(PREFIX.length).split('>').filter(Boolean).slice(0, 20) : []

/** The trail that goes with a report when this host sends it on. */
export const trailFrom = (device: string | null, host: string): string =>
  (PREFIX + [...trailIn(device), host].join('>')).slice(0, LONGEST)

/** Would sending it there lead it back to where it has been, or round and round? */
export const leadsBack = (device: string | null, host: string): boolean => {
  const trail = trailIn(device)
  return trail.length >= MOST_HOPS || trail.includes(host)
}
