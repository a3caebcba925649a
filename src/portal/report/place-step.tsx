import type { ComponentChildren } from 'preact'
import { clean } from '#modules/forms/index.ts'
import { placePicture, searchAddresses } from '#modules/geo/index.ts'
import { ROUGHLY, type Roughly } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import type { Journey, StepPage } from './journey.ts'
import { objectsNear, offeredLayers } from './object-near.tsx'
import { AddressSearch, OtherWays, PlaceOnMap, type PlaceView } from './place-fields.tsx'
import { seenAs, takePlace } from './place-taking.ts'
import { StepLayout } from './step-layout.tsx'
import {
  candidateOf,
  districtNames,
  hasForeignPhoto,
  MOST_HITS,
  takenWords,
  townCentre,
  whereIs,
} from './where.ts'

export const placeStep: StepPage = {
  async show(j, query, mistakes) {
    const { ctx } = j
    const proposed = await candidateOf(ctx, j.answers, j.photos)
    const where = proposed && (await whereIs(ctx, proposed.place, proposed.address))
    const typed = clean(String(mistakes?.values.adresse ?? query.get('adresse') ?? '')).slice(0, 200)
    const view: PlaceView = {
      j,
      mistakes,
      candidate: proposed &&
        where && {
          ...proposed,
          where,
          picture: await placePicture(ctx, proposed.place, { what: where.words }),
        },
      foreignPhoto: !proposed && (await hasForeignPhoto(ctx, j.photos)),
      typed,
      hits: typed ? await searchAddresses(ctx, typed, MOST_HITS) : null,
      district: await districtNames(ctx),
      centre: await townCentre(ctx),
      objects: proposed && (await objectsNear(j, proposed.place, mistakes?.errors.objekt)),
      layers: await offeredLayers(j),
    }
    return <PlacePage {...view} />
  },
  take: takePlace,
}

function PlacePage(p: PlaceView) {
  const { j, candidate, hits, typed } = p
  const { t, town } = j.view
  return (
    <StepLayout
      j={j}
      name="ort"
      title={t('report.place.title')}
      mistakes={p.mistakes}
      fieldIds={{ adresseId: hits?.length ? 'adresse-hit-1' : 'adresse' }}
      islands={['place-map']}
      width="normal"
    >
      {p.foreignPhoto && (
        <Notice title={t('report.place.photoElsewhere')}>
          <p>{t('report.place.photoElsewhereText', { town: town.name })}</p>
        </Notice>
      )}
      {candidate && <Proposal j={j} candidate={candidate} />}
      <Form
        action={paths.reportStep('ort')}
        class="sd-form sd-report-place"
        hidden={{
          von: candidate?.by ?? '',
          gesehen: candidate ? seenAs(candidate.place) : '',
          gesucht: typed,
        }}
      >
        {candidate ? (
          <>
            <PlaceOnMap {...p} />
            <div data-place-objects>{p.objects}</div>
            <HowExact j={j} roughly={candidate.roughly} />
            <Go label={t('report.place.yes')} />
            <section class="sd-report-elsewhere">
              <h2 class="kern-heading-small">{t('report.place.other')}</h2>
              <AddressSearch {...p} />
              <Go label={t('report.place.take')} kind="secondary" />
              <OtherWays {...p} />
            </section>
          </>
        ) : (
          <>
            <PlaceOnMap {...p}>
              <AddressSearch {...p} />
            </PlaceOnMap>
            <div data-place-objects />
            <Go label={t('ui.next')} />
            <OtherWays {...p} />
          </>
        )}
      </Form>
    </StepLayout>
  )
}

function Go({ label, kind = 'primary' }: { label: ComponentChildren; kind?: 'primary' | 'secondary' }) {
  return (
    <ActionBar>
      <Button
        name="aktion"
        value="weiter"
        kind={kind}
        {...(kind === 'primary' ? { iconAfter: 'arrow-right' } : {})}
      >
        {label}
      </Button>
    </ActionBar>
  )
}

/** Not everybody knows the place exactly, and not every photo: it is said once, and everyone who works on it sees it. */
function HowExact({ j, roughly }: { j: Journey; roughly: Roughly | null }) {
  const { t } = j.view
  return (
    <SelectField
      t={t}
      name="genau"
      label={t('rough.label')}
      value={roughly ? String(roughly) : ''}
      options={[
        { value: '', label: t('rough.exact') },
        ...ROUGHLY.map((metres) => ({ value: String(metres), label: t('rough.within', { metres }) })),
      ]}
    />
  )
}

/** "The photo was taken here: is that right?" An island takes this away when another place is chosen. */
function Proposal({ j, candidate }: { j: Journey; candidate: NonNullable<PlaceView['candidate']> }) {
  const { view } = j
  const { t, town } = view
  const { photo, where } = candidate
  const taken = photo && takenWords(view, photo)
  return (
    <div data-proposal>
      <Notice title={t(photo ? 'report.place.fromPhoto' : 'report.place.chosen', { place: where.words })}>
        {taken && <p>{t('report.photo.taken', { at: taken })}</p>}
        <p>
          {photo && candidate.roughly
            ? t('rough.photo', { metres: candidate.roughly })
            : t('report.place.confirm')}
        </p>
      </Notice>
      {!where.inside && (
        <Notice tone="warning" title={t('report.place.outside', { town: town.name })}>
          <p>{t('report.place.outsideText')}</p>
        </Notice>
      )}
    </div>
  )
}
