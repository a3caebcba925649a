export { fold, wordsOf } from './fold.ts'
export { searchQuery, searchVector } from './full-text.ts'
export { type Candidate, type Ranked, rank } from './rank.ts'
export { similarity } from './similarity.ts'
