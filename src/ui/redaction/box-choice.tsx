import type { T } from '#ui/view.ts'

export interface BoxOf {
  x: number
  y: number
  w: number
  h: number
}

interface Props {
  t: T
  /** The picture as it is public now. */
  src: string
  alt: string
  /** Where something was found that might be hidden: outlined, with its number. */
  seen?: readonly BoxOf[]
}

/** So many fields a side; fine enough for a face, coarse enough for a finger. */
export const GRID = 8
const fields = Array.from({ length: GRID * GRID }, (_, i) => i)

/**
 * A picture to mark parts of: a grid of boxes that works without scripts and by keys; the island lets rectangles be
 * drawn instead and writes them into the field `rechtecke`.
 */
export function BoxChoice({ t, src, alt, seen = [] }: Props) {
  return (
    <div
      class="sd-boxes"
      data-island="blackout"
      data-add={t('ui.black.add')}
      data-undo={t('ui.black.undo')}
      data-how={t('ui.black.how')}
      data-box={t('ui.black.box', { n: '%n%' })}
    >
      <div class="sd-boxes__picture" data-picture>
        <img src={src} alt={alt} />
        {seen.length > 0 && (
          <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            {seen.map((box, i) => (
              <rect key={i} x={box.x * 1000} y={box.y * 1000} width={box.w * 1000} height={box.h * 1000} />
            ))}
          </svg>
        )}
        <fieldset class="sd-boxes__grid" data-grid>
          <legend class="kern-sr-only">{t('ui.black.grid')}</legend>
          {fields.map((i) => (
            <label key={i}>
              <input type="checkbox" name="feld" value={i} />
              <span class="kern-sr-only">
                {t('ui.black.field', { row: Math.floor(i / GRID) + 1, column: (i % GRID) + 1 })}
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      <input type="hidden" name="rechtecke" value="" data-boxes />
      <div class="sd-actions" data-tools hidden />
      <p class="sd-muted" role="status" data-said />
    </div>
  )
}

/** What was marked: fields of the grid, and rectangles as the island writes them ("x,y,w,h;…"). */
export function readBoxes(grid: readonly string[], drawn: string): BoxOf[] {
  const ofGrid = grid
    .filter((i) => /^\d{1,2}$/.test(i) && Number(i) < GRID * GRID)
    .map((i) => ({
      x: (Number(i) % GRID) / GRID,
      y: Math.floor(Number(i) / GRID) / GRID,
      w: 1 / GRID,
      h: 1 / GRID,
    }))
  const ofHand = drawn
    .slice(0, 4000)
    .split(';')
    .map((one) => one.split(',').map(Number))
    .filter((n) => n.length === 4 && n.every(Number.isFinite))
    .map(([x, y, w, h]) => ({ x: x!, y: y!, w: w!, h: h! }))
  return [...rows(ofGrid), ...ofHand]
}

/** Fields beside one another are one box: fewer to keep. */
function rows(fields: BoxOf[]): BoxOf[] {
  const joined: BoxOf[] = []
  for (const field of fields.sort((a, b) => a.y - b.y || a.x - b.x)) {
    const last = joined.at(-1)
    if (last && last.y === field.y && Math.abs(last.x + last.w - field.x) < 1e-9) last.w += field.w
    else joined.push({ ...field })
  }
  return joined
}
