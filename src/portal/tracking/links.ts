import { paths } from '../../paths.ts'

/** Where the forms and pictures of a person's own case are: below the tracking link, or in the account. */
export interface CaseLinks {
  messages: string
  silence: string
  thanks: string
  /** Where one says that it is still there. */
  still: string
  photo: (id: string, variant: 'klein' | 'gross') => string
  /** Own words and photos. */
  words: (message: string) => string
  picture: (id: string) => string
  change: string
}

export const trackingLinks = (token: string): CaseLinks => ({
  messages: paths.trackingMessages(token),
  silence: paths.trackingSilence(token),
  thanks: paths.trackingThanks(token),
  still: paths.trackingStill(token),
  photo: (id, variant) => paths.trackingPhoto(token, id, variant),
  words: (message) => paths.trackingWords(token, message),
  picture: (id) => paths.trackingPicture(token, id),
  change: paths.trackingChange(token),
})
