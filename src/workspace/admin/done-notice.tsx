import type { PageView } from '#http/view.ts'
import { Notice } from '#ui/notice.tsx'

/** What has just been done, when the address says so (`?erledigt=rolle`) and it is one of `known`. */
export function DoneNotice({
  view,
  texts,
  known,
}: {
  view: PageView
  /** The sentences are `<texts>.<what>`. */
  texts: string
  known: readonly string[]
}) {
  const what = new URLSearchParams(view.path.split('?')[1] ?? '').get('erledigt')
  if (!what || !known.includes(what)) return null
  return <Notice tone="success" title={view.t(`${texts}.${what}`)} live />
}
