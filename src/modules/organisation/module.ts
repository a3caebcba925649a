import type { Module } from '#platform/module.ts'
import { forgetAbsences, turnDeputies } from './deputy-turns.ts'
import { expireApprovals } from './four-eyes-ending.ts'
import { grantAsked } from './four-eyes-roles.ts'

export const organisationModule: Module = {
  name: 'organisation',
  permissions: ['organisation.manage', 'deputies.manage'],
  on: { 'approval.granted': grantAsked },
  schedule: {
    deputies: { every: 60, run: turnDeputies },
    absences: { every: 86_400, run: forgetAbsences },
    approvals: { every: 600, run: expireApprovals },
  },
}
