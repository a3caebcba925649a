import type { PageView } from '#http/view.ts'
import { newId } from '#platform/ids.ts'
import type { Given } from '../islands/lib/field/model.ts'
import type { Tools } from '../islands/lib/field/parts.tsx'
import { timesOf } from '../islands/lib/field/words.ts'

/** What the field's parts need when the server draws them: plain forms, each with an id of its own. */
export const toolsOf = (view: PageView, given: Given, fault: Tools['fault'] = null): Tools => ({
  t: view.t,
  times: timesOf(view.lang, view.timeZone),
  home: given.home,
  urls: given.urls,
  scripted: false,
  newId,
  fault,
})
