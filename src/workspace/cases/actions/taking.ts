import { takeCase } from '#modules/cases/index.ts'
import type { ActionForm } from './form.ts'

export const taking: ActionForm = {
  noun: 'uebernahme',
  does: 'take',
  event: 'case.taken',
  icon: 'user',
  run: (ctx, c, _values, { version }) => takeCase(ctx, c.id, version),
}
