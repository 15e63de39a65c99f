import type { BookingRules, HoldView } from '@cherha/shared/protocol'
import { formatDate } from '@cherha/ui'
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { Why } from '../net/persist.ts'
import { clock, useSecondsLeft } from '../parts/countdown.ts'
import { Field } from '../parts/field.tsx'
import { Foot } from '../parts/plain.tsx'
import { Dock, StepHead, Told } from '../parts/frame.tsx'
import { useWords } from '../texts/texts.ts'
import { readCode } from './sms-code.ts'

const helps = ['number', 'signal', 'new', 'desk'] as const
const sentPollMs = 5_000

/** The code that proves the number; how long the place waits for it is always in sight. */
export function CodeStep({
  view,
  at,
  rules,
  phones,
  heading,
  what,
  problem,
  wrong,
  tries,
  renewed,
  unheard,
  isChecking,
  onCode,
  onNewCode,
  onLook,
  onChange,
}: {
  readonly view: HoldView & { readonly state: 'held' }
  /** `performance.now()` when the view came. */
  readonly at: number
  readonly rules: BookingRules | null
  readonly phones: readonly string[]
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly what: string | undefined
  readonly problem: ReactNode
  readonly wrong: string | null
  readonly tries: number
  /** A new code was asked for, and there is one. */
  readonly renewed: boolean
  readonly unheard: Why | null
  readonly isChecking: boolean
  readonly onCode: (code: string) => void
  readonly onNewCode: () => void
  readonly onLook: () => void
  readonly onChange: () => void
}) {
  const words = useWords()
  const { t, language } = words
  const [typed, setTyped] = useState('')
  const [malformed, setMalformed] = useState(false)
  const left = useSecondsLeft(view.secondsLeft, at)
  const resend = useSecondsLeft(view.resendSeconds ?? 0, at)
  const look = useRef(onLook)
  useEffect(() => {
    look.current = onLook
  })
  // the server’s clock decides: at the end it is asked, and while the message is on its way
  const isOver = left === 0
  useEffect(() => {
    if (isOver && !isChecking) look.current()
  }, [isOver, isChecking])
  const { sent } = view
  const isWatched = !sent || isOver
  useEffect(() => {
    if (!isWatched) return
    const timer = setInterval(() => look.current(), sentPollMs)
    return () => clearInterval(timer)
  }, [isWatched])

  function send(event: FormEvent): void {
    event.preventDefault()
    if (isChecking) return
    const code = readCode(typed)
    setMalformed(code === null)
    if (code !== null) onCode(code)
  }

  const date = formatDate(view.date, language, 'day-month')
  return (
    <>
      <StepHead step="code" title={t('code.title')} what={what} heading={heading} onBack={onChange} />
      {problem}
      <form id="ask" className="block ask" noValidate onSubmit={send}>
        <p role="status">
          {t(sent ? 'code.sent' : 'code.sending', { phone: view.phone })}
          {renewed && sent && `. ${t('code.new-sent')}`}
        </p>
        <Field
          name="code"
          label={t('code.label')}
          hint={t('code.tries', { count: view.triesLeft })}
          wrong={malformed ? t('code.problem') : wrong && `${wrong} ${t('code.tries', { count: view.triesLeft })}`}
          tries={tries}
          className="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          readOnly={isChecking}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            setMalformed(false)
          }}
        />
        <p className="left">
          {t('code.left')} <b className="num">{clock(left)}</b>
          <span className="vh" role="status">
            {left <= 60 && left > 0 ? t('code.minute') : ''}
          </span>
        </p>
        <Told focus={false}>{unheard !== null && t(`unheard.${unheard}`)}</Told>
        <div className="acts">
          {view.resendSeconds === null ? (
            <p className="note">{t('code.no-more')}</p>
          ) : (
            <button
              type="button"
              className="btn"
              aria-disabled={resend > 0 || isChecking}
              onClick={() => {
                if (resend > 0 || isChecking) return
                onNewCode()
              }}
            >
              {resend > 0 ? t('code.again-in', { time: clock(resend) }) : t('code.again')}
            </button>
          )}
          <button type="button" className="btn" aria-disabled={isChecking} onClick={onChange}>
            {t('code.change')}
          </button>
        </div>
        <details>
          <summary>{t('code.help')}</summary>
          <ol className="facts-list">
            {helps.map((help) => (
              <li key={help}>{t(`code.help.${help}`, { phone: view.phone })}</li>
            ))}
          </ol>
        </details>
      </form>
      <Foot words={words} rules={rules} phones={phones} />
      <Dock form="ask" pending={isChecking}>
        {isChecking ? t('phone.sending') : t('code.go', { date, time: view.time })}
      </Dock>
    </>
  )
}
