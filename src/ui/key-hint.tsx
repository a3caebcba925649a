/** Keys and what they do. */
export function KeyHints({
  label,
  keys,
}: {
  label: string
  keys: readonly { keys: readonly string[]; does: string }[]
}) {
  return (
    <dl class="sd-keys" aria-label={label}>
      {keys.map((one) => (
        <div key={one.does}>
          <dt>
            {one.keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{one.does}</dd>
        </div>
      ))}
    </dl>
  )
}
