export { type Authority, authorities } from './authority.ts'
export { type Decision, decide, type Question, type Why } from './deciding.ts'
export { explain, explainer } from './explaining.ts'
export { importAuthorities } from './import-authorities.ts'
export { importRules } from './import-rules.ts'
export {
  type AuthorityInput,
  addRule,
  changeAuthority,
  managedRules,
  type NewRule,
  type RuleFault,
  readRule,
  removeRule,
  setInterface,
} from './managing.ts'
export { type Rule, rules } from './rule.ts'
