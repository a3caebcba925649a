import type { Area } from './row.ts'

/** By its name the last of all areas: afterwards nobody is signed in any more. */
export const signingOutArea: Area = {
  rows: [
    { method: 'POST', route: '/konto/abmeldung', path: () => '/konto/abmeldung', answers: {}, else: 303 },
    { method: 'POST', route: '/abmeldung', path: () => '/abmeldung', answers: {}, else: 303 },
    // The browser is a terminal from then on, where nobody signs in.
    { method: 'POST', route: '/terminal', path: () => '/terminal', answers: {}, else: 303 },
  ],
}
