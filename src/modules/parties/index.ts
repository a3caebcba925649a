export { contactOf, createParty, type Contact } from './party.ts'
