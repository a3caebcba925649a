import type { PageView } from '#http/view.ts'
import type { Work } from '#modules/works/index.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'

interface Props {
  view: PageView
  /** Null once the address is gone. */
  work: Work | null
  what: 'confirm' | 'stop'
  action: string
  done: boolean
}

/** Behind a link of a mail: it only asks, since mail programs open links to look at them. */
export function LinkPage({ view, work, what, action, done }: Props) {
  const { t, lang } = view
  const title = work?.title[lang] ?? ''
  const heading = done
    ? t(what === 'confirm' ? 'works.follow.confirmed' : 'works.follow.stopped')
    : t(what === 'confirm' ? 'works.follow.confirmTitle' : 'works.follow.stopTitle')
  const onward = (
    <ButtonLink kind={done ? 'secondary' : 'tertiary'} href={work ? paths.work(work.id) : paths.works}>
      {t(work ? 'works.follow.toWork' : 'works.page.back', { title })}
    </ButtonLink>
  )
  return (
    <PortalLayout
      view={view}
      title={heading}
      width="narrow"
      noIndex
      trail={[{ label: t('works.title'), href: paths.works }, { label: heading }]}
    >
      <PageTitle>{heading}</PageTitle>
      {done ? (
        <p>{onward}</p>
      ) : (
        <>
          <p>{t(what === 'confirm' ? 'works.follow.confirmText' : 'works.follow.stopText', { title })}</p>
          <Form action={action}>
            <ActionBar>
              <Button>{t(what === 'confirm' ? 'works.follow.confirm' : 'works.follow.stop')}</Button>
              {onward}
            </ActionBar>
          </Form>
        </>
      )}
    </PortalLayout>
  )
}
