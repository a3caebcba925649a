import type { View } from '#ui/view.ts'

/** A town's arms or logo; without one, a shield that we draw. Decorative: the name stands beside it. */
export function TownMark({ view, size = 48 }: { view: View; size?: number }) {
  const picture = view.town.coat ?? view.town.logo
  if (picture) return <img class="sd-mark" src={picture} alt="" height={size} />
  return (
    <svg
      class="sd-mark"
      width={(size * 5) / 6}
      height={size}
      viewBox="0 0 40 48"
      aria-hidden="true"
      focusable="false"
    >
      <path class="sd-mark__field" d="M2 2h36v23c0 11-8 17-18 21C10 42 2 36 2 25z" />
      <path class="sd-mark__charge" d="M10 30V17h3v3h3v-3h2v-6h4v6h2v3h3v-3h3v13z" />
      <path class="sd-mark__gate" d="M17 30v-5a3 3 0 0 1 6 0v5z" />
      <path class="sd-mark__river" d="M8 34c3-2 5 2 8 0s5 2 8 0 5 2 8 0" />
    </svg>
  )
}
