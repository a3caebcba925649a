export { fold, wordsOf } from '#platform/fold.ts'
export { similarity } from '#platform/similarity.ts'
export { searchQuery, searchVector } from './full-text.ts'
export { type Candidate, type Ranked, rank } from './rank.ts'
