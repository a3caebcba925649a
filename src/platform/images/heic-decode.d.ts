declare module 'heic-decode' {
  type Pixels = { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> }
  type Picture = { width: number; height: number; decode(): Promise<Pixels> }
  const decoder: { all(input: { buffer: Uint8Array }): Promise<Picture[] & { dispose(): void }> }
  export default decoder
}
