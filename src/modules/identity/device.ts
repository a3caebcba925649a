export const browsers = ['firefox', 'edge', 'opera', 'samsung', 'chrome', 'safari', 'other'] as const
export const systems = ['android', 'ios', 'windows', 'macos', 'chromeos', 'linux', 'other'] as const

/** What somebody sits at, in two words (texts `identity.browser.…` and `identity.system.…`); no more of it is kept. */
export interface Device {
  browser: (typeof browsers)[number]
  system: (typeof systems)[number]
}

// In this order: each browser also names those that it wants to be taken for, Android also names Linux.
const browserMarks: Record<Device['browser'], RegExp> = {
  firefox: /Firefox\/|FxiOS\//,
  edge: /Edg(e|A|iOS)?\//,
  opera: /OPR\/|Opera/,
  samsung: /SamsungBrowser\//,
  chrome: /Chrome\/|CriOS\/|Chromium\//,
  safari: /Version\/[\d.]+.*Safari\//,
  other: /^/,
}
const systemMarks: Record<Device['system'], RegExp> = {
  android: /Android/,
  ios: /iPhone|iPad|iPod/,
  windows: /Windows/,
  macos: /Mac OS X|Macintosh/,
  chromeos: /CrOS/,
  linux: /Linux|X11/,
  other: /^/,
}

/** Reads a User-Agent header. It says what it likes: good enough to recognise one's own devices, proof of nothing. */
export function deviceOf(userAgent = ''): Device {
  const text = userAgent.slice(0, 500)
  return {
    browser: browsers.find((name) => browserMarks[name].test(text)) ?? 'other',
    system: systems.find((name) => systemMarks[name].test(text)) ?? 'other',
  }
}
