export { type Answers, type Input, type Parsed, parseAnswers, reachable } from './answers.ts'
export {
  type Field,
  type FieldKind,
  fieldKinds,
  fieldSchema,
  fieldsSchema,
  type InBoth,
  inOrder,
} from './field.ts'
export { type Open311Attribute, toOpen311Attribute } from './open311.ts'
export { type Shown, showAnswers } from './showing.ts'
export { clean, type Fault, isEmail, type Value } from './value.ts'
