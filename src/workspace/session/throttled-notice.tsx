import type { PageView } from '#http/view.ts'
import { Notice } from '#ui/notice.tsx'

/** The door is closed for a while, to the next full minute because the sentence names no seconds. */
export function ThrottledNotice({ view, retryAt }: { view: PageView; retryAt: Date }) {
  const time = view.format.formatTime(new Date(Math.ceil(retryAt.getTime() / 60_000) * 60_000))
  return (
    <Notice tone="warning" title={view.t('session.throttled.title')} live>
      <p>{view.t('identity.sign_in.throttled', { time })}</p>
    </Notice>
  )
}
