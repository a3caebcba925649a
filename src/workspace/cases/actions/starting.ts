import { startCase } from '#modules/cases/index.ts'
import type { ActionForm } from './form.ts'

export const starting: ActionForm = {
  noun: 'beginn',
  does: 'start',
  event: 'case.started',
  icon: 'wrench',
  run: (ctx, c, _values, { version }) => startCase(ctx, c.id, version),
}
