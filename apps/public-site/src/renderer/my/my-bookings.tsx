import type { BookingView, Mine } from '@cherha/shared/protocol'
import { formatTime } from '@cherha/ui'
import { useEffect, useRef, useState } from 'react'
import { problemOf } from '../booking/refusal.ts'
import { isBooking, isMine } from '../net/api.ts'
import { ask, type Refused } from '../net/ask.ts'
import { persist } from '../net/persist.ts'
import { Told } from '../parts/frame.tsx'
import { homeZone } from '../parts/zone.ts'
import { followed, hrefOf, type Route } from '../route.ts'
import { textOf, useWords } from '../texts/texts.ts'
import { BookingCard } from './booking-card.tsx'
import { CancelDialog } from './cancel-dialog.tsx'

const open: readonly BookingView['state'][] = ['booked', 'asked']

/** The bookings of a number: looked at, cancelled, reminded of. */
export function MyBookings({
  mine,
  onMine,
  onEnd,
  goTo,
}: {
  readonly mine: Mine
  readonly onMine: (mine: Mine) => void
  /** @param isOver the server has ended the session already */
  readonly onEnd: (isOver: boolean) => void
  readonly goTo: (to: Route) => void
}) {
  const { t, of, language } = useWords()
  const [asked, setAsked] = useState<BookingView | null>(null)
  const [cancelling, setCancelling] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  /** What was asked for about reminders, until the server has said it too. */
  const [wished, setWished] = useState<boolean | null>(null)
  const stop = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    stop.current = controller
    return () => controller.abort()
  }, [])

  // a request that is answered “no” is a booking again
  const states = useRef(new Map<string, BookingView['state']>())
  useEffect(() => {
    for (const { id, state, number } of mine.bookings) {
      const before = states.current.get(id)
      if (before === 'asked' && state === 'booked') setProblem(textOf(language, 'my.cancel.refused', { number }))
      if (before === 'asked' && state === 'cancelled') setSaid(textOf(language, 'my.cancel.done', { number }))
      states.current.set(id, state)
    }
  }, [mine.bookings, language])

  function refuse(refused: Refused): void {
    if (refused.code === 'session-ended') onEnd(true)
    else setProblem(of(problemOf(refused, 'phone').text))
  }

  async function cancel({ id, number }: BookingView): Promise<void> {
    setAsked(null)
    if (cancelling !== null) return
    setCancelling(id)
    setProblem(null)
    setSaid(null)
    const send = () => ask({ method: 'DELETE', path: `/api/booking/mine/${id}` }, isBooking)
    const answer = await persist(send, () => setSaid(t('my.unconfirmed')), stop.current.signal)
    if (answer === null) return
    setCancelling(null)
    setSaid(null)
    if (answer.is === 'refused') return refuse(answer)
    onMine({ ...mine, bookings: mine.bookings.map((one) => (one.id === id ? answer.value : one)) })
    setSaid(t(answer.value.state === 'asked' ? 'my.cancel.asked' : 'my.cancel.done', { number }))
  }

  async function remind(reminders: boolean): Promise<void> {
    if (wished !== null) return
    setProblem(null)
    setWished(reminders)
    const answer = await ask({ method: 'PUT', path: '/api/booking/mine/reminders', body: { reminders } }, isMine)
    setWished(null)
    if (answer.is === 'refused') refuse(answer)
    else if (answer.is !== 'answer') setProblem(t(`problem.${answer.is}-list`))
    else {
      onMine(answer.value)
      setSaid(t(answer.value.reminders ? 'my.reminders.on' : 'my.reminders.off'))
    }
  }

  const ahead = mine.bookings.filter(({ state }) => open.includes(state))
  const past = mine.bookings.filter(({ state }) => !open.includes(state))
  const booking: Route = { page: 'booking', language }
  const zone = mine.bookings[0]?.office.timeZone ?? homeZone
  const card = (one: BookingView) => (
    <BookingCard key={one.id} booking={one} isCancelling={one.id === cancelling} onCancel={() => setAsked(one)} />
  )
  return (
    <>
      <div className="block">
        <Told>{problem}</Told>
        <p className="saying" role="status">
          {said}
        </p>
        {mine.bookings.length === 0 && <p>{t('my.none')}</p>}
        <ul className="cards">{ahead.map(card)}</ul>
        {ahead.length === 0 && (
          <p className="acts">
            <a className="btn" href={hrefOf(booking)} onClick={(event) => followed(event, () => goTo(booking))}>
              {t('my.none.go')}
            </a>
          </p>
        )}
        <label className="switch">
          <input
            type="checkbox"
            checked={wished ?? mine.reminders}
            onChange={({ target }) => void remind(target.checked)}
          />
          {t('my.reminders')}
        </label>
      </div>
      {past.length > 0 && (
        <section className="block">
          <h2>{t('my.past')}</h2>
          <ul className="cards">{past.map(card)}</ul>
        </section>
      )}
      <p className="block acts">
        <button type="button" className="btn" onClick={() => onEnd(false)}>
          {t('my.end')}
        </button>
        <span className="note">{t('my.until', { time: formatTime(Date.parse(mine.until), zone) })}</span>
      </p>
      {asked !== null && <CancelDialog booking={asked} onNo={() => setAsked(null)} onYes={() => void cancel(asked)} />}
    </>
  )
}
