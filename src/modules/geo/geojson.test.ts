import { describe, expect, it } from 'vitest'
import { translator } from '#platform/i18n.ts'
import { Complaints } from '#platform/import.ts'
import { readGeoJson } from './geojson.ts'

const read = (text: string, allowed = ['Polygon'] as const) => {
  const complaints = new Complaints(translator('de'))
  return { features: readGeoJson(text, allowed, complaints), errors: complaints.list }
}
const ring = '[[[8,50],[8.1,50],[8.1,50.1],[8,50]]]'
const feature = (geometry: string) =>
  `{"type":"Feature","properties":{"name":"{[\\""},\n"geometry":${geometry}}`
const collection = (...features: string[]) =>
  `{"type":"FeatureCollection","crs":{"features":[{}]},\n"features":[\n${features.join(',\n')}\n]}`

describe('GeoJSON', () => {
  it('gives features with the line on which they begin', () => {
    const text = collection(
      feature(`{"type":"Polygon","coordinates":${ring}}`),
      feature(`{"type":"Polygon","coordinates":${ring}}`),
    )
    const { features, errors } = read(`\ufeff${text}`)
    expect(errors).toEqual([])
    expect(features.map((f) => f.line)).toEqual([3, 5])
  })
  it('says what is wrong with which feature on which line', () => {
    const { errors } = read(
      collection(
        feature('{"type":"Point","coordinates":[8,50]}'),
        feature('{"type":"Polygon","coordinates":[[[8,50],[8.1,50],[8.1,50.1],[8,51]]]}'),
        feature(
          '{"type":"Polygon","coordinates":[[[491000,5552000],[491100,5552000],[491100,5552100],[491000,5552000]]]}',
        ),
        feature('null'),
        feature('{"type":"Polygon","coordinates":[[["8",50]]]}'),
      ),
    )
    expect(errors.map((e) => e.line)).toEqual([3, 5, 7, 9, 11])
    expect(errors[1]!.message).toContain('nicht geschlossen')
    expect(errors[2]!.message).toContain('WGS 84')
  })
  it('says where it stops being JSON', () => {
    expect(read('{"type":"FeatureCollection",\n"features":[\n{]}').errors[0]!.line).toBe(3)
    expect(read('').errors).toHaveLength(1)
    expect(read('null').errors).toHaveLength(1)
    expect(read('{"type":"Feature"}').errors[0]!.message).toContain('FeatureCollection')
  })
})
