import type { Category } from '../categories/types.ts'
import type { Organisation } from '../organisation/types.ts'
import type { Town } from '../town/types.ts'

export type Outcome = 'fixed' | 'not_responsible' | 'no_action' | 'duplicate' | 'cannot_reproduce'
export type Step = {
  at: Date
  type:
    | 'opened'
    | 'assigned'
    | 'accepted'
    | 'note'
    | 'public_reply'
    | 'scheduled'
    | 'in_progress'
    | 'handed_over'
    | 'closed'
    | 'reopened'
  /** E-mail of the member of staff; absent where the system or the reporter acted. */
  by?: string
  text?: string
  /** assigned: e-mail of the person who gets it. */
  to?: string
  /** scheduled: when the work is planned. */
  scheduledFor?: Date
  /** handed_over and not_responsible: code of the authority. */
  authority?: string
  outcome?: Outcome
}
export type ReportPhoto = { scene: string; takenAt: Date; lat: number; lon: number; orientation?: number }
export type Report = {
  /** Position in the list; stable for a seed. */
  index: number
  category: string
  unit: string
  channel: 'web' | 'open311' | 'phone' | 'email' | 'counter'
  language: 'de' | 'en'
  text: string
  answers: Record<string, string | number | boolean | string[]>
  createdAt: Date
  /** Target in the unit's opening hours, without public holidays. */
  dueAt: Date
  status: 'open' | 'scheduled' | 'in_progress' | 'closed'
  outcome?: Outcome
  /** Index of the earlier report. */
  duplicateOf?: number
  assignee?: string
  priority: 'low' | 'normal' | 'high'
  place: {
    lat: number
    lon: number
    address: string
    street: string
    district: string
    owner: 'town' | 'state' | 'rail'
  }
  reporter?: { name: string; email?: string; phone?: string }
  photos: ReportPhoto[]
  afterPhoto?: ReportPhoto
  history: Step[]
}
export type ReportSource = {
  town: Town
  organisation: Organisation
  categories: Category[]
  now: Date
  count?: number
  seed?: string
}
