import { accepting } from './accepting.ts'
import { assigning } from './assigning.tsx'
import { closing } from './closing.tsx'
import { deciding } from './deciding.tsx'
import { dueChanging } from './due-changing.tsx'
import type { ActionForm } from './form.ts'
import { handingOver } from './handing-over.tsx'
import { identifying } from './identifying.tsx'
import { noting } from './noting.tsx'
import { photographing } from './photographing.tsx'
import { prioritising } from './prioritising.tsx'
import { publishing, unpublishing } from './publishing.tsx'
import { reclassifying } from './reclassifying.tsx'
import { reopening } from './reopening.tsx'
import { replying } from './replying.tsx'
import { lifting } from './restrict-lifting.tsx'
import { restricting, restrictingOtherwise } from './restricting.tsx'
import { scheduling } from './scheduling.tsx'
import { splitting } from './splitting.tsx'
import { starting } from './starting.ts'
import { taking } from './taking.ts'
import { unmerging } from './unmerging.tsx'

/** Everything that may be done to a case, by its noun, in the order in which it is offered. */
export const forms: ReadonlyMap<string, ActionForm> = new Map(
  [
    taking,
    accepting,
    scheduling,
    starting,
    closing,
    replying,
    noting,
    photographing,
    assigning,
    handingOver,
    dueChanging,
    prioritising,
    reclassifying,
    identifying,
    splitting,
    deciding,
    reopening,
    unmerging,
    restricting,
    restrictingOtherwise,
    lifting,
    publishing,
    unpublishing,
  ].map((form) => [form.noun, form]),
)
