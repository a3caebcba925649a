import { type RawBuilder, sql } from 'kysely'
import type { Uuid } from '#platform/ids.ts'

/**
 * A geocoder that does not know an address answers with some middle, and says nothing of it. So many open reports of
 * different addresses, or of none, at exactly one point: it is no place (docs/adr/0038). What people choose on a map
 * is never the same to the last digit, a house has one address, and reports about one object count as one.
 */
const ADDRESSES = 5
/** More of a point need not be looked at. */
const LOOKED_AT = 100

/** As where a case says to be, in few bits: the object, the address, or else nothing that another one would share. */
export const saidPlace = (
  caseId: RawBuilder<unknown>,
  address: RawBuilder<unknown>,
  object: RawBuilder<unknown>,
) =>
  sql<number>`coalesce(hashtext(${object}::text), hashtext(nullif(lower(btrim(${address})), '')), hashtext(${caseId}::text))`

/** Whether a point only stands in for places that nobody knows. */
export const isStandIn = (tenant: Uuid, lat: RawBuilder<unknown>, lon: RawBuilder<unknown>) => sql<boolean>`(
  select count(distinct s.said) >= ${ADDRESSES} from (
    select o.said from duplicates.open_report o
    where o.tenant_id = ${tenant} and o.lat = ${lat} and o.lon = ${lon} limit ${LOOKED_AT}) s)`
