import { paths } from '../../paths.ts'

/** Where somebody manages what goes to them: by a link from a letter, or in their account. */
export interface At {
  list: string
  one: (id: string) => string
  action: (id: string, noun: string) => string
}

export const atLink = (token: string): At => ({
  list: paths.nearMine(token),
  one: (id) => paths.nearOne(token, id),
  action: (id, noun) => paths.nearOneAction(token, id, noun),
})

export const atAccount: At = {
  list: paths.accountSubscriptions,
  one: paths.accountSubscription,
  action: paths.accountSubscriptionAction,
}
