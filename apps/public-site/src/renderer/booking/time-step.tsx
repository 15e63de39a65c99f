import { counted, formatDate } from '@cherha/ui'
import { useEffect, useState } from 'react'
import { isDays, isPlaces } from '../net/api.ts'
import { Foot, Loading, Said, Warning } from '../parts/plain.tsx'
import { Dock, StepHead } from '../parts/frame.tsx'
import { useLoaded } from '../parts/loaded.ts'
import { Unanswered } from '../parts/unanswered.tsx'
import { useWords } from '../texts/texts.ts'
import { CalendarTable } from './calendar-table.tsx'
import { nextOpening } from './next-opening.ts'
import { placeForms } from './place-forms.ts'
import type { StepProps } from './step-props.ts'

/** Third question: day and time, with what is free. */
export function TimeStep({
  choices,
  rules,
  go,
  back,
  heading,
  problem,
  what,
  phones,
  round,
  onRefused,
}: StepProps & {
  readonly what: string | undefined
  readonly phones: readonly string[]
  /** Grows when a place was lost: everything is asked for again. */
  readonly round: number
  readonly onRefused: (code: string) => void
}) {
  const words = useWords()
  const { t, language } = words
  const { service, office, date, time } = choices
  const query = `service=${service}&office=${office}`
  const days = useLoaded(`/api/booking/days?${query}`, isDays)
  const { again } = days
  const places = useLoaded(date === undefined ? null : `/api/booking/places?${query}&date=${date}`, isPlaces)
  const { again: placesAgain } = places
  useEffect(() => {
    if (round === 0) return
    again()
    placesAgain()
  }, [round, again, placesAgain])
  const refused = days.asked?.is === 'refused' ? days.asked.code : null
  useEffect(() => {
    if (refused !== null) onRefused(refused)
  }, [refused, onRefused])
  const known = days.asked?.is === 'answer' ? days.asked.value : null
  const times = places.asked?.is === 'answer' ? places.asked.value.times : null
  // a day and a time that were lost meanwhile are not chosen any more
  const lostTime = time !== undefined && times !== null && !times.some((one) => one.time === time)
  useEffect(() => {
    if (!lostTime) return
    const { time: _lost, ...rest } = choices
    go(rest, true)
  })
  const firstFree = known?.days.find(({ free }) => free > 0)?.date
  const free = known === null || firstFree !== undefined
  // the nearest day with places is looked at first: one touch less
  useEffect(() => {
    if (date === undefined && firstFree !== undefined) go({ ...choices, date: firstFree }, true)
  })
  // what stands below the times comes with them, so that nothing jumps
  const [settled, setSettled] = useState(false)
  if (!settled && known !== null && (!free || places.asked !== null)) setSettled(true)
  const chosen = date !== undefined && time !== undefined && times !== null && !lostTime
  return (
    <>
      <StepHead step="time" title={t('time.title')} what={what} heading={heading} onBack={back} />
      {problem}
      {days.asked === null || days.asked.is === 'refused' ? (
        <Loading text={t('time.loading')} rows={6} />
      ) : days.asked.is !== 'answer' ? (
        <Unanswered why={days.asked.is} again={days.again} />
      ) : (
        <>
          {(rules?.state !== 'open' || rules.addresses === 'refused') && rules !== null && (
            <div className="block">
              <Warning words={words} rules={rules} />
            </div>
          )}
          {!free && (
            <div className="block">
              <Said>
                <b>{t('time.sold-out')}.</b> {t('third')}
              </Said>
            </div>
          )}
          {known !== null && known.days.length > 0 && (
            <CalendarTable
              days={known.days}
              chosen={date ?? null}
              onChoose={(day) => go({ service: service ?? '', office: office ?? '', date: day }, true)}
            />
          )}
          {date !== undefined && (
            <section className="block times" aria-labelledby="times">
              <h2 id="times">{capital(formatDate(date, language, 'weekday-day-month'))}</h2>
              {places.asked === null ? (
                <p className="note pause">{t('time.loading')}</p>
              ) : places.asked.is === 'offline' || places.asked.is === 'away' ? (
                <Unanswered why={places.asked.is} again={places.again} />
              ) : times === null || times.length === 0 ? (
                <p className="pause">{capital(t('time.no-places'))}</p>
              ) : (
                <ul>
                  {times.map(({ time: one, free: count }) => (
                    <li key={one}>
                      <button
                        type="button"
                        className={one === time ? 'is-on' : undefined}
                        aria-pressed={one === time}
                        aria-label={`${one}, ${counted(count, language, placeForms[language])}`}
                        onClick={() => go({ ...choices, time: one }, true)}
                      >
                        {one}
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          )}
          {settled && (
            <>
              <p className="block note">
                {free && `${t('time.other')} `}
                {known?.next && nextOpening(known.next, known.timeZone, language, Date.now(), t)}
              </p>
              <Foot words={words} rules={rules} phones={phones} />
            </>
          )}
          {settled && !free && <Dock onClick={back}>{t('third.go')}</Dock>}
          {settled && free && (
            <Dock isIdle={!chosen} onClick={() => go({ ...choices, step: 'document' })}>
              {chosen
                ? t('time.go', { date: formatDate(date, language, 'day-month'), time })
                : t(date === undefined ? 'time.choose-day' : 'time.choose')}
            </Dock>
          )}
        </>
      )}
    </>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
