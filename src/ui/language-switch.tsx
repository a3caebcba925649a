import type { View } from '#ui/view.ts'

export function LanguageSwitch({ view }: { view: View }) {
  if (view.languages.length < 2) return null
  return (
    <ul class="sd-languages" aria-label={view.t('ui.language')}>
      {view.languages.map((one) => (
        <li key={one.lang}>
          <a
            href={one.href}
            lang={one.lang}
            hreflang={one.lang}
            aria-current={one.current ? 'true' : undefined}
          >
            {one.label}
          </a>
        </li>
      ))}
    </ul>
  )
}
