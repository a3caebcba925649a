import { kernButton } from './lib/button.ts'

/** Rectangles drawn on a picture, by pointer or by keys; the form sends them as "x,y,w,h;…" in shares of the picture. */
interface Box {
  x: number
  y: number
  w: number
  h: number
}

const STEP = 0.02
const SMALLEST = 0.01
const MOST = 40

for (const element of document.querySelectorAll<HTMLElement>('[data-island="blackout"]')) start(element)

function start(root: HTMLElement): void {
  const picture = root.querySelector<HTMLElement>('[data-picture]')
  const field = root.querySelector<HTMLInputElement>('[data-boxes]')
  const tools = root.querySelector<HTMLElement>('[data-tools]')
  const said = root.querySelector<HTMLElement>('[data-said]')
  if (!picture || !field || !tools || !said) return
  root.querySelector('[data-grid]')?.remove()
  root.classList.add('sd-boxes--drawn')
  const boxes: { box: Box; element: HTMLElement }[] = []

  const write = (): void => {
    field.value = boxes.map(({ box: b }) => [b.x, b.y, b.w, b.h].map((n) => n.toFixed(4)).join()).join(';')
    undo.disabled = boxes.length === 0
  }
  const place = (element: HTMLElement, { x, y, w, h }: Box): void => {
    element.style.left = `${x * 100}%`
    element.style.top = `${y * 100}%`
    element.style.width = `${w * 100}%`
    element.style.height = `${h * 100}%`
  }
  const remove = (element: HTMLElement): void => {
    const at = boxes.findIndex((one) => one.element === element)
    if (at >= 0) boxes.splice(at, 1)
    element.remove()
    write()
    add.focus()
  }
  const put = (box: Box): HTMLElement => {
    const element = document.createElement('button')
    element.type = 'button'
    element.className = 'sd-boxes__box'
    element.setAttribute('aria-label', (root.dataset.box ?? '').replace('%n%', String(boxes.length + 1)))
    place(element, box)
    picture.append(element)
    const one = { box, element }
    boxes.push(one)
    element.addEventListener('keydown', (event) => {
      const [dx, dy] = arrows[event.key] ?? [0, 0]
      if (event.key === 'Delete' || event.key === 'Backspace') {
        event.preventDefault()
        return remove(element)
      }
      if (dx === 0 && dy === 0) return
      event.preventDefault()
      one.box = event.shiftKey ? sized(one.box, dx, dy) : moved(one.box, dx, dy)
      place(element, one.box)
      write()
    })
    write()
    return element
  }

  const small = { small: true }
  const another = (): void => {
    if (boxes.length < MOST) put({ x: 0.4, y: 0.4, w: 0.2, h: 0.2 }).focus()
  }
  const takeBack = (): void => {
    const last = boxes.at(-1)
    if (last) remove(last.element)
  }
  const add = kernButton(root.dataset.add ?? '', 'secondary', another, small)
  const undo = kernButton(root.dataset.undo ?? '', 'secondary', takeBack, small)
  tools.append(add, undo)
  tools.hidden = false
  said.textContent = root.dataset.how ?? ''
  write()
  draw(picture, place, (box) => {
    if (boxes.length < MOST) put(box)
  })
}

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}
const within = (n: number, least: number, most: number): number => Math.min(most, Math.max(least, n))
const moved = (b: Box, dx: number, dy: number): Box => ({
  ...b,
  x: within(b.x + dx, 0, 1 - b.w),
  y: within(b.y + dy, 0, 1 - b.h),
})
const sized = (b: Box, dx: number, dy: number): Box => ({
  ...b,
  w: within(b.w + dx, SMALLEST, 1 - b.x),
  h: within(b.h + dy, SMALLEST, 1 - b.y),
})

/** Drawing by mouse, pen or finger, from one corner to the other. */
function draw(picture: HTMLElement, place: (e: HTMLElement, b: Box) => void, done: (box: Box) => void): void {
  picture.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || (event.target as HTMLElement).closest('button')) return
    event.preventDefault()
    const frame = picture.getBoundingClientRect()
    const at = (e: PointerEvent): [number, number] => [
      within((e.clientX - frame.left) / frame.width, 0, 1),
      within((e.clientY - frame.top) / frame.height, 0, 1),
    ]
    const [fromX, fromY] = at(event)
    const shape = document.createElement('div')
    shape.className = 'sd-boxes__box'
    picture.append(shape)
    let box: Box = { x: fromX, y: fromY, w: 0, h: 0 }
    const move = (e: PointerEvent): void => {
      const [x, y] = at(e)
      box = { x: Math.min(x, fromX), y: Math.min(y, fromY), w: Math.abs(x - fromX), h: Math.abs(y - fromY) }
      place(shape, box)
    }
    const end = (e: Event): void => {
      picture.removeEventListener('pointermove', move)
      for (const name of ['pointerup', 'pointercancel']) picture.removeEventListener(name, end)
      shape.remove()
      if (e.type === 'pointerup' && box.w >= SMALLEST && box.h >= SMALLEST) done(box)
    }
    picture.setPointerCapture(event.pointerId)
    picture.addEventListener('pointermove', move)
    for (const name of ['pointerup', 'pointercancel']) picture.addEventListener(name, end)
  })
}
