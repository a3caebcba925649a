import type { T } from '#ui/view.ts'

/** Somebody's words; what was blacked out is said to be so to those who do not see it. */
export function Words({ t, text }: { t: T; text: string }) {
  const pieces = text.split(/(█+)/)
  if (pieces.length === 1) return <>{text}</>
  return (
    <>
      {pieces.map((piece, i) =>
        i % 2 === 0 ? (
          piece
        ) : (
          <span key={i} class="sd-black">
            <span aria-hidden="true">{piece}</span>
            <span class="kern-sr-only">{t('ui.black.word')}</span>
          </span>
        ),
      )}
    </>
  )
}
