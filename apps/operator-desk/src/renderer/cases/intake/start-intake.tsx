import type { TrackKey } from '@cherha/shared/workflow'
import { useEffect } from 'react'
import { useCard, useCases, useForm, useLook } from '../look.tsx'
import { CaseButton } from '../parts/case-button.tsx'
import { Told } from '../parts/told.tsx'
import { starting } from '../state/intake.ts'

/** The service of the visitor has a card: here its application is begun. */
export function StartIntake({
  visit,
  services,
}: {
  readonly visit: string
  readonly services: readonly { readonly id: string; readonly card: string; readonly title: string }[]
}) {
  const { desk, t, say } = useLook()
  const [typed, type] = useForm(`start ${visit}`)
  const looking = useCases(({ intake }) => intake.state === 'looking')
  const service = services.find(({ id }) => id === typed['service']) ?? services[0]
  const card = useCard(service === undefined ? null : { id: service.card })
  const wanted = service?.card
  useEffect(() => {
    if (wanted !== undefined) void desk.folders.loadNewestCard(wanted)
  }, [desk, wanted])
  if (service === undefined) return null
  const track = card?.tracks.find(({ key }) => key === typed['track'])?.key ?? card?.tracks[0]?.key ?? 'standard'
  const grounds = card?.information?.grounds ?? []
  const chosen = grounds.filter(({ key }) => typed[`ground ${key}`] === true).map(({ key }) => key)
  const missing = grounds.length > 0 && chosen.length === 0
  return (
    <section className="start-intake" aria-labelledby="start-intake">
      <h2 id="start-intake">{t('case.visit')}</h2>
      {services.length > 1 && (
        <fieldset className="grounds">
          <legend>{t('intake.service')}</legend>
          {services.map(({ id, title }) => (
            <label key={id} className="tick">
              <input type="radio" name="service" checked={service.id === id} onChange={() => type('service', id)} />
              <span>{title}</span>
            </label>
          ))}
        </fieldset>
      )}
      <p className="quiet">
        {card === null ? service.title : t('intake.byCard', { card: card.id, title: say(card.title) })}
      </p>
      {card !== null && card.tracks.length > 1 && (
        <fieldset className="grounds">
          <legend>{t('intake.track')}</legend>
          {card.tracks.map(({ key, title, text }) => (
            <label key={key} className="tick">
              <input type="radio" name="track" checked={track === key} onChange={() => type('track', key)} />
              <span>
                {say(title)}
                {text !== undefined && <small>{say(text)}</small>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {grounds.length > 0 && (
        <fieldset className="grounds">
          <legend>{t('intake.grounds')}</legend>
          {grounds.map(({ key, number, text }) => (
            <label key={key} className="tick">
              <input
                type="checkbox"
                checked={typed[`ground ${key}`] === true}
                onChange={(event) => type(`ground ${key}`, event.target.checked)}
              />
              <span>
                <b>{number}) </b>
                {say(text)}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div className="acts">
        <CaseButton
          id={starting}
          pressed={starting}
          className="go"
          off={looking || missing}
          describedBy={missing ? 'start-missing' : undefined}
          onPress={() =>
            void desk.intake.start({
              service: service.id,
              track: track satisfies TrackKey,
              ...(chosen.length === 0 ? {} : { grounds: [...chosen] }),
            })
          }
        >
          {t('intake.open')}
        </CaseButton>
        <p id="start-missing" className="quiet">
          {t(looking ? 'intake.looking' : missing ? 'intake.groundFirst' : 'intake.openRule')}
        </p>
      </div>
      <Told id={starting} />
    </section>
  )
}
