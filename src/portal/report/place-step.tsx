import type { VNode } from 'preact'
import { clean } from '#modules/forms/index.ts'
import { addressById, areaAt, type Place, placePicture, searchAddresses } from '#modules/geo/index.ts'
import type { PlacedBy } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { isUuid } from '#platform/ids.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { AddressField } from '#ui/field/address-field.tsx'
import { PlaceField } from '#ui/field/place-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { urlWith } from '#ui/url.ts'
import type { FormAnswers, Given, Journey, StepPage, Taken } from './journey.ts'
import { StepLayout } from './step-layout.tsx'
import {
  candidateOf,
  districtNames,
  hasForeignPhoto,
  isFar,
  placeFrom,
  takenWords,
  townCentre,
  validPlace,
  whereIs,
} from './where.ts'

const HITS = 8

export const placeStep: StepPage = {
  async show(j, query, mistakes) {
    const { ctx, view } = j
    const { t } = view
    const candidate = await candidateOf(ctx, j.answers, j.photos)
    const where = candidate && (await whereIs(ctx, candidate.place, candidate.address))
    const foreign = !j.answers.place && !candidate && (await hasForeignPhoto(ctx, j.photos))
    const typed = clean(String(mistakes?.values.adresse ?? query.get('adresse') ?? '')).slice(0, 200)
    const hits = typed ? await searchAddresses(ctx, typed, HITS) : null
    const picture =
      candidate && (await placePicture(ctx, candidate.place, where ? { what: where.words } : {}))
    const centre = await townCentre(ctx)
    const named = await districtNames(ctx)
    const taken = candidate?.photo ? takenWords(view, candidate.photo) : null
    const { zoom } = view.settings.map
    const asked = candidate
      ? t(candidate.photo ? 'report.place.fromPhoto' : 'report.place.chosen', { place: where!.words })
      : null
    const address = (
      <AddressField
        t={t}
        name="adresse"
        label={t('report.place.address')}
        hint={t('report.place.addressHint')}
        value={typed}
        error={mistakes?.errors.adresse ?? mistakes?.errors.adresseId}
        optional
        hitName="adresseId"
        {...(hits
          ? {
              hits: hits.map((hit) => ({
                value: hit.id,
                label: hit.label,
                ...(hit.district ? { detail: named(hit.district) } : {}),
              })),
            }
          : {})}
      />
    )
    const otherWays = (
      <Details summary={t('report.place.otherWays')} open={Boolean(mistakes?.errors.koordinaten)}>
        <p>
          <a href={paths.placeList}>{t('report.place.fromList')}</a>
        </p>
        <TextField
          t={t}
          name="koordinaten"
          label={t('report.place.figures')}
          hint={t('report.place.figuresHint')}
          value={String(mistakes?.values.koordinaten ?? '')}
          error={mistakes?.errors.koordinaten}
          width="medium"
          optional
        />
      </Details>
    )
    const map = (above?: VNode) => (
      <PlaceField
        t={t}
        name="ort"
        label={t(candidate ? 'report.place.onMap' : 'report.place.label')}
        lat={candidate?.place.lat ?? null}
        lon={candidate?.place.lon ?? null}
        {...(where ? { chosen: where.words } : {})}
        picture={
          picture ? (
            <div class="sd-report-picture" dangerouslySetInnerHTML={{ __html: picture }} />
          ) : undefined
        }
        map={{
          'data-centre': `${centre.lat},${centre.lon}`,
          'data-zoom': zoom,
          'data-near': paths.placeNear,
          'data-suggest': paths.placeAddresses,
          'data-device': t('report.place.device'),
          'data-device-busy': t('report.place.deviceBusy'),
          'data-device-denied': t('report.place.deviceDenied'),
          'data-device-far': t('report.place.deviceFar', { town: view.town.name }),
          'data-hint': t('report.place.mapHint'),
          'data-hits': t('report.place.hits'),
          'data-none': t('ui.address.none'),
        }}
      >
        {above}
      </PlaceField>
    )
    return (
      <StepLayout
        j={j}
        name="ort"
        title={t('report.place.title')}
        lead={candidate ? undefined : t('report.place.lead')}
        mistakes={mistakes}
        fieldIds={{ adresseId: hits?.length ? 'adresse-hit-1' : 'adresse' }}
        islands={['place-map']}
        width="normal"
      >
        {foreign && (
          <Notice title={t('report.place.photoElsewhere')}>
            <p>{t('report.place.photoElsewhereText', { town: view.town.name })}</p>
          </Notice>
        )}
        {candidate && (
          <div data-proposal>
            <Notice tone="info" title={asked}>
              {taken && <p>{t('report.photo.taken', { at: taken })}</p>}
              <p>{t('report.place.confirm')}</p>
            </Notice>
          </div>
        )}
        {candidate && !where!.inside && <OutsideNotice j={j} />}
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
              {map()}
              <ActionBar>
                <Button name="aktion" value="weiter" iconAfter="arrow-right">
                  {t('report.place.yes')}
                </Button>
              </ActionBar>
              <section class="sd-report-elsewhere">
                <h2 class="kern-heading-small">{t('report.place.other')}</h2>
                {address}
                <ActionBar>
                  <Button kind="secondary" name="aktion" value="weiter">
                    {t('report.place.take')}
                  </Button>
                </ActionBar>
                {otherWays}
              </section>
            </>
          ) : (
            <>
              {map(address)}
              <ActionBar>
                <Button name="aktion" value="weiter" iconAfter="arrow-right">
                  {t('ui.next')}
                </Button>
              </ActionBar>
              {otherWays}
            </>
          )}
        </Form>
      </StepLayout>
    )
  },

  async take(j, given) {
    const { ctx } = j
    const typed = clean(given.text('adresse')).slice(0, 200)
    const wrong = (field: string, key: string): Taken => ({
      mistakes: {
        errors: { [field]: ctx.t(`report.place.${key}`, { town: ctx.tenant.name }) },
        values: { adresse: typed, koordinaten: clean(given.text('koordinaten')).slice(0, 100) },
      },
    })
    const search = { change: {}, to: `${urlWith(paths.reportStep('ort'), { adresse: typed })}#adresse` }
    if (given.text('aktion') === 'adresse-suchen') return typed ? search : wrong('adresse', 'addressMissing')

    const hit = given.text('adresseId')
    if (isUuid(hit)) {
      const address = await addressById(ctx, hit)
      if (!address) return wrong('adresse', 'addressGone')
      const { lat, lon, label } = address
      const by = given.text('weg') === 'liste' ? 'list' : 'address'
      return chosen(given, { place: { lat, lon }, placedBy: by, address: label })
    }

    if (given.text('weg') === 'liste') {
      const back = { bezirk: given.text('bezirk'), strasse: given.text('strasse'), fehlt: '1' }
      return { change: {}, to: urlWith(paths.placeList, back) }
    }

    const figures = clean(given.text('koordinaten'))
    if (figures) {
      const place = placeFrom(figures)
      if (!place) return wrong('koordinaten', 'figuresWrong')
      if (await isFar(ctx, place)) return wrong('koordinaten', 'far')
      return {
        change: { place, placedBy: 'map', address: null, placeConfirmed: false },
        to: paths.reportStep('ort'),
      }
    }

    const by = placedBy(given.text('von'))
    const onMap = ['map', 'device'].includes(given.text('von'))
    // Words typed and nothing picked: the person means these words, not the place proposed before.
    if (typed && !onMap) return given.text('gesucht') === typed ? wrong('adresseId', 'pick') : search
    const given2 = [given.text('lat'), given.text('lon')]
    const place = given2.every((text) => /^-?\d+(\.\d+)?$/.test(text))
      ? validPlace(Number(given2[0]), Number(given2[1]))
      : null
    if (!place) return wrong('adresse', 'missing')
    if (await isFar(ctx, place)) return wrong('adresse', 'far')
    const same = j.answers.place?.lat === place.lat && j.answers.place.lon === place.lon
    const address = same ? (j.answers.address ?? null) : null
    return chosen(given, { place, placedBy: same ? (j.answers.placedBy ?? by) : by, address })
  },
}

