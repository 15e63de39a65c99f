import { Icon, formatDate, useLanguage } from '@cherha/ui'
import { forget, problemText, serviceState, serviceTitle, type Kiosk, type ScreenProps } from '../kiosk.ts'
import type { Order } from '../flow/flow.ts'
import type { Language } from '@cherha/shared/protocol'
import { BackKey, Big, GoKey } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { PersonName } from '../parts/person-name.tsx'
import { useT, type T } from '../texts/index.ts'

/** Everything once more before the ticket is taken. */
export function CheckScreen({ kiosk, screen }: ScreenProps<'check'>) {
  const t = useT()
  const language = useLanguage()
  const { view, flow, dispatch, commands } = kiosk
  const { order, sending, problem } = screen
  const category = view.priorityCategories.find((one) => one.code === order.priority)
  return (
    <Page
      kiosk={kiosk}
      title={t('check.title')}
      note={t('check.note')}
      problem={problem && problemText(problem, language, t)}
      step={{ path: order.path, name: 'check' }}
      label={t('check.group')}
      className="tight"
      foot={
        <>
          <BackKey kiosk={kiosk} />
          <GoKey pending={sending} onPress={() => void commands.register()}>
            {t('check.register')}
          </GoKey>
        </>
      }
    >
      <dl className="facts on-page">
        <div>
          <dt>{t('check.time')}</dt>
          <dd>{timeFact(order, kiosk, language, t)}</dd>
        </div>
        <div>
          <dt>{t('check.person')}</dt>
          <dd>
            <PersonName person={flow.person} />
          </dd>
        </div>
        <div>
          <dt>{t('check.service')}</dt>
          <dd className="service">{serviceTitle(view, order.service, language)}</dd>
        </div>
        {category && (
          <div>
            <dt>{t('check.priority')}</dt>
            <dd className="service">{category.title[language]}</dd>
          </div>
        )}
        {flow.guardian && (
          <div className="with-key">
            <dt>{t('check.guardian')}</dt>
            <dd className="service">
              {flow.guardian.by === 'phone'
                ? flow.guardian.value
                : t('check.guardian.digits', { digits: flow.guardian.value })}
              {!sending && (
                <button
                  type="button"
                  className="key"
                  aria-label={t('check.guardian.remove')}
                  onClick={() => dispatch({ do: 'remove-guardian' })}
                >
                  <Icon name="cross" />
                </button>
              )}
            </dd>
          </div>
        )}
      </dl>
      {problem !== null && (
        <button type="button" className="key start-over" onClick={() => forget(kiosk)}>
          {t('check.start-over')}
        </button>
      )}
      {flow.guardian === null && problem === null && !sending && (
        <Big title={t('check.child')} note={t('check.child.note')} onPress={() => dispatch({ do: 'add-guardian' })} />
      )}
    </Page>
  )
}

function timeFact(order: Order, { view, today }: Kiosk, language: Language, t: T): string {
  if (order.path === 'later' && order.date !== null) {
    return t('date.comma.at', { date: formatDate(order.date, language, 'weekday-day-month'), time: order.time ?? '–' })
  }
  const date = formatDate(today, language, 'day-month')
  if (order.path === 'priority') return t('check.now', { date })
  const time = order.time ?? serviceState(view, order.service)?.nearestToday ?? '–'
  return t('date.comma.at', { date: t('today.date', { date }), time })
}
