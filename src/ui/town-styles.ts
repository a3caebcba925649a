export interface TownColours {
  /** '#rrggbb'; anything else throws. */
  primary: string
}

type Rgb = readonly [number, number, number]

const white: Rgb = [255, 255, 255]
const black: Rgb = [0, 0, 0]
/** The surfaces on which links and buttons stand: KERN's neutral-025 in light, neutral-900 in dark themes. */
const lightSurface: Rgb = [243, 244, 247]
const darkSurface: Rgb = [29, 32, 52]

function parse(hex: string): Rgb {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  if (!match) throw new Error(`Not a colour of the form #rrggbb: ${JSON.stringify(hex)}`)
  return [1, 2, 3].map((i) => Number.parseInt(match[i] ?? '0', 16)) as unknown as Rgb
}

const hex = (rgb: Rgb): string => `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`

const mix = (a: Rgb, b: Rgb, share: number): Rgb =>
  a.map((c, i) => c + ((b[i] ?? 0) - c) * share) as unknown as Rgb

/** Relative luminance, WCAG 2.1. */
function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((c) => {
    const s = c / 255
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function ratio(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

/** Contrast of two '#rrggbb', 1 to 21 (WCAG 2.1). */
export const contrast = (a: string, b: string): number => ratio(parse(a), parse(b))

/** The colour moved towards black or white until it stands out from the surface by at least `least`. */
function until(colour: Rgb, towards: Rgb, surface: Rgb, least: number): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const tried = mix(colour, towards, share)
    if (ratio(tried, surface) >= least) return tried
  }
  return towards
}

const onColour = (colour: Rgb): Rgb => (ratio(colour, white) >= ratio(colour, black) ? white : black)

/** The colours that a town's one colour gives, for tests and previews. 5.5 leaves room for hover shades. */
export function townPalette({ primary }: TownColours) {
  const colour = parse(primary)
  const light = until(colour, black, lightSurface, 5.5)
  const dark = until(colour, white, darkSurface, 6)
  // A band that white text can stand on, never glaring, in both themes.
  const band = until(colour, black, white, 5.5)
  const nightBand = mix(band, black, 0.45)
  return {
    light: { action: hex(light), onAction: hex(onColour(light)), band: hex(band), onBand: '#ffffff' },
    dark: { action: hex(dark), onAction: hex(onColour(dark)), band: hex(nightBand), onBand: '#ffffff' },
  }
}

/** The stylesheet /farben.css of a town: the same variables in the light and the dark theme. */
export function townStyles(colours: TownColours): string {
  const { light, dark } = townPalette(colours)
  const rules = (p: typeof light): string =>
    [
      `--sd-band:${p.band}`,
      `--sd-on-band:${p.onBand}`,
      `--kern-color-action-default:${p.action}`,
      `--kern-color-action-on-default:${p.onAction}`,
    ].join(';')
  return [
    `:root,[data-kern-theme=light]{${rules(light)}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-kern-theme]){${rules(dark)}}}`,
    `[data-kern-theme=dark]{${rules(dark)}}`,
    '',
  ].join('\n')
}
