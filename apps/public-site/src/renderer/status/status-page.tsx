import type { StatusAnswer } from '@cherha/shared/protocol'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../texts/texts.ts'
import { StatusAnswerView } from './status-answer.tsx'
import { StatusForm } from './status-form.tsx'

/** «Де моя заява»: a question of two fields, and its answer in its place. Back leads from the answer to the question. */
export function StatusPage() {
  const { t } = useWords()
  const [answer, setAnswer] = useState<StatusAnswer | null>(null)
  // the digits are half of the key to the case: the next person at this phone does not find them
  const [number, setNumber] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const began = useRef(false)
  useEffect(() => {
    const back = (): void => setAnswer(null)
    addEventListener('popstate', back)
    return () => removeEventListener('popstate', back)
  }, [])
  useEffect(() => {
    if (!began.current) {
      began.current = true
      return
    }
    scrollTo(0, 0)
    heading.current?.focus()
  }, [answer])

  if (answer !== null) {
    return <StatusAnswerView answer={answer} heading={heading} onAnother={() => history.back()} />
  }
  return (
    <>
      <section className="lead">
        <h1 ref={heading} tabIndex={-1}>
          {t('status.title')}
        </h1>
        <p className="what">{t('status.lead')}</p>
      </section>
      <StatusForm
        number={number}
        onAnswer={(found) => {
          // an entry of its own, so that Back on the phone is “another application”
          history.pushState('answer', '')
          setNumber(found.case)
          setAnswer(found)
        }}
      />
    </>
  )
}
