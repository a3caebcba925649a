import { kernButton } from '../button.ts'
import { dropReport, type Waiting } from './store.ts'

export type Words = Record<
  | 'waiting'
  | 'waitingText'
  | 'sending'
  | 'sent'
  | 'open'
  | 'openText'
  | 'refused'
  | 'goOn'
  | 'status'
  | 'remove'
  | 'call'
  | 'missing'
  | 'located'
  | 'notLocated'
  | 'full'
  | 'tooLarge',
  string
>

/** Draws what waits and what was sent, each with what one can do about it. */
export function showState(section: HTMLElement, reports: readonly Waiting[], onChange: () => unknown): void {
  const words = JSON.parse(section.dataset.words ?? '{}') as Words
  section.hidden = reports.length === 0
  section.replaceChildren(...reports.map((report) => card(section, words, report, onChange)))
}

function card({ dataset }: HTMLElement, words: Words, report: Waiting, onChange: () => unknown): HTMLElement {
  const box = make('article', `sd-card sd-card--plain sd-offline__${report.state}`)
  const body = make('div', 'sd-card__body')
  box.append(body)
  const title = make('h2', 'sd-card__title')
  title.textContent =
    report.state === 'sent' ? words.sent.replace('%number%', report.number ?? '') : words[report.state]
  body.append(title)
  if (report.state === 'waiting')
    body.append(line(words.waitingText), line(report.fields.text ?? '', 'sd-muted'))
  if (report.state === 'open') body.append(line(words.openText))
  for (const { number, advice } of report.dangers ?? []) {
    const call = line(`${words.call.replace('%number%', number)} ${advice}`)
    call.className = 'sd-offline__danger'
    body.append(call)
  }
  for (const said of report.said ?? []) body.append(line(said))
  const actions = make('p', 'sd-actions')
  if (report.link) {
    const link = make('a', 'kern-btn kern-btn--secondary') as HTMLAnchorElement
    link.href = report.link
    link.append(label(words.status))
    actions.append(link)
  }
  if (report.state === 'open') actions.append(goOn(dataset.on ?? '', report.key, words.goOn))
  actions.append(kernButton(words.remove, 'tertiary', () => dropReport(report.key).then(onChange)))
  body.append(actions)
  return box
}

/** The key opens the draft in the form; it goes by POST, so that it stands in no address. */
function goOn(action: string, key: string, words: string): HTMLElement {
  const form = make('form') as HTMLFormElement
  form.method = 'post'
  form.action = action
  const field = make('input') as HTMLInputElement
  field.type = 'hidden'
  field.name = 'schluessel'
  field.value = key
  const button = make('button', 'kern-btn kern-btn--primary')
  button.append(label(words))
  form.append(field, button)
  return form
}

function make(name: string, className = ''): HTMLElement {
  const made = document.createElement(name)
  if (className) made.className = className
  return made
}

function line(text: string, className = ''): HTMLElement {
  const made = make('p', className)
  made.textContent = text
  return made
}

function label(text: string): HTMLElement {
  const made = make('span', 'kern-label')
  made.textContent = text
  return made
}
