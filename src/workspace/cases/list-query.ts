import { z } from 'zod'
import { statuses, type View, views, type WorkListFilter } from '#modules/cases/index.ts'
import type { Area } from '#modules/geo/index.ts'
import type { Organisation } from '#modules/organisation/index.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import { type Actor, unitsWhere } from '#platform/context/actor.ts'
import { parseCursor } from '../cursor.ts'

/** The views' names in addresses. */
export const viewNames: Record<View, string> = {
  mine: 'meine',
  unit: 'amt',
  unassigned: 'unverteilt',
  overdue: 'ueberfaellig',
  today: 'heute',
  scheduled: 'termine',
  closed: 'abgeschlossen',
}

const text = z.string().trim().max(200).optional().catch(undefined)

const query = z.object({
  ansicht: text,
  kategorie: text,
  ortsteil: text,
  amt: text,
  stand: z.enum(statuses).optional().catch(undefined),
  prioritaet: z.coerce.number().int().min(0).max(3).optional().catch(undefined),
  suche: text,
  sortierung: z.enum(['frist', 'neu']).optional().catch(undefined),
  freigabe: z.literal('offen').optional().catch(undefined),
  nach: text,
  vorschau: text,
})

export interface ListQuery {
  filter: WorkListFilter
  /** What of it a person chose, as it stands in the address. */
  chosen: {
    kategorie?: string
    ortsteil?: string
    amt?: string
    stand?: string
    prioritaet?: number
    suche?: string
    freigabe?: string
  }
  preview: string | null
}

interface Known {
  actor: Actor
  org: Organisation
  catalogue: Catalogue
  areas: readonly Area[]
}

/** What an address asks for; whatever does not exist here is as if it had not been asked. */
export function parseList(raw: Record<string, string>, { actor, org, catalogue, areas }: Known): ListQuery {
  // An empty choice of a form is none.
  const q = query.parse(Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== '')))
  const view = views.find((v) => viewNames[v] === q.ansicht) ?? usualView(actor)
  const unit = q.amt ? org.byCode.get(q.amt) : undefined
  const area = areas.find((a) => a.code === q.ortsteil)
  const type = q.kategorie && catalogue.byCode.has(q.kategorie) ? q.kategorie : undefined
  const after = parseCursor(q.nach)
  return {
    filter: {
      view,
      ...(unit && { units: org.subtree(unit.id) }),
      ...(area && { areaId: area.id }),
      ...(type && { type }),
      ...(q.stand && view !== 'closed' && view !== 'scheduled' && { status: q.stand }),
      ...(q.prioritaet !== undefined && { priority: q.prioritaet }),
      ...(q.suche && { text: q.suche }),
      ...(q.freigabe && { awaitsLook: true }),
      sort: q.sortierung === 'neu' ? 'newest' : 'due',
      ...(after && { after }),
    },
    chosen: {
      ...(type && { kategorie: type }),
      ...(area && { ortsteil: area.code }),
      ...(unit && { amt: unit.code }),
      ...(q.stand && { stand: q.stand }),
      ...(q.prioritaet !== undefined && { prioritaet: q.prioritaet }),
      ...(q.suche && { suche: q.suche }),
      ...(q.freigabe && { freigabe: q.freigabe }),
    },
    preview: q.vorschau ?? null,
  }
}

/** Who works outside begins with their own jobs, everyone else with their office's. */
function usualView(actor: Actor): View {
  const own = actor.kind === 'staff' ? actor.grants.filter((g) => !g.for) : []
  return own.length > 0 && own.every((g) => g.role === 'field_worker') ? 'mine' : 'unit'
}

/** The units among which one may choose: those whose cases the actor reads. */
export const readableUnits = ({ actor, org }: Pick<Known, 'actor' | 'org'>) =>
  unitsWhere(actor, 'cases.read').flatMap((id) => org.units.get(id) ?? [])
