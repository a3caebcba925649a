export { tieByHand, untie } from './answering.ts'
export { LARGEST_DRAWING } from './drawing.ts'
export { covers } from './extent.ts'
export type { FollowedWork } from './followed.ts'
export { askToFollow, confirmFollowing, followedWork, stopFollowing } from './following.ts'
export { workSections } from './forgetting.ts'
export { publicWork, publicWorks, type WorksFilter } from './listing.ts'
export {
  assertManagesWorks,
  changeWork,
  endWork,
  LONGEST_BODY,
  LONGEST_TITLE,
  makeWork,
  managedWork,
  managedWorks,
  publishWork,
  type WorkInput,
} from './managing.ts'
export { type Matched, matchingWorks } from './matching.ts'
export { ownFollowedWorks, unfollowWork } from './own-followed.ts'
export { LARGEST_RADIUS, type SaidWhere, whereFrom } from './placing.ts'
export { reportsOf, type TiedReport, type TiedWork, worksOfCase } from './ties.ts'
export {
  type Consequence,
  consequences,
  type Extent,
  extents,
  type Shape,
  stateOf,
  type Where,
  type Work,
  type WorkKind,
  type WorkState,
  workKinds,
} from './work.ts'
