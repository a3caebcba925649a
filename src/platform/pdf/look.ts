/** Margins in points, and colours that are dark enough to be read (WCAG 1.4.3). */
export const PAGE = {
  margin: 56,
  bottom: 70,
  ink: '#1a1a1a',
  muted: '#555555',
  line: '#c4c4c4',
  shade: '#f0f2f5',
}
