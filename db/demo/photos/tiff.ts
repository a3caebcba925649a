/** Writes the TIFF block that every Exif container carries (CIPA DC-008, section 4.6): camera, time, turn, place. */

export type PhotoPlace = {
  lat: number
  lon: number
  /** Written as local time of Germany without a zone, as cameras do. */
  takenAt: Date
  /** 1 to 8 as in Exif; 6 means turned a quarter to the right for upright viewing. */
  orientation?: number
  model?: string
}

type Entry = { tag: number; type: 1 | 2 | 3 | 4 | 5 | 7; count: number; bytes: Buffer }

const ascii = (tag: number, text: string): Entry => ({
  tag,
  type: 2,
  count: text.length + 1,
  bytes: Buffer.from(`${text}\0`, 'latin1'),
})
const short = (tag: number, value: number): Entry => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return { tag, type: 3, count: 1, bytes }
}
const long = (tag: number, value: number): Entry => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return { tag, type: 4, count: 1, bytes }
}
const rationals = (tag: number, values: [number, number][]): Entry => {
  const bytes = Buffer.alloc(values.length * 8)
  values.forEach(([a, b], i) => {
    bytes.writeUInt32LE(a, i * 8)
    bytes.writeUInt32LE(b, i * 8 + 4)
  })
  return { tag, type: 5, count: values.length, bytes }
}

/** Degrees, minutes and ten-thousandths of seconds: about three millimetres. */
function degrees(tag: number, value: number): Entry {
  const units = Math.round(Math.abs(value) * 36_000_000)
  const [d, rest] = [Math.floor(units / 36_000_000), units % 36_000_000]
  return rationals(tag, [
    [d, 1],
    [Math.floor(rest / 600_000), 1],
    [rest % 600_000, 10_000],
  ])
}

/** One directory; what is longer than four bytes follows it. `offset` is where the directory starts. */
function directory(entries: Entry[], offset: number): Buffer {
  const sorted = [...entries].sort((a, b) => a.tag - b.tag)
  const head = Buffer.alloc(2 + sorted.length * 12 + 4)
  head.writeUInt16LE(sorted.length)
  const tail: Buffer[] = []
  let end = offset + head.length
  sorted.forEach(({ tag, type, count, bytes }, i) => {
    const at = 2 + i * 12
    head.writeUInt16LE(tag, at)
    head.writeUInt16LE(type, at + 2)
    head.writeUInt32LE(count, at + 4)
    if (bytes.length <= 4) bytes.copy(head, at + 8)
    else {
      head.writeUInt32LE(end, at + 8)
      const padded = bytes.length % 2 ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes
      tail.push(padded)
      end += padded.length
    }
  })
  return Buffer.concat([head, ...tail])
}

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** The whole TIFF block: for JPEG put `Exif\0\0` before it, for PNG it is the eXIf chunk, for WebP the EXIF chunk. */
export function gpsExif({ lat, lon, takenAt, orientation = 1, model = 'Demokamera' }: PhotoPlace): Buffer {
  const time = clock.format(takenAt).replaceAll('-', ':')
  const main = (exif: number, gps: number) => [
    ascii(0x010f, 'Stadtdraht'),
    ascii(0x0110, model),
    short(0x0112, orientation),
    ascii(0x0132, time),
    long(0x8769, exif),
    long(0x8825, gps),
  ]
  const exif = [
    { tag: 0x9000, type: 7, count: 4, bytes: Buffer.from('0232') } satisfies Entry,
    ascii(0x9003, time),
    ascii(0x9004, time),
  ]
  const stamp = takenAt.toISOString()
  const gps: Entry[] = [
    { tag: 0, type: 1, count: 4, bytes: Buffer.from([2, 3, 0, 0]) },
    ascii(1, lat < 0 ? 'S' : 'N'),
    degrees(2, lat),
    ascii(3, lon < 0 ? 'W' : 'E'),
    degrees(4, lon),
    rationals(7, [
      [Number(stamp.slice(11, 13)), 1],
      [Number(stamp.slice(14, 16)), 1],
      [Number(stamp.slice(17, 19)), 1],
    ]),
    ascii(0x1d, stamp.slice(0, 10).replaceAll('-', ':')),
  ]
  const mainLength = directory(main(0, 0), 8).length
  const exifAt = 8 + mainLength
  const exifBlock = directory(exif, exifAt)
  const gpsAt = exifAt + exifBlock.length
  const header = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0])
  return Buffer.concat([header, directory(main(exifAt, gpsAt), 8), exifBlock, directory(gps, gpsAt)])
}
