import type { PageView } from '#http/view.ts'
import type { Account } from '#modules/identity/index.ts'
import { DescriptionList } from '#ui/description-list.tsx'

/** Who somebody is by now, beside the words of whoever was slower. */
export function PersonNow({ view, account }: { view: PageView; account: Account }) {
  const { t } = view
  return (
    <DescriptionList
      items={[
        { term: t('people.name'), value: account.name },
        { term: t('people.email'), value: account.email },
        { term: t('people.lang'), value: t(`people.language.${account.lang}`) },
      ]}
    />
  )
}
