import type { Lang, T } from '#platform/i18n.ts'

export type { Lang, T }

export interface Link {
  label: string
  href: string
  current?: boolean
}

/** What every page needs to know about the request, built once by the app; components only read it. */
export interface View {
  lang: Lang
  t: T
  timeZone: string
  /** Path and query of this page. */
  path: string
  /** 'portal.css' → its hashed URL. */
  asset: (name: string) => string
  town: {
    name: string
    shortName?: string
    /** URLs, or null: then a shield is drawn. */
    logo: string | null
    coat?: string | null
    /** Whether /farben.css exists and is to be linked. */
    colours: boolean
  }
  /** Service navigation. */
  nav: Link[]
  user: { name: string; role?: string /** Their own page. */; href?: string } | null
  signInHref: string
  /** "Mein Konto" for citizens; without it "Anmelden". */
  signInLabel?: string
  /** Where the sign-out form posts to. */
  signOutHref: string
  homeHref: string
  languages: { lang: Lang; label: string; href: string; current: boolean }[]
  footer: Link[]
  demo: boolean
  /** Set at a terminal in the town hall: where it is asked whether anybody is there, and where a visit ends. */
  terminal?: { askHref: string; endHref: string }
  plainLanguageHref?: string
  signLanguageHref?: string
}
