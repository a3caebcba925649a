export { subscriptionSections } from './exporting.ts'
export { currentWorks, worksAt } from './near-works.ts'
export { tellNews } from './telling.ts'
