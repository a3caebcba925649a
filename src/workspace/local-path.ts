export { localPath } from '#http/local-path.ts'
