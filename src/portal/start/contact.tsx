import type { PageView } from '#http/view.ts'
import { Badge } from '#ui/badge.tsx'
import { Icon } from '#ui/icon.tsx'
import { Section } from '#ui/page-title.tsx'
import type { OpeningToday } from './opening.ts'

/** Digits only, as a telephone link wants them. */
const dial = (number: string): string => `tel:${number.replace(/\(0\)/g, '').replace(/[^\d+]/g, '')}`

/** Opening hours today, how to reach the town, and whom to call in danger. */
export function Contact({ view, opening }: { view: PageView; opening: OpeningToday }) {
  const { t, settings, lang } = view
  const { contact, emergency } = settings
  return (
    <Section title={t('start.contact.title')} id="kontakt">
      <div class="sd-contact">
        <div class="sd-contact__part">
          <h3 class="kern-heading-small">{t('start.contact.hours')}</h3>
          <p>
            <Badge tone={opening.open ? 'success' : 'neutral'} icon="clock">
              {t(opening.open ? 'start.contact.open' : 'start.contact.closed')}
            </Badge>
          </p>
          {opening.holiday && <p>{t('start.contact.holiday', { name: opening.holiday })}</p>}
          {opening.hours.length > 0 && (
            <p>
              {t('start.contact.today')}{' '}
              {opening.hours.map(({ from, until }) => t('start.contact.span', { from, until })).join(', ')}
            </p>
          )}
          {opening.next && <p>{t('start.contact.next', { when: opening.next })}</p>}
        </div>
        <div class="sd-contact__part">
          <h3 class="kern-heading-small">{t('start.contact.reach')}</h3>
          <ul class="sd-contact__list">
            {contact.phone && (
              <li>
                <Icon name="phone" size={20} />
                <a href={dial(contact.phone)}>{contact.phone}</a>
              </li>
            )}
            {contact.email && (
              <li>
                <Icon name="mail" size={20} />
                <a href={`mailto:${contact.email}`}>{contact.email}</a>
              </li>
            )}
            <li>
              <Icon name="home" size={20} />
              <span class="sd-contact__address">
                {[contact.authority, contact.address].filter(Boolean).join('\n')}
              </span>
            </li>
          </ul>
        </div>
        {emergency.length > 0 && (
          <div class="sd-contact__part sd-contact__part--danger">
            <h3 class="kern-heading-small">{t('start.contact.emergency')}</h3>
            <ul class="sd-contact__list">
              {emergency.map((one) => (
                <li key={one.number}>
                  <a class="sd-contact__number" href={dial(one.number)}>
                    {one.number}
                  </a>
                  <span>{one.label[lang]}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  )
}
