export { isBrowser, newBrowser, type Purpose, type Visitor, voterKey } from './browser.ts'
export { isRoom, takeRoom } from './network.ts'
