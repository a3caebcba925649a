import type { Req } from '#http/env.ts'
import { type PageView, viewOf } from '#http/view.ts'
import {
  type Case,
  type CaseAction,
  type Child,
  childrenOf,
  deputisesOn,
  type Ending,
  endingOf,
  type HistoryEntry,
  historyOf,
  mayDo,
  openParts,
  type Person,
  peopleOf,
  type Readers,
  type Restriction,
  readersOf,
  relatedCases,
  restrictionOf,
  type SameReporter,
  type SplitMode,
  sameReporterCases,
  splitModeOf,
  transitions,
  visibleCase,
  type Whole,
  waitingClosure,
  wholeOf,
} from '#modules/cases/index.ts'
import { openProposal, type Proposal } from '#modules/dispatch/index.ts'
import { type Transfer, transfersOf } from '#modules/exchange/index.ts'
import { type OnSite, onSite } from '#modules/fieldwork/index.ts'
import { type FileInfo, photosOf } from '#modules/files/index.ts'
import { type Shown, showAnswers } from '#modules/forms/index.ts'
import { districts, placePicture } from '#modules/geo/index.ts'
import { type Organisation, organisation, unitName } from '#modules/organisation/index.ts'
import { type Catalogue, catalogue, reportOf } from '#modules/reports/index.ts'
import { type Authority, authorities } from '#modules/responsibility/index.ts'
import { type CaseVoices, type GivenAnswer, givenAnswers, voicesOf } from '#modules/voice/index.ts'
import { type TiedWork, worksOfCase } from '#modules/works/index.ts'
import { type Actor, may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { type Doubles, doublesOf } from './doubles/doubles.ts'
import { type NamedElsewhere, namedInMerged, type ObjectFacts, objectFacts } from './object-facts.ts'
import { type OwnWords, ownWordsOf } from './own-words.ts'

/** Everything that lies on the desk when a member of staff works a case. */
export interface Desk {
  view: PageView
  case: Case
  me: Actor
  can: ReadonlySet<CaseAction>
  /** May open the photos as they came, with their metadata. */
  originals: boolean
  /** Holds a role at the case's own unit; otherwise it was lent to this person. */
  org: Organisation
  catalogue: Catalogue
  authorities: readonly Authority[]
  unit: string
  assignee: string | null
  district: string | null
  authority: Authority | null
  answers: readonly Shown[]
  /** Within how many metres of the place it is, where nobody knew exactly. */
  roughly: number | null
  history: readonly HistoryEntry[]
  people: readonly Person[]
  /** What else the town knows of the reporter, by decisions that they are the same. */
  same: SameReporter
  /** What was done on the street; null when nothing was. */
  onSite: OnSite | null
  photos: readonly FileInfo[]
  proposal: Proposal | null
  ending: Ending | null
  /** For whom this person looks after the case as a deputy. */
  standsInFor: string | null
  /** A closing that waits for a second person. */
  waiting: Awaited<ReturnType<typeof waitingClosure>>
  /** What people say after, and what the reporter answered when they were asked. */
  voices: CaseVoices | null
  answer: GivenAnswer | null
  related: Awaited<ReturnType<typeof relatedCases>>
  /** What it is about, and how often that was so before. */
  object: ObjectFacts
  /** What cases that were merged into this one say it is about, where that is something else. */
  namedInMerged: readonly NamedElsewhere[]
  /** What is or may be about the same. */
  doubles: Doubles
  /** Its parts at other offices, and how they close; the whole, where it is such a part itself. */
  children: readonly Child[]
  splitMode: SplitMode | null
  whole: Whole | null
  /** The works that answered it. */
  works: readonly TiedWork[]
  /** Of a restricted case: why, and who knows of it. */
  restriction: Restriction | null
  readers: Readers | null
  /** Whoever looks sees it in an emergency only, until then. */
  emergencyUntil: Date | null
  /** What was blacked out, who may see it, and whether it waits for a look. */
  own: OwnWords
  /** Where it is besides here, at other servers. */
  transfers: readonly Transfer[]
  /** SVG of the surroundings. */
  picture: string | null
}

const actions = Object.keys(transitions) as CaseAction[]

/** What the actor may do to a case now: what the buttons ask. */
export const allowed = (ctx: Ctx, c: Case): ReadonlySet<CaseAction> =>
  new Set(actions.filter((action) => mayDo(ctx, action, c)))

/** Throws NotFound when there is no such case for this actor. */
export async function loadDesk(c: Req, ctx: Ctx, number: string): Promise<Desk> {
  const it = await visibleCase(ctx, number)
  const [
    view,
    org,
    all,
    others,
    areas,
    history,
    people,
    photos,
    proposal,
    ending,
    waiting,
    related,
    object,
    report,
    restriction,
    readers,
    same,
    visits,
    voices,
    answers,
    children,
    splitMode,
    whole,
    works,
  ] = await Promise.all([
    viewOf(c, ctx, 'workspace'),
    organisation(ctx),
    catalogue(ctx),
    authorities(ctx),
    districts(ctx),
    historyOf(ctx, it, 'internal'),
    peopleOf(ctx, it),
    photosOf(ctx, [it.id], openParts(ctx, 'f')),
    openProposal(ctx, it.id),
    endingOf(ctx, it),
    waitingClosure(ctx, it),
    relatedCases(ctx, it),
    objectFacts(ctx, it),
    it.kind === 'report' ? reportOf(ctx, it.id).catch(orNone) : null,
    restrictionOf(ctx, it),
    readersOf(ctx, it),
    sameReporterCases(ctx, it),
    onSite(ctx, it.id),
    voicesOf(ctx, it.id),
    may(ctx.actor, 'voice.read') ? givenAnswers(ctx, { caseId: it.id, limit: 1 }) : [],
    childrenOf(ctx, it),
    splitModeOf(ctx, it.id),
    wholeOf(ctx, it),
    worksOfCase(ctx, it.id),
  ])
  const doubles = await doublesOf(ctx, it)
  const unit = org.units.get(it.unitId ?? '')
  const { actor } = ctx
  return {
    view,
    case: it,
    me: actor,
    can: allowed(ctx, it),
    originals:
      may(actor, 'files.original', it.unitId) || (actor.kind === 'staff' && it.assigneeId === actor.id),
    org,
    catalogue: all,
    authorities: others,
    unit: unit ? unitName(unit, ctx.lang) : '',
    assignee: org.staff.get(it.assigneeId ?? '')?.name ?? null,
    district: areas.find((a) => a.id === it.areaId)?.name ?? null,
    authority: others.find((a) => a.id === it.authorityId) ?? null,
    roughly: report?.roughly ?? null,
    answers: report ? showAnswers(all.byCode.get(it.type)?.questions ?? [], report.answers, ctx.lang) : [],
    history,
    people,
    same,
    onSite: visits,
    photos,
    proposal: it.status !== 'closed' && !it.assigneeId ? proposal : null,
    ending,
    standsInFor: org.staff.get(deputisesOn(actor, it) ?? '')?.name ?? null,
    waiting,
    voices,
    answer: answers[0] ?? null,
    related,
    object,
    namedInMerged: await namedInMerged(ctx, doubles, object.object),
    doubles,
    children,
    splitMode,
    whole,
    works,
    restriction,
    readers: it.restricted ? readers : null,
    transfers: await transfersOf(ctx, it.id),
    emergencyUntil: (actor.kind === 'staff' && readers.emergencies.get(actor.id)) || null,
    own: await ownWordsOf(ctx, it, photos),
    picture: it.place
      ? await placePicture(ctx, it.place, { width: 480, height: 300, what: it.title[ctx.lang] })
      : null,
  }
}

/** Whose data the desk shows, for the record of readings. */
export const peopleIn = (desk: Desk): readonly string[] => desk.people.map((p) => p.id)

function orNone(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}

/** The sequence number of the last thing that happened, to say later what is new. */
export const lastSeq = (desk: Desk): number => desk.history.at(-1)?.event.seq ?? 0
