import { describe, expect, it } from 'vitest'
import { contrast, townPalette, townStyles } from './town-styles.ts'

const colours = ['#00589c', '#c8102e', '#ffd400', '#ffffff', '#000000', '#7fba00', '#8a8d8f', '#4b2e83']

describe('townStyles', () => {
  it('gives readable pairs whatever the colour, in both themes', () => {
    for (const primary of colours) {
      const { light, dark } = townPalette({ primary })
      for (const theme of [light, dark]) {
        expect(contrast(theme.action, theme.onAction), primary).toBeGreaterThanOrEqual(4.5)
        expect(contrast(theme.band, theme.onBand), primary).toBeGreaterThanOrEqual(4.5)
      }
      expect(contrast(light.action, '#f3f4f7'), primary).toBeGreaterThanOrEqual(4.5)
      expect(contrast(dark.action, '#1d2034'), primary).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('leaves a colour as it is when it can be read', () => {
    expect(townPalette({ primary: '#00589c' }).light.action).toBe('#00589c')
  })

  it('takes nothing but a colour', () => {
    for (const primary of ['red', '#fff', '#00589c;}', 'url(x)', ''])
      expect(() => townStyles({ primary })).toThrow('#rrggbb')
    expect(townStyles({ primary: '#00589C' })).toContain('--sd-band:#00589c')
  })
})
