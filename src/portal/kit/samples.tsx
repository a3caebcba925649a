/** Pictures drawn for the kit page, so that it needs no files. */
export function SampleMap({ label }: { label: string }) {
  return (
    <svg viewBox="0 0 640 280" role="img" aria-label={label} preserveAspectRatio="xMidYMid slice">
      <rect width="640" height="280" fill="#eef1ea" />
      <path d="M-10 210C120 150 210 250 340 205S560 130 650 175V290H-10z" fill="#b9d7ea" />
      <path d="M40 20h120v70H40zM420 30h150v60H420z" fill="#cfe3c1" />
      <g fill="none" stroke="#fff" stroke-width="14">
        <path d="M-10 130C150 110 330 130 650 100M210-10l30 170M390-10l-20 170M90 130L70 290" />
      </g>
      <g fill="none" stroke="#c9cbd6" stroke-width="1.5">
        <path d="M-10 122C150 102 330 122 650 92M-10 138C150 118 330 138 650 108" />
      </g>
      <path d="M320 128c-14-18-22-28-22-42a22 22 0 0 1 44 0c0 14-8 24-22 42z" fill="#bd0f09" />
      <circle cx="320" cy="86" r="8" fill="#fff" />
    </svg>
  )
}

const svg = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="320" height="240" fill="#8b8f99"/>' +
    '<path d="M0 150h320v90H0z" fill="#5f636e"/><path d="M0 146h320v6H0z" fill="#e4e6ee"/>' +
    '<path d="M92 196c20-26 96-34 130-12s10 40-48 40-104-2-82-28z" fill="#2d2f38"/></svg>',
)

export const samplePhoto = `data:image/svg+xml,${svg}`
