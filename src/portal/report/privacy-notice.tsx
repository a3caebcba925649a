import { basisOf, processingOf, processings, termOf } from '#modules/privacy/index.ts'
import { paths } from '#paths.ts'
import type { Journey } from './journey.ts'

/** Why, on what basis and for how long (Art. 13 GDPR), in one sentence before anything is sent. */
export async function PrivacyNotice({ ctx, view, category }: Journey) {
  const { t, lang } = view
  const p = processingOf(await processings(ctx), { kind: 'report', type: category?.code ?? '' })
  if (!p) return null
  return (
    <p class="sd-muted">
      {t('privacy.notice.sentence', { basis: basisOf(t, p), retention: termOf(t, p, lang) })}{' '}
      <a href={`${paths.privacy}#aufbewahrung`}>{t('privacy.notice.link')}</a>
    </p>
  )
}
