import type { CardList, ServiceConfig } from '@cherha/shared/protocol'
import { useConsole } from '../../../console-context.ts'
import { Choice } from '../../../parts/field.tsx'
import { useConsoleTexts } from '../../../texts/texts.ts'
import { useLoad } from '../../../use-load.ts'
import { NumberField, TextField, useEditor, withEntry, withoutEntry } from './editor.tsx'
import { WeekFields } from './hours.tsx'
import { QuotaFields } from './limits.tsx'

/** Rule N1: letters that are not read as digits, and not the letter of priority. */
const letters = [...'\u0410\u041a\u0420\u0423\u041c\u0428\u0422\u0424\u042f\u041b\u0414\u0413\u0421\u041d\u0425']

/** What visitors come for. */
export function Services() {
  const t = useConsoleTexts()
  const { config, change } = useEditor()
  const { services } = config
  const { routes } = useConsole()
  const cards = useLoad('cards', routes.cards)
  const set = (next: ServiceConfig[]): void => change((before) => ({ ...before, services: next }))
  const free = letters.find((letter) => services.every((service) => service.letter !== letter))
  const add = (): void => {
    const ids = new Set(services.map(({ id }) => id))
    const number = Array.from({ length: 100 }, (_, index) => index + 1).find((one) => !ids.has(`service-${one}`))
    const empty = { uk: '', en: '' }
    set([
      ...services,
      { id: `service-${number}`, letter: free ?? '', title: empty, short: empty, minutes: 20, lanes: 1 },
    ])
  }
  return (
    <>
      {services.map((service, index) => (
        <Service
          key={index}
          service={service}
          path={`services.${index}`}
          cards={cards.value?.cards ?? null}
          onChange={(next) => set(withEntry(services, index, next))}
          onRemove={services.length > 1 ? () => set(withoutEntry(services, index)) : null}
        />
      ))}
      {free !== undefined && (
        <div className="acts">
          <button type="button" className="btn small" onClick={add}>
            {t('settings.addService')}
          </button>
        </div>
      )}
    </>
  )
}

function Service({
  service,
  path,
  cards,
  onChange,
  onRemove,
}: {
  readonly service: ServiceConfig
  readonly path: string
  /** null: not known yet, or the server cannot be reached. */
  readonly cards: CardList['cards'] | null
  readonly onChange: (service: ServiceConfig) => void
  readonly onRemove: (() => void) | null
}) {
  const t = useConsoleTexts()
  const { language } = useConsole()
  const { config, problemOf } = useEditor()
  const set = (part: Partial<ServiceConfig>): void => onChange({ ...service, ...part })
  const { hours, quotas, ...plain } = service
  const { card, ...cardless } = service
  return (
    <details className="entry" open={service.title.uk === '' || problemOf(path) !== null}>
      <summary>
        <span className="letter">{service.letter}</span>{' '}
        {service.title[language] === '' ? service.id : service.title[language]}{' '}
        <span className="quiet">{t('settings.serviceSum', { minutes: service.minutes, lanes: service.lanes })}</span>
      </summary>
      <div className="stack">
        <div className="row">
          <TextField path={`${path}.id`} label={t('settings.id')} value={service.id} onText={(id) => set({ id })} />
          <Choice
            label={t('settings.letter')}
            problem={problemOf(`${path}.letter`)}
            value={service.letter}
            onChange={(event) => set({ letter: event.target.value })}
          >
            {letters.map((letter) => (
              <option key={letter}>{letter}</option>
            ))}
          </Choice>
          <NumberField
            path={`${path}.minutes`}
            label={t('settings.minutes')}
            value={service.minutes}
            min={1}
            max={240}
            onValue={(minutes) => set({ minutes })}
          />
          <NumberField
            path={`${path}.lanes`}
            label={t('settings.lanes')}
            hint={t('settings.lanesHint')}
            value={service.lanes}
            min={1}
            max={20}
            onValue={(lanes) => set({ lanes })}
          />
        </div>
        {(['title', 'short'] as const).map((field) => (
          <div key={field} className="row">
            {(['uk', 'en'] as const).map((language) => (
              <TextField
                key={language}
                path={`${path}.${field}.${language}`}
                label={`${t(`settings.${field}`)} ${t(`language.${language}`)}`}
                lang={language}
                value={service[field][language]}
                onText={(text) => set({ [field]: { ...service[field], [language]: text } })}
              />
            ))}
          </div>
        ))}
        <Choice
          label={t('settings.card')}
          hint={t('settings.cardHint')}
          problem={problemOf(`${path}.card`)}
          value={card ?? ''}
          onChange={({ target }) => onChange(target.value === '' ? cardless : { ...cardless, card: target.value })}
        >
          <option value="">{t('settings.noCard')}</option>
          {cards?.map(({ id, title }) => (
            <option key={id} value={id}>
              {id}. {title[language]}
            </option>
          ))}
          {card !== undefined && cards?.every(({ id }) => id !== card) !== false && (
            <option value={card}>{cards === null ? card : t('settings.cardUnknown', { card })}</option>
          )}
        </Choice>
        <label className="tick">
          <input
            type="checkbox"
            checked={hours !== undefined}
            onChange={(event) =>
              onChange({
                ...plain,
                ...(quotas === undefined ? {} : { quotas }),
                ...(event.target.checked ? { hours: config.hours } : {}),
              })
            }
          />
          {t('settings.ownHours')}
        </label>
        {hours !== undefined && (
          <WeekFields path={`${path}.hours`} hours={hours} onHours={(next) => set({ hours: next })} />
        )}
        <label className="tick">
          <input
            type="checkbox"
            checked={quotas !== undefined}
            onChange={(event) =>
              onChange({
                ...plain,
                ...(hours === undefined ? {} : { hours }),
                ...(event.target.checked ? { quotas: config.quotas } : {}),
              })
            }
          />
          {t('settings.ownQuotas')}
        </label>
        {quotas !== undefined && (
          <QuotaFields path={`${path}.quotas`} quotas={quotas} onQuotas={(next) => set({ quotas: next })} />
        )}
        {onRemove !== null && (
          <div className="acts">
            <button type="button" className="btn stop small" onClick={onRemove}>
              {t('settings.removeService')}
            </button>
          </div>
        )}
      </div>
    </details>
  )
}
