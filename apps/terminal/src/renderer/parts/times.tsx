import { Icon } from '@cherha/ui'
import { useState } from 'react'
import { inPages } from '../calendar.ts'
import type { FreeTime, Loaded } from '../places.ts'
import { useT } from '../texts/index.ts'

interface Props {
  readonly heading: string
  readonly times: Loaded<readonly FreeTime[]>
  /** The time that is on. */
  readonly chosen: string | null
  readonly perPage: number
  readonly onPick: (time: string) => void
}

/** Free times of a day, six in a row, in pages. */
export function Times({ heading, times, chosen, perPage, onPick }: Props) {
  const t = useT()
  const all = times.is === 'here' ? times.value : []
  const pages = inPages(all, perPage)
  const withChosen = Math.max(
    0,
    pages.findIndex((page) => page.some((one) => one.time === chosen)),
  )
  // turning pages holds until another day or time is chosen
  const [turned, setTurned] = useState<{ to: number; of: string } | null>(null)
  const of = `${heading} ${chosen}`
  const page = Math.min(turned?.of === of ? turned.to : withChosen, Math.max(0, pages.length - 1))
  return (
    <div className="times">
      <div className="cal-head">
        <h2>{heading}</h2>
        {pages.length > 1 && (
          <Pager
            page={page}
            of={pages.length}
            turn={(to) => setTurned({ to, of })}
            earlier={t('when.earlier-times')}
            later={t('when.later-times')}
          />
        )}
      </div>
      <ul aria-label={t('when.times')}>
        {(pages[page] ?? []).map(({ time }) => (
          <li key={time}>
            <button
              type="button"
              className={time === chosen ? 'is-on' : undefined}
              aria-pressed={time === chosen}
              onClick={() => onPick(time)}
            >
              {time}
            </button>
          </li>
        ))}
      </ul>
      {times.is === 'failed' && (
        <p className="say" role="alert">
          {t('when.failed')}
        </p>
      )}
    </div>
  )
}

interface PagerProps {
  readonly page: number
  readonly of: number
  readonly turn: (page: number) => void
  readonly earlier: string
  readonly later: string
}

/** Up and down: earlier and later. One that leads nowhere has nothing to tell. */
export function Pager({ page, of, turn, earlier, later }: PagerProps) {
  const [first, last] = [page === 0, page >= of - 1]
  return (
    <div className="pager">
      <button
        type="button"
        aria-label={earlier}
        disabled={first}
        data-unspoken={first ? '' : undefined}
        onClick={() => turn(page - 1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        aria-label={later}
        disabled={last}
        data-unspoken={last ? '' : undefined}
        onClick={() => turn(page + 1)}
      >
        <Icon name="down" />
      </button>
    </div>
  )
}
