import { Icon } from '@cherha/ui'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { type Step, questionOf, questions } from '../booking/step-of.ts'
import { useWords } from '../texts/texts.ts'

/** Head of a step: way back, where one is, the one question. The heading gets the focus when the step is new. */
export function StepHead({
  step,
  title,
  what,
  onBack,
  heading,
}: {
  readonly step: Step
  readonly title: string
  readonly what?: ReactNode
  readonly onBack?: () => void
  readonly heading: RefObject<HTMLHeadingElement | null>
}) {
  const { t } = useWords()
  const n = questionOf(step)
  return (
    <section className="lead">
      <div className="steps">
        {onBack !== undefined && (
          <button type="button" className="back" onClick={onBack}>
            <Icon name="back" />
            {t('booking.back')}
          </button>
        )}
        {n !== null && <p className="step">{t('booking.step', { n, of: questions })}</p>}
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {what !== undefined && <p className="what">{what}</p>}
    </section>
  )
}

/** The one blue button, at the lower edge. While nobody knows whether it has worked it is a dashed frame. */
export function Dock({
  children,
  pending = false,
  isIdle = false,
  form,
  onClick,
}: {
  readonly children: ReactNode
  readonly pending?: boolean
  /** Something has to be chosen first: it says what. */
  readonly isIdle?: boolean
  /** Id of the form it sends. */
  readonly form?: string
  readonly onClick?: () => void
}) {
  return (
    <footer className="dock">
      <button
        type={form === undefined ? 'button' : 'submit'}
        {...(form === undefined ? {} : { form })}
        className={['go', pending && 'is-pending', isIdle && 'is-idle'].filter(Boolean).join(' ')}
        aria-disabled={pending || isIdle}
        onClick={pending || isIdle ? (event) => event.preventDefault() : onClick}
      >
        {pending && <Icon name="clock-dashed" />}
        <span>{children}</span>
        {!pending && !isIdle && <Icon name="arrow" />}
      </button>
    </footer>
  )
}

/** A place for what is said about the last try; spoken when it comes, and focused where no field is wrong. */
export function Told({ children, focus = true }: { readonly children: ReactNode; readonly focus?: boolean }) {
  const box = useRef<HTMLDivElement>(null)
  const shown = children !== null && children !== undefined && children !== false
  useEffect(() => {
    if (shown && focus) box.current?.focus()
  }, [shown, focus])
  return (
    <div ref={box} className="told" role="alert" tabIndex={-1}>
      {shown && (
        <div className="said">
          <Icon name="diamond" />
          <div>{children}</div>
        </div>
      )}
    </div>
  )
}
