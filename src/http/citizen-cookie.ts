/** Of citizens who are signed in; pages for them are kept for nobody else (src/http/rendered.ts). */
export const CITIZEN_COOKIE = 'konto'
