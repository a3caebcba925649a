/** What the server takes at once (src/platform/images/photo.ts, src/app.ts), said before anything is sent. */
export const LARGEST = 25 * 2 ** 20
export const LARGEST_ALL = 58 * 2 ** 20
