import { bookingRefusalText, type Mine, type MineCode } from '@cherha/shared/protocol'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useLatest } from '../booking/follow-hold.ts'
import { newId } from '../booking/hold-id.ts'
import { ProblemText } from '../booking/problem-text.tsx'
import { type Problem, problemOf } from '../booking/refusal.ts'
import { readCode } from '../booking/sms-code.ts'
import { isMine, isMineCode } from '../net/api.ts'
import { type Asked, ask, type Refused } from '../net/ask.ts'
import { askSolving } from '../net/puzzle.ts'
import { clock, useSecondsLeft } from '../parts/countdown.ts'
import { Field } from '../parts/field.tsx'
import { Told } from '../parts/frame.tsx'
import { Icon } from '@cherha/ui'
import { useWords } from '../texts/texts.ts'
import type { TextKey } from '../texts/uk.ts'

/** Asks for a phone number, and for the code that was sent to it. The same id is sent again when no answer came. */
export function MyEntry({
  ended,
  onMine,
}: {
  /** Why what was shown is shown no more. */
  readonly ended: TextKey | null
  readonly onMine: (mine: Mine) => void
}) {
  const { t, of, language } = useWords()
  const [phone, setPhone] = useState('')
  const [typed, setTyped] = useState('')
  const [code, setCode] = useState<{ readonly sent: MineCode; readonly at: number } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [tries, setTries] = useState(0)
  const [asking, setAsking] = useState(false)
  const command = useRef<{ readonly id: string; readonly phone: string } | null>(null)

  function refuse(problem: Problem): void {
    setProblem(problem)
    setTries((old) => old + 1)
  }

  async function run<T>(send: () => Promise<Asked<T>>, done: (value: T) => void, at: 'phone' | 'code'): Promise<void> {
    if (asking) return
    setAsking(true)
    setProblem(null)
    const asked = await send()
    setAsking(false)
    if (asked.is === 'answer') done(asked.value)
    else if (asked.is !== 'refused') refuse({ at, text: `problem.${asked.is}-list` })
    else {
      const over = at === 'code' ? endOfCode(asked) : null
      if (over !== null) restart()
      refuse(over === null ? problemOf(asked, at) : { at: 'phone', text: over })
    }
  }

  function restart(): void {
    command.current = null
    setCode(null)
    setTyped('')
  }

  function sendPhone(): void {
    const number = phone.trim()
    if (number === '')
      return refuse({ at: 'phone', text: bookingRefusalText('phone-malformed'), code: 'phone-malformed' })
    if (command.current?.phone !== number) command.current = { id: newId(), phone: number }
    const body = { id: command.current.id, phone: number, language }
    void run(
      () => askSolving({ method: 'POST', path: '/api/booking/mine/codes', body }, isMineCode),
      (sent) => setCode({ sent, at: performance.now() }),
      'phone',
    )
  }

  function sendCode(sent: MineCode): void {
    const digits = readCode(typed)
    if (digits === null) return refuse({ at: 'code', text: 'code.problem', code: 'wrong-code' })
    const body = { id: sent.id, code: digits }
    void run(() => ask({ method: 'POST', path: '/api/booking/mine/sessions', body }, isMine), onMine, 'code')
  }

  const isPhoneWrong = problem?.code?.startsWith('phone-') ?? false
  const isCodeWrong = problem?.code === 'wrong-code' || problem?.text === 'code.problem'
  const wrongCode = ({ text, triesLeft }: Problem): string =>
    triesLeft === undefined ? of(text) : `${of(text)} ${t('code.tries', { count: triesLeft })}`
  const told = problem !== null && !isPhoneWrong && !isCodeWrong && (
    <Told key={tries}>
      <ProblemText problem={problem} />
    </Told>
  )
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (code === null) sendPhone()
    else sendCode(code.sent)
  }
  return (
    <form className="block ask" noValidate onSubmit={send}>
      {ended !== null && code === null && problem === null && <p role="status">{t(ended)}</p>}
      {code === null ? (
        <Field
          key="phone"
          name="phone"
          type="tel"
          label={t('my.phone.title')}
          hint={t('phone.hint')}
          wrong={isPhoneWrong && problem !== null ? of(problem.text) : null}
          tries={tries}
          autoComplete="tel"
          maxLength={30}
          readOnly={asking}
          value={phone}
          onChange={({ target }) => setPhone(target.value)}
        />
      ) : (
        <CodeField
          code={code}
          typed={typed}
          wrong={isCodeWrong && problem !== null ? wrongCode(problem) : null}
          tries={tries}
          onTyped={setTyped}
          onOver={() => {
            restart()
            refuse({ at: 'phone', text: 'my.code.over' })
          }}
        />
      )}
      {told}
      <button type="submit" className={asking ? 'go is-pending' : 'go'} aria-disabled={asking}>
        {t(asking ? 'my.asking' : code === null ? 'my.phone.go' : 'my.code.go')}
        {!asking && <Icon name="arrow" />}
      </button>
      {code !== null && (
        <button type="button" className="btn" onClick={restart}>
          {t('code.change')}
        </button>
      )}
    </form>
  )
}

/** What is said when no code will be right any more: nothing has been shown yet, so nothing is over but the code. */
function endOfCode({ code, triesLeft }: Refused): TextKey | null {
  if (code === 'wrong-code' && triesLeft === 0) return 'my.code.used-up'
  return code === 'session-ended' || code === 'hold-gone' ? 'my.code.over' : null
}

function CodeField({
  code: { sent, at },
  typed,
  wrong,
  tries,
  onTyped,
  onOver,
}: {
  readonly code: { readonly sent: MineCode; readonly at: number }
  readonly typed: string
  readonly wrong: string | null
  readonly tries: number
  readonly onTyped: (typed: string) => void
  readonly onOver: () => void
}) {
  const { t } = useWords()
  const left = useSecondsLeft(sent.secondsLeft, at)
  const isOver = left === 0
  const over = useLatest(onOver)
  useEffect(() => {
    if (isOver) over.current()
  }, [isOver, over])
  const input = useRef<HTMLDivElement>(null)
  useEffect(() => input.current?.querySelector('input')?.focus(), [])
  return (
    <div ref={input}>
      <p role="status" className="pause">
        {t('my.code.sent', { phone: sent.phone })}
      </p>
      <Field
        name="code"
        label={t('my.code.label')}
        hint={`${t('my.code.left')} ${clock(left)}`}
        wrong={wrong}
        tries={tries}
        className="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        value={typed}
        onChange={({ target }) => onTyped(target.value)}
      />
    </div>
  )
}
