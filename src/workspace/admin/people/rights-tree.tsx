import { unitName } from '#modules/organisation/index.ts'
import { Details } from '#ui/details.tsx'
import { Section } from '#ui/page-title.tsx'
import { GroupBadges, groupsOf } from '../roles/what.tsx'
import { GroundMark, isWholeTown, type Words } from './ground.tsx'
import type { Held, Rights } from './rights.ts'
import { sayUnit } from './words.tsx'

/** The tree of units, drawn with what somebody may do at each; the same stands in the table below in words. */
export function RightsTree({ words, rights }: { words: Words; rights: Rights }) {
  const { view, org } = words
  const { t } = view
  return (
    <Section title={t('rights.tree')} intro={t('rights.treeLead')}>
      <Branches words={words} rights={rights} tree={rights.tree} />
      {rights.without.length > 0 && (
        <Details summary={t('rights.without', { count: rights.without.length })}>
          <ul class="org-names">
            {rights.without.map((unit) => (
              <li key={unit}>{sayUnit(view, org, unit)}</li>
            ))}
          </ul>
        </Details>
      )}
    </Section>
  )
}

function Branches({ words, rights, tree }: { words: Words; rights: Rights; tree: readonly Held[] }) {
  return (
    <ul class="org-tree">
      {tree.map((held) => (
        <li key={held.branch.unit.id} class="org-tree__branch">
          <UnitRights words={words} rights={rights} held={held} />
          {held.below.length > 0 && <Branches words={words} rights={rights} tree={held.below} />}
        </li>
      ))}
    </ul>
  )
}

function UnitRights({ words, rights, held }: { words: Words; rights: Rights; held: Held }) {
  const { t, lang } = words.view
  const { unit } = held.branch
  const permissions = rights.access.permissionsAt(unit.id)
  return (
    <div class={`org-unit${held.grounds.length === 0 ? ' org-unit--faint' : ''}`}>
      <p class="org-unit__name">
        <strong>
          {isWholeTown(
            words.org,
            [held.branch, ...held.also].map((branch) => branch.unit.id),
          )
            ? t('rights.theWholeTown')
            : held.also.length > 0
              ? t('rights.andAlso', { unit: unitName(unit, lang), count: held.also.length })
              : unitName(unit, lang)}
        </strong>
        {held.same > 0 && <span class="sd-muted"> {t('rights.andBelow', { count: held.same })}</span>}{' '}
        {held.grounds.map((ground) => (
          <GroundMark key={ground.n} words={words} ground={ground} />
        ))}
      </p>
      {held.grounds.length === 0 ? (
        <p class="sd-muted">{t('rights.onlyBelow')}</p>
      ) : (
        <>
          <GroupBadges view={words.view} permissions={permissions} />
          {held.also.length > 0 && (
            <Details summary={t('rights.which', { count: held.also.length + 1 })}>
              <ul class="org-names">
                {[held.branch, ...held.also].map((branch) => (
                  <li key={branch.unit.id}>{unitName(branch.unit, lang)}</li>
                ))}
              </ul>
            </Details>
          )}
          <Details summary={t('rights.exactly', { count: permissions.length })}>
            {groupsOf(permissions).map(({ key, held: codes }) => (
              <ul key={key} class="org-plain">
                {codes.map((code) => (
                  <li key={code}>
                    {t(`permission.${code}`)}{' '}
                    {rights.access.why(code, unit.id).map((ground) => (
                      <GroundMark key={ground.n} words={words} ground={ground} />
                    ))}
                  </li>
                ))}
              </ul>
            ))}
          </Details>
        </>
      )}
    </div>
  )
}
