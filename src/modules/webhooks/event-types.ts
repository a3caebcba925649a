/**
 * 'case.closed', or a family as 'case.*'; for everything that may be heard of, '*'. That is the town's cases and its
 * seals: accounts and settings are no other program's business.
 */
export const isTypePattern = (text: string): boolean =>
  /^(\*|case\.(\*|[a-z_]{1,40})|tenant\.sealed)$/.test(text)

export const matches = (patterns: readonly string[], type: string): boolean =>
  patterns.some((p) => p === '*' || p === type || (p.endsWith('.*') && type.startsWith(p.slice(0, -1))))
