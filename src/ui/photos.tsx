/** Pictures side by side, each opening large: before and after, or a gallery. */
export function Photos({
  photos,
}: {
  photos: readonly { src: string; href?: string; alt: string; caption?: string }[]
}) {
  return (
    <ul class="sd-gallery">
      {photos.map((photo, i) => (
        <li key={i}>
          <figure>
            {photo.href ? (
              <a href={photo.href}>
                <img src={photo.src} alt={photo.alt} loading="lazy" />
              </a>
            ) : (
              <img src={photo.src} alt={photo.alt} loading="lazy" />
            )}
            {photo.caption && <figcaption>{photo.caption}</figcaption>}
          </figure>
        </li>
      ))}
    </ul>
  )
}
