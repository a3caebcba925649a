/** A part of a picture: shares of its width and height, from 0 to 1, from the upper left corner of what is upright. */
export interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** More than any photo needs; a hostile list must not keep the decoder busy. */
export const MOST_BOXES = 64

/** Boxes as they may come from outside: only numbers, within the picture, none that is empty, not too many. */
export function cleanBoxes(given: unknown): Box[] {
  if (!Array.isArray(given)) return []
  return given.slice(0, MOST_BOXES).flatMap((one) => cleanBox(one) ?? [])
}

export function cleanBox(given: unknown): Box | null {
  if (typeof given !== 'object' || given === null) return null
  const { x, y, w, h } = given as Record<string, unknown>
  if (![x, y, w, h].every((n) => typeof n === 'number' && Number.isFinite(n))) return null
  const [left, top] = [clip(x as number), clip(y as number)]
  const [right, bottom] = [clip((x as number) + (w as number)), clip((y as number) + (h as number))]
  return right > left && bottom > top ? { x: left, y: top, w: right - left, h: bottom - top } : null
}

const clip = (n: number): number => Math.min(1, Math.max(0, n))

/** Paints boxes black in raw pixels, in place: what is under them is in no copy that is made afterwards. */
export function blackOut(
  { data, width, height, channels }: { data: Buffer; width: number; height: number; channels: number },
  boxes: readonly Box[],
): void {
  for (const { x, y, w, h } of boxes) {
    const [left, right] = [Math.floor(x * width), Math.min(width, Math.ceil((x + w) * width))]
    const [top, bottom] = [Math.floor(y * height), Math.min(height, Math.ceil((y + h) * height))]
    for (let row = top; row < bottom; row += 1)
      data.fill(0, (row * width + left) * channels, (row * width + right) * channels)
  }
}
