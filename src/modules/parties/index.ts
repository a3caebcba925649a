export { type Decision, decideDoubles, undoDecision } from './deciding.ts'
export {
  type Double,
  type DoubleGroup,
  type DoubleState,
  doubles,
  doublesOf,
  type Knowable,
} from './doubles.ts'
export { eraseParty } from './erasing.ts'
export { type DoubleReason, doubleReasons, findAllDoubles, findDoubles, propose } from './finding.ts'
export { foldAddress, foldName, foldPhone } from './folding.ts'
export {
  type Contact,
  changeParty,
  contactOf,
  createParty,
  type Party,
  type PartyChange,
  type PartyKind,
  partiesById,
} from './party.ts'
export { sameAs } from './same.ts'
