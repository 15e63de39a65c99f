import type { Mine } from '@cherha/shared/protocol'
import { useEffect, useRef, useState } from 'react'
import { isMine } from '../net/api.ts'
import { ask } from '../net/ask.ts'
import { firstAnswers, firstKnown } from '../net/first.ts'
import { Told } from '../parts/frame.tsx'
import { Foot, Loading } from '../parts/plain.tsx'
import type { Why } from '../net/persist.ts'
import type { Route } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import type { TextKey } from '../texts/uk.ts'
import { endSession, isEnding } from './end-session.ts'
import { MyBookings } from './my-bookings.tsx'
import { MyEntry } from './my-entry.tsx'

const answerEveryMs = 10_000
const mineEveryMs = 60_000

/** «Мої записи»: a number proves itself by a code, and sees its bookings for 15 minutes (B30). */
export function MyPage({ goTo }: { readonly goTo: (to: Route) => void }) {
  const words = useWords()
  const { t } = words
  const [mine, setMine] = useState<Mine | null>(null)
  const [isKnown, setKnown] = useState(false)
  const [ended, setEnded] = useState<TextKey | null>(null)
  /** It was asked to end; `null`: and nothing has gone wrong with that so far. */
  const [ending, setEnding] = useState<TextKey | null | false>(false)
  const [first, setFirst] = useState(firstKnown)
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    void firstAnswers().then(setFirst)
    // what was to end before a reload is not shown again
    if (isEnding()) return stop()
    // a reload within the 15 minutes
    void ask({ path: '/api/booking/mine' }, isMine).then((asked) => {
      if (asked.is === 'answer') setMine(asked.value)
      setKnown(true)
    })
  }, [])

  function end(why: TextKey): void {
    setMine(null)
    setEnded(why)
  }

  /** Nothing is shown from now on; that nothing can be shown is said when the server has said it. */
  function stop(): void {
    setMine(null)
    setKnown(true)
    setEnding(null)
    const unheard = (why: Why): void => setEnding(why === 'offline' ? 'my.ending.offline' : 'my.ending.away')
    void endSession(unheard).then(() => {
      setEnding(false)
      setEnded('my.ended')
    })
  }

  // the office’s answer to a request comes by itself, and the end of the session: the server’s clock decides, not the phone’s
  const isIn = mine !== null
  const every = (mine?.bookings.some(({ state }) => state === 'asked') ?? false) ? answerEveryMs : mineEveryMs
  useEffect(() => {
    if (!isIn) return
    let isWanted = true
    const timer = setInterval(() => {
      void ask({ path: '/api/booking/mine' }, isMine).then((asked) => {
        if (!isWanted) return
        if (asked.is === 'answer') setMine(asked.value)
        else if (asked.is === 'refused' && asked.code === 'session-ended') end('my.ended')
      })
    }, every)
    return () => {
      isWanted = false
      clearInterval(timer)
    }
  }, [isIn, every])

  const was = useRef(isIn)
  useEffect(() => {
    if (was.current === isIn) return
    was.current = isIn
    scrollTo(0, 0)
    heading.current?.focus()
  }, [isIn])

  return (
    <>
      <section className="lead">
        <h1 ref={heading} tabIndex={-1}>
          {t('my.title')}
        </h1>
        <p className="what">{mine === null ? t('my.lead') : t('my.of', { phone: mine.phone })}</p>
      </section>
      {!isKnown ? (
        <Loading text={t('my.asking')} rows={2} />
      ) : ending !== false ? (
        <div className="block">
          <p role="status">{ending === null && t('my.ending')}</p>
          <Told>{ending !== null && t(ending)}</Told>
        </div>
      ) : mine === null ? (
        <MyEntry
          ended={ended}
          onMine={(now) => {
            setEnded(null)
            setMine(now)
          }}
        />
      ) : (
        <MyBookings
          mine={mine}
          goTo={goTo}
          onEnd={(isOver) => (isOver ? end('my.ended') : stop())}
          // an answer that comes after the end is shown to nobody
          onMine={(now) => setMine((old) => (old === null ? null : now))}
        />
      )}
      {isKnown && <Foot words={words} rules={first?.rules ?? null} />}
      <noscript>
        <p className="block said">{t('booking.noscript')}</p>
      </noscript>
    </>
  )
}
