import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answers, freePort, root } from './processes.ts'
import type { Row } from './result.ts'

/** `npm start` twice with the demo town: seconds of the second start, then what its start page weighs and what it holds in memory. */
export async function startAndWeight(): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'stadtdraht-bench-'))
  const port = await freePort()
  const start = async (): Promise<{ npm: ChildProcess; seconds: number }> => {
    const began = performance.now()
    const npm = spawn('npm', ['start'], {
      cwd: root,
      detached: true,
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        PORT: String(port),
        DEMO: 'true',
        DATABASE_URL: '',
        NODE_ENV: '',
      },
      stdio: 'ignore',
    })
    await answers(port, npm, '/', 180)
    return { npm, seconds: (performance.now() - began) / 1000 }
  }
  const stop = async (npm: ChildProcess): Promise<void> => {
    const gone = new Promise((resolve) => npm.once('exit', resolve))
    process.kill(-npm.pid!, 'SIGINT')
    await gone
  }
  try {
    const first = await start()
    await stop(first.npm)
    const second = await start()
    const weight = await weigh(port)
    await new Promise((resolve) => setTimeout(resolve, 5000))
    const memory = nodeMemory(second.npm.pid!)
    await stop(second.npm)
    return [
      {
        name: 'start',
        value: second.seconds,
        unit: 's, second start',
        baseline: 3,
        ratio: 3 / second.seconds,
        aim: 1,
      },
      {
        name: 'weight',
        value: weight.bytes / 1000,
        unit: `kB, ${weight.scripts} B of it scripts`,
        baseline: 150,
        ratio: 150_000 / weight.bytes,
        aim: 1,
      },
      {
        name: 'memory',
        value: memory,
        unit: 'MB resident, idle',
        baseline: 250,
        ratio: 250 / memory,
        aim: 1,
      },
    ]
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

interface Fetched {
  bytes: number
  text: string
  type: string
}

/** One file as a browser would get it: bytes on the wire with its headers, unpacked text. */
function fetchGzip(port: number, path: string): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    get(
      { host: '127.0.0.1', port, path, headers: { host: `localhost:${port}`, 'accept-encoding': 'gzip' } },
      async (res) => {
        const chunks: Buffer[] = []
        for await (const chunk of res) chunks.push(chunk as Buffer)
        const body = Buffer.concat(chunks)
        if (res.statusCode !== 200) return reject(new Error(`${path} answered ${res.statusCode}`))
        const { gunzipSync } = await import('node:zlib')
        const text = (res.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8')
        const head = res.rawHeaders.join('').length + res.rawHeaders.length * 2
        resolve({ bytes: body.length + head, text, type: String(res.headers['content-type']) })
      },
    ).on('error', reject)
  })
}

/** The start page with everything that it names: styles, fonts of those styles that it preloads, images, scripts. */
async function weigh(port: number): Promise<{ bytes: number; scripts: number }> {
  const page = await fetchGzip(port, '/')
  const urls = new Set<string>()
  for (const [, attribute, url] of page.text.matchAll(
    /<(?:link|img|script|source)[^>]*?\b(href|src|srcset)="([^"]+)"/g,
  ))
    if (
      attribute &&
      url?.startsWith('/') &&
      /\.(css|woff2|svg|js|jpg|png|webp)|\/(klein|gross)$/.test(url.split('?')[0]!)
    )
      urls.add(url)
  let bytes = page.bytes
  let scripts = 0
  for (const url of urls) {
    const file = await fetchGzip(port, url)
    bytes += file.bytes
    if (file.type.includes('javascript')) scripts += file.bytes
  }
  return { bytes, scripts }
}

/** Resident megabytes of the Node process that npm started (the largest of its descendants called node). */
function nodeMemory(npm: number): number {
  let largest = 0
  const visit = (pid: number): void => {
    try {
      for (const child of readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
        .trim()
        .split(' ')
        .filter(Boolean))
        visit(Number(child))
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      if (!command.includes('main.ts')) return
      const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
      largest = Math.max(largest, (pages * 4096) / 1e6)
    } catch {
      // It ended meanwhile, or this is no Linux.
    }
  }
  visit(npm)
  return largest || Number.NaN
}
