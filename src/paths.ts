import { accountPaths } from './paths/account.ts'
import { administrationPaths } from './paths/administration.ts'
import { machinesPaths } from './paths/machines.ts'
import { portalPaths } from './paths/portal.ts'
import { staffPaths } from './paths/staff.ts'

/**
 * Every address of the program, in one folder that imports nothing; pages and mails spell none themselves.
 * German for people, English for machines.
 */
export const paths = {
  ...portalPaths,
  ...accountPaths,
  ...staffPaths,
  ...administrationPaths,
  ...machinesPaths,
} as const
