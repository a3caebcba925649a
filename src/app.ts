import { Hono } from 'hono'
import { apiPageRoutes } from '#api/page/routes.tsx'
import { apiRoutes } from '#api/routes.ts'
import { limitBody } from '#http/body-limit.ts'
import { findCitizen } from '#http/citizen-session.ts'
import type { Env } from '#http/env.ts'
import { onError, onNotFound } from '#http/errors.tsx'
import { securityHeaders } from '#http/headers.ts'
import { healthRoutes } from '#http/health.ts'
import { sameOrigin } from '#http/origin.ts'
import { keepRendered } from '#http/rendered.ts'
import { clientAddress, requestLog } from '#http/requests.ts'
import { findActor } from '#http/session.ts'
import { staticRoutes } from '#http/static.ts'
import { chooseLanguage, findTenant, transactions } from '#http/tenant.ts'
import { terminalMode } from '#http/terminal.ts'
import type { Assets } from '#platform/assets/assets.ts'
import type { Platform } from '#platform/platform.ts'
import { demoLogins, demoPassword } from '../db/demo/logins.ts'
import { fieldRoutes } from './field/routes.tsx'
import { accountRoutes } from './portal/account/routes.tsx'
import { feedRoutes } from './portal/feeds/routes.ts'
import { followingRoutes } from './portal/following/routes.tsx'
import { legalRoutes } from './portal/legal/routes.tsx'
import { mapRoutes } from './portal/map/routes.tsx'
import { objectRoutes } from './portal/objects/routes.tsx'
import { openDataRoutes } from './portal/open-data/routes.tsx'
import { photoRoutes } from './portal/photos/routes.ts'
import { deviceRoutes } from './portal/report/device-routes.tsx'
import { knownRoutes } from './portal/report/known-routes.ts'
import { offlineRoutes } from './portal/report/offline/routes.tsx'
import { reportRoutes } from './portal/report/routes.tsx'
import { reportsRoutes } from './portal/reports/routes.tsx'
import { sealRoutes } from './portal/seals/routes.ts'
import { startRoutes } from './portal/start/routes.tsx'
import { statisticsRoutes } from './portal/statistics/routes.tsx'
import { stillRoutes } from './portal/still/routes.tsx'
import { stopRoutes } from './portal/stop/routes.tsx'
import { subscriptionRoutes } from './portal/subscriptions/routes.tsx'
import { terminalRoutes } from './portal/terminal/routes.tsx'
import { trackingRoutes } from './portal/tracking/routes.tsx'
import { worksRoutes } from './portal/works/routes.tsx'
import { accessRoutes } from './workspace/access/routes.tsx'
import { categoryRoutes } from './workspace/admin/categories/routes.tsx'
import { changeRoutes } from './workspace/admin/changes/routes.tsx'
import { doubleRoutes } from './workspace/admin/doubles/routes.tsx'
import { exchangeRoutes } from './workspace/admin/exchange/routes.tsx'
import { fourEyesRoutes } from './workspace/admin/four-eyes/routes.tsx'
import { keyRoutes } from './workspace/admin/keys/routes.tsx'
import { lookRoutes } from './workspace/admin/look/routes.tsx'
import { materialRoutes } from './workspace/admin/materials/routes.tsx'
import { objectAdminRoutes } from './workspace/admin/objects/routes.tsx'
import { openDataSettingsRoutes } from './workspace/admin/open-data/routes.tsx'
import { organisationRequestRoutes } from './workspace/admin/organisations/routes.tsx'
import { personFormRoutes } from './workspace/admin/people/form-routes.tsx'
import { importRoutes } from './workspace/admin/people/import-routes.tsx'
import { personRoutes } from './workspace/admin/people/person-routes.tsx'
import { rightsRoutes } from './workspace/admin/people/rights-routes.tsx'
import { peopleRoutes } from './workspace/admin/people/routes.tsx'
import { privacyRoutes } from './workspace/admin/privacy/routes.ts'
import { readingRoutes } from './workspace/admin/readings/routes.tsx'
import { roleRoutes } from './workspace/admin/roles/routes.tsx'
import { adminRoundsRoutes } from './workspace/admin/rounds/routes.tsx'
import { adminRoutes } from './workspace/admin/routes.tsx'
import { ruleRoutes } from './workspace/admin/rules/routes.tsx'
import { sealRoutes as adminSealRoutes } from './workspace/admin/seals/routes.tsx'
import { signInAdminRoutes } from './workspace/admin/sign-in/routes.tsx'
import { signInRuleRoutes } from './workspace/admin/sign-in-rules/routes.tsx'
import { statusRoutes } from './workspace/admin/status/routes.tsx'
import { suggestionRoutes } from './workspace/admin/suggestions/routes.tsx'
import { textRoutes } from './workspace/admin/texts/routes.tsx'
import { timesRoutes } from './workspace/admin/times/routes.tsx'
import { unitRoutes } from './workspace/admin/units/routes.tsx'
import { voiceRoutes } from './workspace/admin/voice/routes.tsx'
import { webhookRoutes } from './workspace/admin/webhooks/routes.tsx'
import { adminWorksRoutes } from './workspace/admin/works/routes.tsx'
import { caseRoutes } from './workspace/cases/routes.tsx'
import { approvalRoutes } from './workspace/deputies/approval-routes.tsx'
import { deputyRoutes } from './workspace/deputies/routes.tsx'
import { emergencyRoutes } from './workspace/emergency/routes.tsx'
import { invitationRoutes } from './workspace/invitation/routes.tsx'
import { mailRoutes } from './workspace/mail/routes.tsx'
import { numbersRoutes } from './workspace/numbers/routes.tsx'
import { repeatRoutes } from './workspace/repeats/routes.tsx'
import { roundRoutes } from './workspace/rounds/routes.tsx'
import { sessionRoutes } from './workspace/session/routes.tsx'
import { ssoRoutes } from './workspace/sso/routes.tsx'
import { voicesRoutes } from './workspace/voices/routes.tsx'

