import { kernButton } from './lib/button.ts'

/** Adds buttons to copy a link and, where the device can, to share it. */
for (const element of document.querySelectorAll<HTMLElement>('[data-island="copy"]')) start(element)

function start(element: HTMLElement): void {
  const { copy: text, copyLabel = '', copiedLabel = '', shareLabel = '' } = element.dataset
  if (!text) return
  const bar = document.createElement('span')
  bar.className = 'sd-actions'
  const status = document.createElement('span')
  status.role = 'status'
  // A person who closes the share sheet has changed their mind; nothing is to be said about that.
  const button = (label: string, act: () => Promise<void>): HTMLElement =>
    kernButton(label, 'secondary', () => act().catch(() => {}), { small: true })
  if (navigator.clipboard)
    bar.append(
      button(copyLabel, async () => {
        await navigator.clipboard.writeText(text)
        status.textContent = copiedLabel
      }),
    )
  if ('share' in navigator)
    bar.append(button(shareLabel, () => navigator.share({ title: document.title, url: text })))
  bar.append(status)
  element.append(bar)
}
