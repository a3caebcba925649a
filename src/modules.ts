import { analyticsModule } from '#modules/analytics/module.ts'
import { auditModule } from '#modules/audit/module.ts'
import { calendarModule } from '#modules/calendar/module.ts'
import { casesModule } from '#modules/cases/module.ts'
import { citizensModule } from '#modules/citizens/module.ts'
import { countingModule } from '#modules/counting/module.ts'
import { dispatchModule } from '#modules/dispatch/module.ts'
import { duplicatesModule } from '#modules/duplicates/module.ts'
import { exchangeModule } from '#modules/exchange/module.ts'
import { fieldworkModule } from '#modules/fieldwork/module.ts'
import { filesModule } from '#modules/files/module.ts'
import { formsModule } from '#modules/forms/module.ts'
import { geoModule } from '#modules/geo/module.ts'
import { identityModule } from '#modules/identity/module.ts'
import { newsModule } from '#modules/news/module.ts'
import { notificationsModule } from '#modules/notifications/module.ts'
import { objectsModule } from '#modules/objects/module.ts'
import { organisationModule } from '#modules/organisation/module.ts'
import { partiesModule } from '#modules/parties/module.ts'
import { privacyModule } from '#modules/privacy/module.ts'
import { reportsModule } from '#modules/reports/module.ts'
import { responsibilityModule } from '#modules/responsibility/module.ts'
import { roundsModule } from '#modules/rounds/module.ts'
import { searchModule } from '#modules/search/module.ts'
import { subscriptionsModule } from '#modules/subscriptions/module.ts'
import { tenancyModule } from '#modules/tenancy/module.ts'
import { voiceModule } from '#modules/voice/module.ts'
import { webhooksModule } from '#modules/webhooks/module.ts'
import { worksModule } from '#modules/works/module.ts'
import type { Module } from '#platform/module.ts'

/** The modules by floor, lowest first; an import may only go down (test/architecture.test.ts). */
export const floors: readonly (readonly Module[])[] = [
  [auditModule],
  [tenancyModule],
  [identityModule],
  [organisationModule],
  [
    partiesModule,
    filesModule,
    notificationsModule,
    geoModule,
    calendarModule,
    searchModule,
    privacyModule,
    countingModule,
  ],
  [formsModule, responsibilityModule, citizensModule, objectsModule],
  [subscriptionsModule],
  [casesModule],
  [reportsModule],
  [exchangeModule, dispatchModule, duplicatesModule, fieldworkModule, voiceModule, worksModule, roundsModule],
  [analyticsModule, webhooksModule, newsModule],
]

export const modules: readonly Module[] = floors.flat()
