export { type Contact, contactOf, createParty } from './party.ts'
