import type { PublicOffice } from '@cherha/shared/protocol'
import { formatDate, formatTime, Icon, officeDate, unbroken } from '@cherha/ui'
import { deviceZone } from '../office-time.ts'

export interface HeadProps {
  readonly office: PublicOffice | null
  /** Hub time, ms since 1970. */
  readonly now: number
  readonly tall: boolean
  /** An alert shows no mark: nothing on it is yellow. */
  readonly plain?: boolean
}

/** Longer than one line of the portrait board at its full size, in characters. */
const longName = 22
const longAddress = 26
/** Longer than two lines of either board at the size of long names. */
const longestName = 60

/** Office, address, date and time: the top of every screen but the full-screen call. */
export function Head({ office, now, tall, plain = false }: HeadProps) {
  const day = <span key="day">{formatDate(officeDate(now, zoneOf(office)), 'uk', 'weekday-day-month')}</span>
  const time = <Clock key="time" office={office} now={now} />
  const long = office !== null && (office.name.uk.length > longName || office.address.uk.length > longAddress)
  const size = office !== null && office.name.uk.length > longestName ? 'office long longest' : 'office long'
  return (
    <header className="head">
      <p className={long ? size : 'office'}>
        {!plain && <Icon name="mark" />}
        {office !== null && (
          <span>
            {unbroken(office.name.uk)} <small>{unbroken(office.address.uk)}</small>
          </span>
        )}
      </p>
      <p className="clock">{tall ? [time, day] : [day, time]}</p>
    </header>
  )
}

/** Time of day in the office. */
export function Clock({ office, now }: { office: PublicOffice | null; now: number }) {
  const time = formatTime(now, zoneOf(office))
  return <time dateTime={`${officeDate(now, zoneOf(office))}T${time}`}>{time}</time>
}

/** The office's time zone, or the device's own while the office is unknown. */
export function zoneOf(office: PublicOffice | null): string {
  return office?.timeZone ?? deviceZone()
}
