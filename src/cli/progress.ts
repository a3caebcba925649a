const EVERY_MS = 2000

/** Says on standard error how far something is, every two seconds and not before the first two. */
export function counter(what: string): (done: number, all: number) => void {
  let said = performance.now()
  return (done, all) => {
    if (performance.now() - said < EVERY_MS) return
    said = performance.now()
    console.error(`${what}${done.toLocaleString('en')} of ${all.toLocaleString('en')} …`)
  }
}

/** Says on standard error what is being done, at most every two seconds. */
export function sayEvery(): (text: string) => void {
  let said = Number.NEGATIVE_INFINITY
  return (text) => {
    if (performance.now() - said < EVERY_MS) return
    said = performance.now()
    console.error(`${text} …`)
  }
}

export const megabytes = (bytes: number): string =>
  `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