/** A place that was seen on a map or picture is confirmed; any other is shown first. */
function chosen(given: Given, change: FormAnswers & { place: Place }): Taken {
  const seen = given.text('gesehen') === seenAs(change.place)
  return seen
    ? { change: { ...change, placeConfirmed: true } }
    : { change: { ...change, placeConfirmed: false }, to: paths.reportStep('ort') }
}

const seenAs = ({ lat, lon }: Place): string => `${lat},${lon}`

const placedBy = (word: string): PlacedBy =>
  (['photo', 'map', 'address', 'list', 'device'] as const).find((by) => by === word) ?? 'map'

function OutsideNotice({ j }: { j: Journey }) {
  const { t, town } = j.view
  return (
    <Notice tone="warning" title={t('report.place.outside', { town: town.name })}>
      <p>{t('report.place.outsideText')}</p>
    </Notice>
  )
}

/** For the island: a place in words, while it moves over the map. */
export async function nearJson(ctx: Journey['ctx'], lat: number, lon: number) {
  const place = validPlace(lat, lon)
  if (!place) return null
  const { words, inside } = await whereIs(ctx, place)
  const { district } = await areaAt(ctx, place)
  const far = await isFar(ctx, place)
  const note = far ? 'far' : inside ? null : 'outside'
  return {
    words,
    inside,
    far,
    district: district?.name ?? null,
    note: note && ctx.t(`report.place.${note}`, { town: ctx.tenant.name }),
  }
}

/** For the island: addresses for what is typed. */
export async function addressesJson(ctx: Journey['ctx'], text: string) {
  const hits = await searchAddresses(ctx, clean(text).slice(0, 200), HITS)
  const named = await districtNames(ctx)
  return hits.map(({ id, label, district, lat, lon }) => ({
    value: id,
    label,
    detail: named(district),
    lat,
    lon,
  }))
}
