import { dayOfMonth, formatDate, monthName, useLanguage } from '@cherha/ui'
import type { Language, TerminalView } from '@cherha/shared/protocol'
import { inPages } from '../calendar.ts'
import type { Path } from '../flow/flow.ts'
import { serviceState, type ScreenProps } from '../kiosk.ts'
import { BackKey } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { useT, type T } from '../texts/index.ts'

const rowsPerPage = 6
/** From this length on a title takes three lines of smaller type. */
const longTitle = 63

/** The office's services with their free places, in pages of six. */
export function ServicesScreen({ kiosk, screen }: ScreenProps<'services'>) {
  const t = useT()
  const language = useLanguage()
  const { view, dispatch } = kiosk
  const pages = inPages(view.office.services, rowsPerPage)
  const page = Math.min(screen.page, pages.length - 1)
  const more = (
    <button
      type="button"
      className="key more"
      onClick={() => dispatch({ do: 'turn-page', page: (page + 1) % pages.length })}
    >
      <span>
        {t('services.more')}
        <small>{t('services.page', { page: page + 1, of: pages.length })}</small>
      </span>
    </button>
  )
  return (
    <Page
      kiosk={kiosk}
      title={t('services.title')}
      note={t(screen.path === 'later' ? 'services.note.later' : 'services.note')}
      step={{ path: screen.path, name: 'service' }}
      label={t(`services.group.${screen.path}`)}
      foot={
        <>
          <BackKey kiosk={kiosk} />
          {pages.length > 1 && (
            <>
              <div className="grow" />
              {more}
            </>
          )}
        </>
      }
    >
      <ul className="rows">
        {(pages[page] ?? []).map((service) => {
          const title = service.title[language]
          const places = placesOf(view, service.id, screen.path, language, t)
          return (
            <li key={service.id}>
              <button
                type="button"
                className={places.none ? 'row none' : 'row'}
                onClick={() => dispatch({ do: 'choose-service', service: service.id })}
              >
                <span className="plate" aria-hidden="true">
                  {service.letter}
                </span>
                <span className={title.length >= longTitle ? 'name long' : 'name'}>{title}</span>
                {places.free}
              </button>
            </li>
          )
        })}
      </ul>
    </Page>
  )
}

/** What stands at the right of a service: places of today, or its nearest later day. */
function placesOf(view: TerminalView, service: string, path: Path, language: Language, t: T) {
  const state = serviceState(view, service)
  const none = { none: true, free: <span className="free">{t('services.none')}</span> }
  switch (path) {
    case 'priority':
      return { none: false, free: null }
    case 'today':
      return state === undefined || state.freeToday === 0
        ? none
        : { none: false, free: <Free big={state.freeToday} small={t('places.word', { count: state.freeToday })} /> }
    case 'later': {
      const date = state?.nextDay?.date
      if (date === undefined) return none
      return {
        none: false,
        free: (
          <Free
            big={dayOfMonth(date)}
            small={monthName(date, language)}
            title={formatDate(date, language, 'weekday')}
          />
        ),
      }
    }
  }
}

function Free({ big, small, title }: { big: number; small: string; title?: string }) {
  return (
    <span className="free">
      <b>{big}</b> {small}
      {title !== undefined && <span className="vh">, {title}</span>}
    </span>
  )
}
