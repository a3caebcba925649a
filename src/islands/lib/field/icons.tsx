/** Drawn like those of the server's pages (src/ui/icon.tsx), for what also runs in the browser. */
const shapes = {
  check: 'M5 13l4 4L19 7',
  camera: 'M3 8h4l2-3h6l2 3h4v11H3zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3',
  list: 'M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  next: 'M5 12h14M13 6l6 6-6 6',
  note: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4',
  pin: 'M12 21c-4-5-6.5-8-6.5-11.5a6.5 6.5 0 0 1 13 0C18.5 13 16 16 12 21zM12 7.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  route:
    'M6 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM18 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM8 6h6a3 3 0 0 1 0 6h-4a3 3 0 0 0 0 6h6',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
  warning: 'M12 4l9.5 16h-19zM12 10v5M12 17.5v.5',
  flag: 'M6 21V4h11l-2 4 2 4H6',
} as const

export type FieldIcon = keyof typeof shapes

export function Icon({ name }: { name: FieldIcon }) {
  return (
    <svg
      class="sd-icon"
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  )
}
