import type { Mine } from '@cherha/shared/protocol'
import { useEffect, useRef, useState } from 'react'
import { isMine } from '../net/api.ts'
import { ask, isAnything } from '../net/ask.ts'
import { firstAnswers, firstKnown } from '../net/first.ts'
import { Foot, Loading } from '../parts/plain.tsx'
import type { Route } from '../route.ts'
import { useWords } from '../texts/texts.ts'
import type { TextKey } from '../texts/uk.ts'
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
  const [first, setFirst] = useState(firstKnown)
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    void firstAnswers().then(setFirst)
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

  // the office’s answer to a request comes by itself, and the end of the session: the server’s clock decides, not the phone’s
  const isIn = mine !== null
  const every = (mine?.bookings.some(({ state }) => state === 'asked') ?? false) ? answerEveryMs : mineEveryMs
  useEffect(() => {
    if (!isIn) return
    const timer = setInterval(() => {
      void ask({ path: '/api/booking/mine' }, isMine).then((asked) => {
        if (asked.is === 'answer') setMine(asked.value)
        else if (asked.is === 'refused' && asked.code === 'session-ended') end('my.ended')
      })
    }, every)
    return () => clearInterval(timer)
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
          onMine={setMine}
          goTo={goTo}
          onEnd={(isOver) => {
            if (!isOver) void ask({ method: 'DELETE', path: '/api/booking/mine/sessions' }, isAnything)
            end('my.ended')
          }}
        />
      )}
      {isKnown && <Foot words={words} rules={first?.rules ?? null} />}
      <noscript>
        <p className="block said">{t('booking.noscript')}</p>
      </noscript>
    </>
  )
}
