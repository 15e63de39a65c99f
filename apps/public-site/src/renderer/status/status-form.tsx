import type { StatusAnswer } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { type FormEvent, useRef, useState } from 'react'
import { useWords } from '../texts/texts.ts'
import type { TextKey } from '../texts/uk.ts'
import { askStatus } from './ask-status.ts'
import { readCaseNumber, readDigits } from './case-number.ts'

type FieldName = 'case' | 'digits'
interface Problem {
  readonly text: TextKey
  readonly field: FieldName | null
  readonly count?: number
}

/**
 * Asks for the case number and four digits; what is typed stays whatever comes back. The fields are the browser's own:
 * what somebody types before the script has come stays too.
 */
export function StatusForm({
  number,
  onAnswer,
}: {
  /** Of the answer that was looked at before. */
  readonly number: string
  readonly onAnswer: (answer: StatusAnswer) => void
}) {
  const { t } = useWords()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [asking, setAsking] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  function refuse(field: FieldName): void {
    setProblem({ text: `problem.${field}`, field })
    form.current?.querySelector<HTMLInputElement>(`[name=${field}]`)?.focus()
  }

  async function ask(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (asking) return
    const typed = new FormData(event.currentTarget)
    const number = readCaseNumber(String(typed.get('case')))
    if (number === null) return refuse('case')
    const digits = readDigits(String(typed.get('digits')))
    if (digits === null) return refuse('digits')
    setProblem(null)
    setAsking(true)
    const asked = await askStatus({ case: number, digits })
    setAsking(false)
    if (asked.is === 'answer') onAnswer(asked.answer)
    else if (asked.is === 'too-many') {
      const hours = asked.minutes > 90
      const count = hours ? Math.ceil(asked.minutes / 60) : asked.minutes
      setProblem({ text: hours ? 'problem.too-many-hours' : 'problem.too-many', field: null, count })
    } else setProblem({ text: `problem.${asked.is}`, field: null })
  }

  const field = (name: FieldName, more: { readonly inputMode: 'text' | 'numeric'; readonly maxLength: number }) => {
    const wrong = problem?.field === name
    return (
      <div className="field">
        <label htmlFor={`field-${name}`}>{t(`status.${name}`)}</label>
        <input
          id={`field-${name}`}
          name={name}
          defaultValue={name === 'case' ? number : ''}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={`hint-${name}`}
          aria-invalid={wrong}
          {...more}
        />
        <p id={`hint-${name}`} className={wrong ? 'note wrong' : 'note'}>
          {wrong ? t(problem.text) : t(`status.${name}.hint`)}
        </p>
      </div>
    )
  }

  return (
    <form ref={form} className="block ask" noValidate onSubmit={(event) => void ask(event)}>
      {field('case', { inputMode: 'text', maxLength: 60 })}
      {field('digits', { inputMode: 'numeric', maxLength: 12 })}
      <button type="submit" className={asking ? 'go is-pending' : 'go'} aria-disabled={asking}>
        {t(asking ? 'status.asking' : 'status.ask')}
        {!asking && <Icon name="arrow" />}
      </button>
      <div className="told" role="status">
        {problem !== null && problem.field === null && (
          <p className="said">
            <Icon name="diamond" />
            <span>{t(problem.text, { count: problem.count ?? 0 })}</span>
          </p>
        )}
      </div>
      <p className="note">{t('status.private')}</p>
      <noscript>
        <p className="said">{t('noscript.lead')}</p>
      </noscript>
    </form>
  )
}
