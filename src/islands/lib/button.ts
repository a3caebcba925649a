/** A button as the server draws it (src/ui/button.tsx). */
export function kernButton(
  label: string,
  look: 'primary' | 'secondary' | 'tertiary',
  press: () => unknown,
  { small = false } = {},
): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = `kern-btn kern-btn--${look}${small ? ' sd-btn--small' : ''}`
  const words = document.createElement('span')
  words.className = 'kern-label'
  words.textContent = label
  made.append(words)
  made.addEventListener('click', () => void press())
  return made
}
