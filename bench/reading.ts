import { loadConfig } from '#platform/config.ts'
import { type CreatedPlatform, createPlatform } from '#platform/create.ts'
import { lineOf } from '#platform/db/connection.ts'
import { createLog } from '#platform/log.ts'
import { createApp } from '../src/app.ts'
import { fakeAssets, PageClient } from '../test/page-client.ts'
import { type Fixture, HOST, PASSWORD } from './fixture.ts'
import { inTurns } from './in-turns.ts'
import type { Row } from './result.ts'

/** The page of a clerk's work list, as the app answers it, with the record of what was shown and without it. */
export async function reading(f: Fixture, seconds: number): Promise<Row> {
  const silent = platformWithoutRecord(f)
  try {
    const [withRecord, without] = await Promise.all([f.platform, silent].map(listOf))
    const [value, baseline] = await inTurns(withRecord!, without!, seconds)
    // What it costs, not how often the machine is busy otherwise: the medians.
    return {
      name: 'reading',
      value: value.p50,
      unit: 'ms p50 of the list’s page, with record : without',
      baseline: baseline.p50,
      ratio: baseline.p50 / value.p50,
      aim: 0.95,
    }
  } finally {
    await silent.close()
  }
}

async function listOf(platform: CreatedPlatform): Promise<() => Promise<void>> {
  const client = new PageClient(createApp({ platform, assets: fakeAssets }), HOST)
  const signedIn = await client.post('/anmeldung', { email: 'clerk@teststadt.example', password: PASSWORD })
  if (signedIn.status !== 303) throw new Error(`sign-in answered ${signedIn.status}`)
  return async () => {
    const page = await client.get('/vorgaenge?ansicht=amt')
    if (page.status !== 200) throw new Error(`the list answered ${page.status}`)
    await page.text()
  }
}

/** The same database, on whose connections the statement that records a list is not sent. */
function platformWithoutRecord(f: Fixture): CreatedPlatform {
  const platform = createPlatform(loadConfig({ DATA_DIR: f.dataDir }), {
    url: f.url,
    log: createLog('error'),
  })
  platform.pool.on('connect', (client) => {
    const line = lineOf(client)
    const send = line.send.bind(line)
    line.send = (text, values) => {
      if (!text.startsWith('insert into audit.listing')) send(text, values)
    }
  })
  return platform
}
