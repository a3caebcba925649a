export { acceptProposal, openProposal, type Proposal } from './proposal.ts'
