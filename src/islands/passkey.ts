import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

/**
 * Forms that a passkey answers: fetches what is to be signed, has the browser ask the person, puts the answer into the
 * form and sends it. What was wrong about an answer the page itself says.
 */
if (browserSupportsWebAuthn())
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-island="passkey"]')) start(form)

function start(form: HTMLFormElement): void {
  form.hidden = false
  const answer = form.elements.namedItem('antwort') as HTMLInputElement
  form.addEventListener('submit', (event) => {
    if (answer.value) return
    event.preventDefault()
    void ask(form).then((text) => {
      if (!text) return
      answer.value = text
      form.submit()
    })
  })
  // Coming back by the browser's button: the old answer is used up.
  addEventListener('pageshow', () => {
    answer.value = ''
  })
}

async function ask(form: HTMLFormElement): Promise<string | null> {
  const { task = '', purpose = '', failed = '', known = '' } = form.dataset
  const button = form.querySelector('button')
  const status = form.querySelector<HTMLElement>('[data-passkey-status]')
  if (status) status.hidden = true
  if (button) button.disabled = true
  try {
    const response = await fetch(task, { method: 'POST', body: new URLSearchParams({ zweck: purpose }) })
    // Too long ago: the page leads to where one confirms or begins again.
    if (response.status === 403) {
      location.reload()
      return null
    }
    if (!response.ok) throw new Error(String(response.status))
    const optionsJSON: unknown = await response.json()
    const made =
      purpose === 'einrichten'
        ? await startRegistration({ optionsJSON: optionsJSON as PublicKeyCredentialCreationOptionsJSON })
        : await startAuthentication({ optionsJSON: optionsJSON as PublicKeyCredentialRequestOptionsJSON })
    return JSON.stringify(made)
  } catch (error) {
    if (status) {
      status.hidden = false
      status.textContent = (error as Error).name === 'InvalidStateError' ? known : failed
    }
    return null
  } finally {
    if (button) button.disabled = false
  }
}
