import { FieldGroup, type FieldProps } from '#ui/field/field.tsx'

interface Props extends FieldProps {
  /** The pieces of a text in its order, with what stands between them left out. */
  parts: readonly { text: string; black: boolean }[]
  chosen?: readonly number[]
  /** Sentences instead of words: each on a line of its own. */
  sentences?: boolean
}

/** A text of which each word (or sentence) can be marked: a box each, so that it works without scripts and by keys. */
export function WordChoice({ parts, chosen = [], sentences = false, ...p }: Props) {
  const marked = new Set(chosen)
  return (
    <FieldGroup p={p}>
      <div class={sentences ? 'sd-words sd-words--sentences' : 'sd-words'} dir="auto">
        {parts.map((part, i) => (
          <label key={i} class="sd-words__one">
            <input
              type="checkbox"
              name={p.name}
              value={i}
              checked={marked.has(i) || part.black}
              disabled={part.black}
            />
            <span>{part.text}</span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
