import type { PageView } from '#http/view.ts'
import { objectLabel, type TownObject } from '#modules/objects/index.ts'
import { paths } from '../../paths.ts'

/** The line that names the object of a report and leads to its page; none where it is about none. */
export const objectItem = ({ t, lang }: PageView, object: TownObject | null) =>
  object
    ? [
        {
          term: t('objects.step.review'),
          value: <a href={paths.object(object.code)}>{objectLabel(object, lang)}</a>,
        },
      ]
    : []