/** Six photos of 25 MB would be more than anybody sends; a phone's photos together stay below this. */
const LARGEST_BODY = 60 * 1024 * 1024

/** The whole app: what every request passes through, in order, then the three faces. */
export function createApp({ platform, assets }: { platform: Platform; assets: Assets }): Hono<Env> {
  const app = new Hono<Env>()
  app.onError(onError)
  app.notFound(onNotFound)

  app.use(async (c, next) => {
    c.set('platform', platform)
    c.set('assets', assets)
    await next()
  })
  app.use(clientAddress, requestLog, keepRendered(platform.rendered), securityHeaders)
  app.route('/', healthRoutes)
  app.use(findTenant, chooseLanguage, transactions, sameOrigin)
  app.use(limitBody(LARGEST_BODY))
  app.route('/', staticRoutes)
  app.route('/', apiRoutes)
  app.use(terminalMode)
  app.use(findActor, findCitizen, transactions)
  app.route('/', offlineRoutes)
  app.route('/', deviceRoutes)
  app.route('/', knownRoutes)
  app.route('/', reportRoutes)
  app.route('/', photoRoutes)
  app.route('/', startRoutes)
  app.route('/', reportsRoutes)
  app.route('/', worksRoutes)
  app.route('/', mapRoutes)
  app.route('/', objectRoutes)
  app.route('/', followingRoutes)
  app.route('/', trackingRoutes)
  app.route('/', stillRoutes)
  app.route('/', subscriptionRoutes)
  app.route('/', feedRoutes)
  app.route('/', accountRoutes)
  app.route('/', terminalRoutes)
  app.route('/', stopRoutes)
  app.route('/', openDataRoutes)
  app.route('/', statisticsRoutes)
  app.route('/', legalRoutes)
  app.route('/', sealRoutes)
  app.route('/', sessionRoutes({ password: demoPassword, logins: demoLogins }))
  app.route('/', ssoRoutes)
  app.route('/', accessRoutes)
  app.route('/', caseRoutes)
  app.route('/', fieldRoutes)
  app.route('/', numbersRoutes)
  app.route('/', repeatRoutes)
  app.route('/', voicesRoutes)
  app.route('/', emergencyRoutes)
  app.route('/', mailRoutes)
  app.route('/', deputyRoutes)
  app.route('/', approvalRoutes)
  app.route('/', adminRoutes)
  app.route('/', signInAdminRoutes)
  app.route('/', unitRoutes)
  app.route('/', importRoutes)
  app.route('/', peopleRoutes)
  app.route('/', rightsRoutes)
  app.route('/', personFormRoutes)
  app.route('/', personRoutes)
  app.route('/', roleRoutes)
  app.route('/', invitationRoutes)
  app.route('/', privacyRoutes)
  app.route('/', adminSealRoutes)
  app.route('/', fourEyesRoutes)
  app.route('/', signInRuleRoutes)
  app.route('/', readingRoutes)
  app.route('/', adminWorksRoutes)
  app.route('/', adminRoundsRoutes)
  app.route('/', roundRoutes)
  app.route('/', webhookRoutes)
  app.route('/', exchangeRoutes)
  app.route('/', openDataSettingsRoutes)
  app.route('/', keyRoutes)
  app.route('/', categoryRoutes)
  app.route('/', suggestionRoutes)
  app.route('/', objectAdminRoutes)
  app.route('/', ruleRoutes)
  app.route('/', materialRoutes)
  app.route('/', lookRoutes)
  app.route('/', timesRoutes)
  app.route('/', textRoutes)
  app.route('/', voiceRoutes)
  app.route('/', changeRoutes)
  app.route('/', statusRoutes)
  app.route('/', doubleRoutes)
  app.route('/', organisationRequestRoutes)
  app.route('/', apiPageRoutes)
  return app
}
