export * from './town/index.ts'
