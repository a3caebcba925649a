/** Published, so good for nothing but the demo: they work only while DEMO is on. */
export const demoPassword = 'musterstadt'
export const demoApiKey = 'demo'

export const demoLogins = [
  { email: 'aussendienst@musterstadt.example', role: 'field_worker' },
  { email: 'sachbearbeitung@musterstadt.example', role: 'clerk' },
  { email: 'leitung@musterstadt.example', role: 'head' },
  { email: 'verwaltung@musterstadt.example', role: 'administrator' },
  { email: 'datenschutz@musterstadt.example', role: 'data_protection' },
] as const

/** What the person who started the demo needs to know. */
export const demoNotice = (publicUrl: string): string =>
  [
    '',
    `  Demo logins at ${publicUrl}/anmeldung, password "${demoPassword}":`,
    ...demoLogins.map(({ email, role }) => `    ${email.padEnd(38)} ${role.replace('_', ' ')}`),
    `  API key: ${demoApiKey}`,
    '',
  ].join('\n')
