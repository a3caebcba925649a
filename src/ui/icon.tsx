/** Drawn for this project on a grid of 24, in strokes of the text's own colour. */
const shapes = {
  'arrow-down': 'M12 5v14M6 13l6 6 6-6',
  'arrow-left': 'M19 12H5M11 6l-6 6 6 6',
  'arrow-right': 'M5 12h14M13 6l6 6-6 6',
  'arrow-up': 'M12 19V5M6 11l6-6 6 6',
  bell: 'M6 17h12l-1.500-3v-4a4.5 4.5 0 0 0-9 0v4zM12 5.500V4M10 20h4',
  bin: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  book: 'M12 6c-2-1.5-5-2-8-2v14c3 0 6 .5 8 2 2-1.5 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5M8 14h2M14 14h2',
  camera: 'M3 8h4l2-3h6l2 3h4v11H3zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  chat: 'M4 5h16v11h-9l-5 4v-4H4zM8 9h8M8 12h5',
  check: 'M5 13l4 4L19 7',
  'chevron-down': 'M6 9l6 6 6-6',
  'chevron-left': 'M15 6l-6 6 6 6',
  'chevron-right': 'M9 6l6 6-6 6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  danger: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16v.5',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  edit: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4',
  external: 'M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9',
  eye: 'M2 12c2.5-4 6-6 10-6s7.5 2 10 6c-2.5 4-6 6-10 6s-7.5-2-10-6zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  filter: 'M4 6h16M7 12h10M10 18h4',
  hands:
    'M7 11V6a1.5 1.5 0 0 1 3 0v5V4.500a1.5 1.5 0 0 1 3 0V11 6a1.5 1.5 0 0 1 3 0v8c0 4-2 7-5.5 7-3 0-4.5-1.5-6-5l-1-3a1.5 1.5 0 0 1 2.5-1.500L7 13z',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7v.5',
  list: 'M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1',
  lock: 'M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3M12 15v2',
  mail: 'M3 6h18v13H3zM3 7l9 7 9-7',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  megaphone: 'M4 10v4h3l9 5V5l-9 5zM7 14l1 6h3l-1-4.500M19 9.500a3.5 3.5 0 0 1 0 5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  people:
    'M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 20c0-4 2.5-6 6-6s6 2 6 6M16 5.500a2.5 2.5 0 1 1 0 5M17 14c2.5.5 4 2.5 4 5',
  phone:
    'M5 4h4l2 5-2.5 2c1 2.5 2 3.5 4.5 4.500L15 13l5 2v4c0 1-1 1.5-2 1.500C11 20 4.5 13 4 6c0-1 .5-2 1-2z',
  pin: 'M12 21c-4-5-6.5-8-6.5-11.500a6.5 6.5 0 0 1 13 0C18.5 13 16 16 12 21zM12 7.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  route:
    'M6 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM18 16a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM8 6h6a3 3 0 0 1 0 6h-4a3 3 0 0 0 0 6h6',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.500L21 21',
  share:
    'M6 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM18 3a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM18 16a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8.5 10.500L16 6.500M8.5 13.500l7.5 4',
  sort: 'M8 10l4-5 4 5M8 14l4 5 4-5',
  star: 'M12 4l2.5 5 5.5.8-4 3.9 1 5.5-5-2.7-5 2.7 1-5.5-4-3.9 5.5-.8z',
  success: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.500l3 3 5-6',
  upload: 'M12 16V5M7 10l5-5 5 5M5 19h14',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4.5 3-7 8-7s8 2.5 8 7',
  warning: 'M12 4l9.5 16h-19zM12 10v5M12 17.500v.5',
  wrench:
    'M14.5 6a4.5 4.5 0 0 1 5.5-2l-2.5 2.5 1 2.5 2.5 1L23 8a4.5 4.5 0 0 1-6 5L8 21.5 4.5 18 13 10a4.5 4.5 0 0 1 1.5-4z',
} as const

export type IconName = keyof typeof shapes
export const iconNames = Object.keys(shapes) as IconName[]

/** Decoration only: what it means always stands beside it in words. */
export function Icon({ name, size = 24, class: extra }: { name: IconName; size?: number; class?: string }) {
  return (
    <svg
      class={extra ? `sd-icon ${extra}` : 'sd-icon'}
      width={size}
      height={size}
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
