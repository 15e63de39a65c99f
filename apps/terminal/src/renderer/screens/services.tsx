import { dayOfMonth, formatDate, monthName, useLanguage } from '@cherha/ui'
import type { Language, TerminalView } from '@cherha/shared/protocol'
import type { ReactNode } from 'react'
import { inPages } from '../calendar.ts'
import type { Path, TextStep } from '../flow/flow.ts'
import { serviceState, type Kiosk, type ScreenProps } from '../kiosk.ts'
import { BackKey } from '../parts/controls.tsx'
import { Page } from '../parts/page.tsx'
import { useT, type T } from '../texts/index.ts'

/** Rows of a page by the size of type. */
export const rowsPerPage: Readonly<Record<TextStep, number>> = { 0: 6, 1: 5, 2: 4 }
/** From this length on a title takes three lines of smaller type. */
const longTitle = 63

/** The office's services with their free places, in pages of six. */
export function ServicesScreen({ kiosk, screen }: ScreenProps<'services'>) {
  const t = useT()
  const language = useLanguage()
  const { view, flow, dispatch } = kiosk
  const pages = inPages(view.office.services, rowsPerPage[flow.text])
  const page = Math.min(screen.page, pages.length - 1)
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
          <MoreServices kiosk={kiosk} page={page} pages={pages.length} />
        </>
      }
    >
      <ul className="rows">
        {(pages[page] ?? []).map((service) => {
          const places = placesOf(view, service.id, screen.path, language, t)
          return (
            <li key={service.id}>
              <ServiceRow
                service={service}
                none={places.none}
                free={places.free}
                onPress={() => dispatch({ do: 'choose-service', service: service.id })}
              />
            </li>
          )
        })}
      </ul>
    </Page>
  )
}

interface RowProps {
  readonly service: TerminalView['office']['services'][number]
  readonly onPress: () => void
  /** No places: dashed, but it can still be asked. */
  readonly none?: boolean
  /** What stands at the right. */
  readonly free?: ReactNode
  readonly disabled?: boolean
}

/** One service of the list. */
export function ServiceRow({ service, onPress, none = false, free = null, disabled = false }: RowProps) {
  const title = service.title[useLanguage()]
  return (
    <button type="button" className={none ? 'row none' : 'row'} disabled={disabled} onClick={onPress}>
      <span className="plate" aria-hidden="true">
        {service.letter}
      </span>
      <span className={title.length >= longTitle ? 'name long' : 'name'}>{title}</span>
      {free}
    </button>
  )
}

/** The key to the next page of services, where there is more than one. */
export function MoreServices({ kiosk, page, pages }: { kiosk: Kiosk; page: number; pages: number }) {
  const t = useT()
  if (pages < 2) return null
  return (
    <>
      <div className="grow" />
      <button
        type="button"
        className="key more"
        onClick={() => kiosk.dispatch({ do: 'turn-page', page: (page + 1) % pages })}
      >
        <span>
          {t('services.more')}
          <small>{t('services.page', { page: page + 1, of: pages })}</small>
        </span>
      </button>
    </>
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
