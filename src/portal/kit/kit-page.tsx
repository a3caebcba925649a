import type { ComponentChildren } from 'preact'
import { FieldsSection } from '#portal/kit/kit-fields.tsx'
import { ListsSection } from '#portal/kit/kit-lists.tsx'
import {
  CardsSection,
  EndsSection,
  NumbersSection,
  StepsSection,
  WordsSection,
} from '#portal/kit/kit-parts.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Hero } from '#ui/hero.tsx'
import { Icon, iconNames } from '#ui/icon.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { SideNav } from '#ui/side-nav.tsx'
import type { View } from '#ui/view.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'

/** /bausteine: every part in every state, within the layout for citizens. */
export function KitPage({ view }: { view: View }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('kit.title')} noIndex trail={[{ label: t('kit.title') }]}>
      <PageTitle lead={t('kit.lead')}>{t('kit.title')}</PageTitle>
      <KitParts view={view} />
    </PortalLayout>
  )
}

/** The opening of a start page, which is a page of its own because it holds the h1. */
export function KitHeroPage({ view }: { view: View }) {
  const { t } = view
  return (
    <PortalLayout
      view={view}
      title={view.town.name}
      hero={
        <Hero
          title={t('kit.hero.title')}
          lead={t('kit.hero.lead')}
          search={{
            action: '/suche',
            label: t('kit.hero.label'),
            button: t('kit.hero.button'),
            placeholder: t('kit.hero.placeholder'),
          }}
        />
      }
    >
      <CardsSection view={view} />
      <NumbersSection view={view} />
    </PortalLayout>
  )
}

/** The end of a journey, a page of its own for the same reason. */
export function KitConfirmationPage({ view }: { view: View }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('kit.done.title')} width="narrow">
      <Confirmation
        t={t}
        title={t('kit.done.title')}
        lead={t('kit.done.lead')}
        number="2026-4711"
        numberLabel={t('kit.done.number')}
        link={{ href: '#status', label: t('kit.done.link') }}
      />
      <StepsSection view={view} />
    </PortalLayout>
  )
}

/** The same parts within the layout for staff, with both side columns. */
export function KitWorkspacePage({ view }: { view: View }) {
  const { t } = view
  return (
    <WorkspaceLayout
      view={view}
      title={t('kit.title')}
      side={
        <SideNav
          label={t('ui.views')}
          groups={[
            {
              items: [
                { label: t('kit.chips.all'), href: '#a', icon: 'list', count: 128, current: true },
                { label: t('kit.state.overdue'), href: '#b', icon: 'clock', count: 7, urgent: true },
              ],
            },
            { title: t('kit.table.state'), items: [{ label: t('kit.state.waiting'), href: '#c', count: 0 }] },
          ]}
        />
      }
      aside={<StepsSection view={view} />}
    >
      <PageTitle preline="2026-4711">{t('kit.title')}</PageTitle>
      <ListsSection view={view} />
      <FieldsSection view={view} />
    </WorkspaceLayout>
  )
}

function KitParts({ view }: { view: View }) {
  const { t } = view
  return (
    <>
      <WordsSection view={view} />
      <FieldsSection view={view} />
      <CardsSection view={view} />
      <ListsSection view={view} />
      <StepsSection view={view} />
      <NumbersSection view={view} />
      <EndsSection view={view} />
      <Section title={t('kit.sections.icons')}>
        <ul class="sd-chips">
          {iconNames.map((name) => (
            <li key={name}>
              <span class="sd-chip">
                <Icon name={name} />
                {name}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Themed theme="light" title={t('kit.sections.light')}>
        <WordsSection view={view} level={3} part="b" />
      </Themed>
      <Themed theme="dark" title={t('kit.sections.dark')}>
        <WordsSection view={view} level={3} part="c" />
      </Themed>
    </>
  )
}

function Themed({
  theme,
  title,
  children,
}: {
  theme: 'light' | 'dark'
  title: string
  children: ComponentChildren
}) {
  return (
    <div data-kern-theme={theme} class="sd-themed">
      <h2 class="kern-heading-medium">{title}</h2>
      {children}
    </div>
  )
}
