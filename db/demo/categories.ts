export { categories, groups, icons, neighbourCategories } from './categories/index.ts'
export { type ResponsibilityRule, responsibilityRules } from './categories/responsibility.ts'
export type { Category, Danger, GroupCode, Question, QuestionKind, Text } from './categories/types.ts'
