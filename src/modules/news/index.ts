export { tellNews } from './telling.ts'
