import { encode } from 'uqr'

/** A QR code as one path: no inline style, sharp at any size, dark on light in the dark theme too. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 3 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg class="sd-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect class="sd-qr__ground" width={size} height={size} />
      <path class="sd-qr__dots" d={path} shape-rendering="crispEdges" />
    </svg>
  )
}
