import type { BookingView } from '@cherha/shared/protocol'
import { formatDate, unbroken } from '@cherha/ui'
import { useWords } from '../texts/texts.ts'
import { calendarFile } from './calendar-file.ts'
import { QrCode } from './qr-code.tsx'

/** Where and when, as the message says it too. */
export function TicketFacts({ booking }: { readonly booking: BookingView }) {
  const { t, of, language } = useWords()
  const { office, service, date, time } = booking
  return (
    <dl className="ticket-facts">
      <div>
        <dt>{t('done.when')}</dt>
        <dd className="when">{t('done.at', { date: formatDate(date, language, 'weekday-day-month'), time })}</dd>
      </div>
      <div>
        <dt>{t('done.office')}</dt>
        <dd>
          {of(office.name)}
          <span className="note">{unbroken(of(office.address))}</span>
        </dd>
      </div>
      <div>
        <dt>{t('done.service')}</dt>
        <dd>{of(service.title)}</dd>
      </div>
    </dl>
  )
}

/** What the terminal wants to see (B32): shown here, and in no message. */
export function CheckIn({ booking }: { readonly booking: BookingView }) {
  const { t } = useWords()
  const { checkInCode } = booking
  return (
    <div className="check-in">
      <QrCode content={booking.qr} label={t('done.qr')} />
      <div>
        <p className="note">{t('done.code')}</p>
        <p className="num code-text">
          {checkInCode.slice(0, 4)} {checkInCode.slice(4)}
        </p>
        <p className="note">{t('done.code.why')}</p>
      </div>
    </div>
  )
}

/** A file the phone’s calendar takes. */
export function CalendarButton({ booking }: { readonly booking: BookingView }) {
  const { t, language } = useWords()
  function save(): void {
    const url = URL.createObjectURL(
      new Blob([calendarFile(booking, language, Date.now())], { type: 'text/calendar;charset=utf-8' }),
    )
    const link = document.createElement('a')
    link.href = url
    link.download = `${booking.number}-${booking.date}.ics`
    link.click()
    // the browser reads it after the click
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return (
    <button type="button" className="btn" onClick={save}>
      {t('done.calendar')}
    </button>
  )
}
