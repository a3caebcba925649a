export { subscriptionSections } from './exporting.ts'
export { tellNews } from './telling.ts'
