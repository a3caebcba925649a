import { acceptProposal } from '#modules/dispatch/index.ts'
import type { ActionForm } from './form.ts'

export const accepting: ActionForm = {
  noun: 'vorschlag',
  does: 'assign',
  event: 'case.assigned',
  icon: 'check',
  run: (ctx, c, _values, { version }) => acceptProposal(ctx, c.id, version),
}
