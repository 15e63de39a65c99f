import type { WhereAnswer } from '@cherha/shared/protocol'
import { parseNumber } from '@cherha/shared/text'
import { Icon, officeDate } from '@cherha/ui'
import { type FormEvent, useState } from 'react'
import { ProblemText } from '../booking/problem-text.tsx'
import { type Problem, problemOf } from '../booking/refusal.ts'
import { isWhere } from '../net/api.ts'
import { ask } from '../net/ask.ts'
import { Field } from '../parts/field.tsx'
import { Told } from '../parts/frame.tsx'
import { useWords, type Words } from '../texts/texts.ts'
import { readCheckInCode } from './check-in-code.ts'

type Wrong = 'number' | 'code'

/** “Where am I”: how many are before a ticket, told to whoever has its code (B34). */
export function WhereForm({ office, zone }: { readonly office: string; readonly zone: string }) {
  const words = useWords()
  const { t } = words
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const [tries, setTries] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [answer, setAnswer] = useState<WhereAnswer | null>(null)
  const [asking, setAsking] = useState(false)

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (asking) return
    setTries(tries + 1)
    setProblem(null)
    setAnswer(null)
    const ticket = parseNumber(number)
    const proof = readCheckInCode(code)
    setWrong(ticket === null ? 'number' : proof === null ? 'code' : null)
    if (ticket === null || proof === null) return
    setAsking(true)
    const body = { office, date: officeDate(Date.now(), zone), number: ticket.number, code: proof }
    const asked = await ask({ method: 'POST', path: '/api/booking/where', body }, isWhere)
    setAsking(false)
    if (asked.is === 'answer') setAnswer(asked.value)
    else if (asked.is === 'refused') setProblem(problemOf(asked, 'code'))
    else setProblem({ at: 'code', text: `problem.${asked.is}-list` })
  }

  return (
    <section className="block" aria-labelledby="where">
      <h2 id="where">{t('where.title')}</h2>
      <form className="ask pause" noValidate onSubmit={(event) => void send(event)}>
        <Field
          name="number"
          label={t('where.number')}
          hint={t('where.number.hint')}
          wrong={wrong === 'number' ? t('where.problem.number') : null}
          tries={tries}
          maxLength={12}
          value={number}
          onChange={({ target }) => setNumber(target.value)}
        />
        <Field
          name="code"
          label={t('where.code')}
          hint={t('where.code.hint')}
          wrong={wrong === 'code' ? t('where.problem.code') : null}
          tries={tries}
          maxLength={12}
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
        <Told key={tries}>{problem !== null && <ProblemText problem={problem} />}</Told>
        <div className="where" role="status">
          {answer !== null && (
            <>
              <p className="strong">{whereText(answer, words)}</p>
              <p className="note">{t('where.order', { number: answer.number, time: answer.time })}</p>
            </>
          )}
        </div>
        <button type="submit" className={asking ? 'go is-pending' : 'go'} aria-disabled={asking}>
          {t(asking ? 'where.asking' : 'where.go')}
          {!asking && <Icon name="arrow" />}
        </button>
      </form>
    </section>
  )
}

function whereText({ state, before, window, time, suspended }: WhereAnswer, { t }: Words): string {
  if (suspended && (state === 'waiting' || state === 'present')) return t('board.suspended.other')
  if ((state === 'waiting' || state === 'present') && before === null) return t('where.waiting.unknown')
  return t(`where.${state}`, { count: before ?? 0, window: window ?? '', time })
}
