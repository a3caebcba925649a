import type { Ctx } from '#platform/context/context.ts'
import type { Module, StoredEvent } from '#platform/module.ts'
import { permissionFor } from './case.ts'
import { childChanged, tellOfParts } from './children-telling.ts'
import { closeAsked, closingNotDone } from './closing-decided.ts'
import { tellDue } from './digest.ts'
import { forgetEmergencyWords } from './emergency-list.ts'
import { eraseAgain } from './erasing-again.ts'
import { forgetFollowRequests } from './following-by-mail.ts'
import { endUnreachable } from './following-unreachable.ts'
import { forgetOriginals } from './forgetting-originals.ts'
import { forwardOpened } from './forwarding.ts'
import { retainCases } from './retention.ts'
import { retainAccounts } from './retention-accounts.ts'
import { eraseAsked, eraseGranted } from './retention-people.ts'
import { retainTransport } from './retention-transport.ts'
import { tellParties } from './telling.ts'
import { tellAssigned } from './telling-assigned.ts'
import { tellAuthority } from './telling-authority.ts'
import { tellCorrected } from './telling-corrected.ts'
import { goOnTelling } from './telling-on.ts'
import { tellNamed, tellOfEmergency } from './telling-staff.ts'
import { tellVoid } from './telling-void.ts'
import { findUnusualReading } from './unusual-reading.ts'
import { keepWords } from './words.ts'

/** A part has nobody to be told; what happens to it is told of the whole. */
const tellAndWhole = async (ctx: Ctx, event: StoredEvent): Promise<void> => {
  await tellParties(ctx, event)
  await childChanged(ctx, event)
}

export const casesModule: Module = {
  name: 'cases',
  permissions: ['cases.read', 'cases.emergency', 'cases.originals', ...new Set(Object.values(permissionFor))],
  on: {
    'case.opened': async (ctx, event) => {
      await keepWords(ctx, event.stream)
      await tellParties(ctx, event)
      await forwardOpened(ctx, event)
    },
    'case.reclassified': (ctx, event) => keepWords(ctx, event.stream),
    'case.corrected': tellCorrected,
    'case.forwarded': tellAuthority,
    'case.scheduled': tellAndWhole,
    'case.started': childChanged,
    'case.replied': tellParties,
    'case.closed': tellAndWhole,
    'case.reopened': tellAndWhole,
    'case.closing_void': tellVoid,
    'case.unmerged': tellParties,
    'case.assigned': tellAssigned,
    'case.restricted': tellNamed,
    'case.emergency_opened': tellOfEmergency,
    'approval.granted': async (ctx, event) => {
      await closeAsked(ctx, event)
      await eraseGranted(ctx, event)
    },
    'request.opened': eraseAsked,
    'approval.refused': closingNotDone,
    'approval.withdrawn': closingNotDone,
    'approval.expired': closingNotDone,
  },
  schedule: {
    digest: { every: 120, run: tellDue },
    parts: { every: 300, run: tellOfParts },
    transport: { every: 3600, run: retainTransport },
    accounts: { every: 3600, run: retainAccounts },
    unusual: { every: 900, run: findUnusualReading },
    follow_requests: { every: 3600, run: forgetFollowRequests },
    unreachable: { every: 21_600, run: endUnreachable },
    emergencies: { every: 3600, run: forgetEmergencyWords },
  },
  eraseAgain,
  sweeps: {
    retention: { every: 600, run: retainCases },
    originals: { every: 3600, run: forgetOriginals },
    telling: { every: 5, run: goOnTelling },
  },
}
