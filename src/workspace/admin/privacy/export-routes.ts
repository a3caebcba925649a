import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { stepUp } from '#http/step-up.ts'
import { exportedFile, exportOfParties } from '#modules/cases/index.ts'
import { subscriptionSections } from '#modules/news/index.ts'
import { subjectRequest } from '#modules/privacy/index.ts'
import { reportAnswers } from '#modules/reports/index.ts'
import { voiceSections } from '#modules/voice/index.ts'
import { workSections } from '#modules/works/index.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { paths } from '../../../paths.ts'

/** Whom an open request for access is about. */
const subjectsOf = (c: Req): Promise<readonly Uuid[]> =>
  c.get('tx')(async (ctx) => {
    const request = await subjectRequest(ctx, c.req.param('id')!)
    if (request.kind !== 'access' || request.status !== 'open') throw new NotFound()
    return request.parties
  })

async function made(c: Req) {
  const id = c.req.param('id')!
  const subjects = await subjectsOf(c)
  return exportOfParties(c.get('platform'), c.get('who'), subjects, {
    answers: reportAnswers,
    sections: async (ctx) => [
      ...(await voiceSections(ctx, subjects)),
      ...(await subscriptionSections(ctx, subjects)),
      ...(await workSections(ctx, subjects)),
    ],
    fileUrl: (file) => c.get('tenant').publicUrl + paths.subjectRequestFile(id, file.id),
  })
}

function attachment(c: Req, type: string, name: string, body: Buffer | string): Response {
  c.header('Content-Type', type)
  c.header('Content-Disposition', `attachment; filename="${name}"`)
  c.header('Cache-Control', 'no-store')
  return c.body(typeof body === 'string' ? body : new Uint8Array(body))
}

/** Everything about a person, for whoever looks after data protection and has confirmed that it is them. */
export const exportRoutes = new Hono<Env>()
  .get(paths.subjectRequestPart(':id', 'auskunft.json'), stepUp, async (c) =>
    attachment(c, 'application/json; charset=utf-8', 'auskunft.json', (await made(c)).json()),
  )
  .get(paths.subjectRequestPart(':id', 'auskunft.pdf'), stepUp, async (c) =>
    attachment(c, 'application/pdf', 'auskunft.pdf', await (await made(c)).pdf()),
  )
  .get(paths.subjectRequestFile(':id', ':file'), stepUp, async (c) => {
    const file = c.req.param('file')!
    const { bytes, mime } = await exportedFile(c.get('platform'), c.get('who'), await subjectsOf(c), file)
    return attachment(c, mime, `foto-${file}.${mime.split('/')[1] ?? 'jpg'}`, bytes)
  })
