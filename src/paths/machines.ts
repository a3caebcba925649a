/** Addresses of programs, in English. */
export const machinesPaths = {
  /** The seals of the history, for everybody to keep. */
  seals: '/siegel.json',
  api: '/api',
  open311: '/api/open311/v2',
  v1: '/api/v1',
  token: '/oauth/token',
  scim: '/scim/v2',
} as const
