import type { PageView } from '#http/view.ts'
import { KeyHints } from '#ui/key-hint.tsx'

/** The keys. A part of the page that its link brings up, with or without JavaScript. */
export function KeyHelp({ view }: { view: PageView }) {
  const { t } = view
  const keys = ['j', 'k', 'o', 'a', 'n', 'e', '/', '?'] as const
  return (
    <section class="wl-help" id="hilfe" aria-labelledby="hilfe-titel" tabindex={-1}>
      <div class="wl-help__box">
        <h2 class="kern-heading-medium" id="hilfe-titel">
          {t('workspace.keys.title')}
        </h2>
        <p>{t('workspace.keys.lead')}</p>
        <KeyHints
          label={t('workspace.keys.title')}
          keys={keys.map((key) => ({
            keys: [key],
            does: t(`workspace.keys.${key === '/' ? 'search' : key === '?' ? 'help' : key}`),
          }))}
        />
        <p>
          <button
            type="button"
            class="kern-btn kern-btn--secondary sd-btn--small"
            hidden
            data-keys-switch
            data-on={t('workspace.keys.switchOn')}
            data-off={t('workspace.keys.switchOff')}
          />
        </p>
        <a class="kern-link" href="#inhalt" data-close>
          {t('workspace.keys.close')}
        </a>
      </div>
    </section>
  )
}
