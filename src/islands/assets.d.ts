/** A file's address after the build: import css from 'maplibre-gl/dist/maplibre-gl.css?url' */
declare module '*?url' {
  const url: string
  export default url
}
