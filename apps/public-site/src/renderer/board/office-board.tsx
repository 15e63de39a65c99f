import { formatTime } from '@cherha/ui'
import { type ReactNode, useEffect, useState } from 'react'
import { isPublicBoard, type PublicBoardShown } from '../net/api.ts'
import { ask } from '../net/ask.ts'
import { Loading, Said } from '../parts/plain.tsx'
import { homeZone } from '../parts/zone.ts'
import { useWords, type Words } from '../texts/texts.ts'

const everyMs = 5_000
/** Older than this is not “now”. */
const freshSeconds = 20
const staleSeconds = 90

interface Heard {
  readonly shown: PublicBoardShown
  readonly at: number
}

/** The board, asked for again and again; how old it is stands beside it, whatever happens to the connection. */
export function OfficeBoard({
  office,
  children,
}: {
  readonly office: string
  /** What stands below. @param zone time zone of the office */
  readonly children: (zone: string) => ReactNode
}) {
  const words = useWords()
  const { t } = words
  const [heard, setHeard] = useState<Heard | null>(null)
  const [isLost, setLost] = useState(false)
  const [, tick] = useState(0)
  useEffect(() => {
    let wanted = true
    const look = async (): Promise<void> => {
      const asked = await ask({ path: `/api/offices/${office}/board` }, isPublicBoard)
      if (!wanted) return
      setLost(asked.is !== 'answer')
      if (asked.is === 'answer') setHeard({ shown: asked.value, at: performance.now() })
      tick((old) => old + 1)
    }
    void look()
    // a page nobody looks at asks nothing
    const timer = setInterval(() => {
      if (!document.hidden) void look()
    }, everyMs)
    return () => {
      wanted = false
      clearInterval(timer)
    }
  }, [office])

  // what stands below comes with the board, so that it does not jump
  if (heard === null && !isLost) return <Loading text={t('service.loading')} />
  if (heard === null) {
    return (
      <>
        <div className="block">
          <Said>{t('problem.offline-list')}</Said>
        </div>
        {children(homeZone)}
      </>
    )
  }
  const { board, ageSeconds, timeZone, windows } = heard.shown
  const age = ageSeconds === null ? null : ageSeconds + Math.round((performance.now() - heard.at) / 1_000)
  return (
    <>
      <section className="block board" aria-label={t('board.title')}>
        <p className={age === null || age > staleSeconds ? 'age is-old' : 'age'}>{ageText(age, words)}</p>
        {board === null || board.date === null ? (
          <p className="pause">{t('board.closed')}</p>
        ) : (
          <BoardRows board={board} windows={windows} zone={timeZone} />
        )}
      </section>
      {children(timeZone)}
    </>
  )
}

function BoardRows({
  board,
  windows,
  zone,
}: {
  readonly board: NonNullable<PublicBoardShown['board']>
  readonly windows: PublicBoardShown['windows']
  readonly zone: string
}) {
  const { t } = useWords()
  const { suspended, called, serving, next, freePlaces } = board
  return (
    <>
      {suspended !== null && (
        <Said>
          {t(suspended.reason === 'alert' ? 'board.suspended.alert' : 'board.suspended.other')}{' '}
          {suspended.until !== null &&
            t('board.suspended.until', { time: formatTime(Date.parse(suspended.until), zone) })}
        </Said>
      )}
      <h2>{t('board.called')}</h2>
      {called.length === 0 ? (
        <p className="note">{t('board.called.none')}</p>
      ) : (
        <Rows rows={called} windows={windows} kind="called" />
      )}
      <h2>{t('board.serving')}</h2>
      {serving.length === 0 ? (
        <p className="note">{t('board.serving.none')}</p>
      ) : (
        <Rows rows={serving} windows={windows} kind="serving" />
      )}
      <h2>{t('board.next')}</h2>
      {next.length === 0 ? (
        <p className="note">{t('board.next.none')}</p>
      ) : (
        <ul className="next">
          {next.map(({ ticket, time }) => (
            <li key={ticket}>
              <b className="num">{ticket}</b> {time}
            </li>
          ))}
        </ul>
      )}
      <p className="note">{t('board.next.note')}</p>
      <p className="free">{t('board.free', { count: freePlaces.total })}</p>
    </>
  )
}

function Rows({
  rows,
  windows,
  kind,
}: {
  readonly rows: readonly { readonly ticket: string; readonly window: string }[]
  readonly windows: PublicBoardShown['windows']
  readonly kind: 'called' | 'serving'
}) {
  const { t } = useWords()
  return (
    <ul className={`calls is-${kind}`}>
      {rows.map(({ ticket, window }) => (
        <li key={ticket}>
          <b className="num">{ticket}</b>
          <span>{t('board.window', { window: windows.find(({ id }) => id === window)?.label ?? window })}</span>
        </li>
      ))}
    </ul>
  )
}

function ageText(age: number | null, { t }: Words): string {
  if (age === null) return t('board.age.never')
  if (age <= freshSeconds) return t('board.age.now')
  if (age <= staleSeconds) return t('board.age.seconds', { count: age })
  return t('board.age.minutes', { count: Math.round(age / 60) })
}
