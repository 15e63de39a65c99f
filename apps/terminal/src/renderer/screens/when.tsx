import { formatDate, useAfter, useLanguage } from '@cherha/ui'
import { calendarPages, columnsOf } from '../calendar.ts'
import { capital, problemText, serviceState, serviceTitle, type ScreenProps } from '../kiosk.ts'
import { BackKey, GoKey, ProblemNote } from '../parts/controls.tsx'
import { CalendarTable } from '../parts/calendar-table.tsx'
import { Page } from '../parts/page.tsx'
import { Times } from '../parts/times.tsx'
import { useDays, useTimes } from '../places.ts'
import { useT } from '../texts/index.ts'
import { NoPlaces } from './no-places.tsx'

/** Nothing is shown for the first moment of loading. */
const loadingAfterMs = 400

/** Day and time from the available ones (document 000 II.9). */
export function WhenScreen(props: ScreenProps<'when'>) {
  const { kiosk, screen } = props
  const state = serviceState(kiosk.view, screen.order.service)
  if (screen.order.path === 'later') return state?.nextDay == null ? <NoPlaces {...props} /> : <LaterDay {...props} />
  return state === undefined || state.freeToday === 0 ? <NoPlaces {...props} /> : <TodayTimes {...props} />
}

/** Today: the nearest time is on, the others are offered. */
function TodayTimes({ kiosk, screen }: ScreenProps<'when'>) {
  const t = useT()
  const language = useLanguage()
  const { view, today, seq, hubUrl, dispatch } = kiosk
  const { order, problem } = screen
  const times = useTimes(hubUrl, order.service, today, seq)
  const offered = times.is === 'here' ? times.value : []
  const nearest = offered[0]?.time ?? serviceState(view, order.service)?.nearestToday ?? null
  // a time somebody else took meanwhile is no longer on
  const picked =
    order.time !== null && (times.is !== 'here' || offered.some((one) => one.time === order.time)) ? order.time : null
  const chosen = picked ?? nearest
  const heading = t('today.date', { date: formatDate(today, language, 'day-month') })
  return (
    <Page
      kiosk={kiosk}
      title={t('when.today.title')}
      step={{ path: order.path, name: 'time' }}
      chosen={[[t('when.service'), serviceTitle(view, order.service, language)]]}
      label={t('when.group')}
      foot={
        <>
          <BackKey kiosk={kiosk} />
          {chosen !== null && (
            <GoKey onPress={() => dispatch({ do: 'choose-place', path: 'today', date: today, time: picked })}>
              {t('date.at', { date: t('today'), time: chosen })}
            </GoKey>
          )}
        </>
      }
    >
      <ProblemNote text={problem && problemText(problem, language, t)} />
      <Times
        heading={heading}
        times={times}
        chosen={chosen}
        perPage={problem === null ? 42 : 30}
        onPick={(time) => dispatch({ do: 'pick-time', time })}
      />
      {times.is === 'loading' && <Loading />}
    </Page>
  )
}

/** Another day: the calendar, and the times of the day that is on. */
function LaterDay({ kiosk, screen }: ScreenProps<'when'>) {
  const t = useT()
  const language = useLanguage()
  const { view, today, seq, hubUrl, dispatch } = kiosk
  const { order, problem } = screen
  const loaded = useDays(hubUrl, order.service, seq)
  const days = loaded.is === 'here' ? loaded.value.filter((day) => day.date > today) : []
  const columns = columnsOf(view.office.hours, days)
  const pages = calendarPages(days, columns, today)
  const date = order.date ?? days.find((day) => day.free > 0)?.date ?? null
  const times = useTimes(hubUrl, order.service, date, seq)
  const offered = times.is === 'here' ? times.value : []
  const time = offered.find((one) => one.time === order.time)?.time ?? offered[0]?.time ?? null
  return (
    <Page
      kiosk={kiosk}
      title={t('when.title')}
      step={{ path: 'later', name: 'day-time' }}
      chosen={[[t('when.service'), serviceTitle(view, order.service, language)]]}
      label={t('when.group')}
      foot={
        <>
          <BackKey kiosk={kiosk} />
          {date !== null && time !== null && (
            <GoKey onPress={() => dispatch({ do: 'choose-place', path: 'later', date, time })}>
              {t('date.at', { date: formatDate(date, language, 'day-month'), time })}
            </GoKey>
          )}
        </>
      }
    >
      <ProblemNote text={problem && problemText(problem, language, t)} />
      {loaded.is === 'loading' && <Loading />}
      {loaded.is === 'failed' && (
        <p className="say" role="alert">
          {t('when.failed')}
        </p>
      )}
      <CalendarTable
        pages={pages}
        columns={columns}
        chosen={date}
        onPick={(day) => dispatch({ do: 'pick-date', date: day })}
      />
      {date !== null && (
        <Times
          heading={capital(formatDate(date, language, 'weekday-day-month'))}
          times={times}
          chosen={time}
          perPage={problem === null ? 12 : 6}
          onPick={(one) => dispatch({ do: 'pick-time', time: one })}
        />
      )}
    </Page>
  )
}

function Loading() {
  const t = useT()
  return useAfter(loadingAfterMs) ? (
    <p className="say quiet" role="status">
      {t('when.loading')}: –
    </p>
  ) : null
}
