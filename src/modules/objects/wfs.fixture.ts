import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Thing {
  number: string
  lat: number
  lon: number
}

/** What a map server does with a request; a test changes it as it goes. */
export type Behaviour = (asked: URLSearchParams, answer: ServerResponse) => void

export interface MapServer {
  /** As it stands in the layer. */
  url: string
  /** For INNER_TARGETS. */
  target: string
  requests: URLSearchParams[]
  behave(behaviour: Behaviour): void
  close(): Promise<void>
}

/** A map server on loopback that does as it is told, well or badly. */
export async function mapServer(first: Behaviour): Promise<MapServer> {
  let behaviour = first
  const requests: URLSearchParams[] = []
  const server: Server = createServer((request, answer) => {
    const asked = new URL(request.url ?? '/', 'http://x').searchParams
    requests.push(asked)
    behaviour(asked, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/wfs?map=town`,
    target: `127.0.0.1:${port}`,
    requests,
    behave: (next) => {
      behaviour = next
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const paged = (asked: URLSearchParams, all: readonly Thing[]): Thing[] => {
  const start = Number(asked.get('startIndex'))
  return all.slice(start, start + Number(asked.get('count')))
}

export const answerWith =
  (type: string, body: string): Behaviour =>
  (_asked, answer) =>
    answer.writeHead(200, { 'content-type': type }).end(body)

/** GeoJSON, page by page. */
export const geoJson =
  (all: readonly Thing[]): Behaviour =>
  (asked, answer) => {
    const features = paged(asked, all).map(({ number, lat, lon }, i) => ({
      type: 'Feature',
      id: `lampen.${Number(asked.get('startIndex')) + i}`,
      properties: { mast_nr: number, leuchte: 'LED', pate: 'Frau Beispiel' },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    }))
    const collection = { type: 'FeatureCollection', numberMatched: all.length, features }
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(collection))
  }

/** GML 3.2 with latitude first, as its URN has it; refuses to speak GeoJSON. */
export const gml =
  (all: readonly Thing[]): Behaviour =>
  (asked, answer) => {
    answer.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' })
    if (asked.has('outputFormat')) {
      answer.end(
        '<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="o"><ows:Exception exceptionCode="InvalidParameterValue"><ows:ExceptionText>outputFormat</ows:ExceptionText></ows:Exception></ows:ExceptionReport>',
      )
      return
    }
    const members = paged(asked, all).map(
      ({ number, lat, lon }) =>
        `<wfs:member><app:Lampe gml:id="l.${number}"><app:mast_nr>${number}</app:mast_nr><app:leuchte>Natrium &amp; Co</app:leuchte><app:lage><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>${lat} ${lon}</gml:pos></gml:Point></app:lage></app:Lampe></wfs:member>`,
    )
    answer.end(
      `<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection xmlns:wfs="w" xmlns:gml="g" xmlns:app="a" numberMatched="${all.length}" numberReturned="${members.length}">${members.join('')}</wfs:FeatureCollection>`,
    )
  }
