import { Icon, formatDate, formatTime, unbroken, useLanguage } from '@cherha/ui'
import { Fragment, useEffect, useRef, type ReactNode } from 'react'
import type { Path } from '../flow/flow.ts'
import type { Kiosk } from '../kiosk.ts'
import { useT, type Key } from '../texts/index.ts'
import { Assist } from './assist.tsx'
import { ProblemNote } from './controls.tsx'

type StepName = 'service' | 'time' | 'day-time' | 'name' | 'check' | 'priority'
const steps: Readonly<Record<Path, readonly StepName[]>> = {
  today: ['service', 'time', 'name', 'check'],
  later: ['service', 'day-time', 'name', 'check'],
  priority: ['priority', 'service', 'name', 'check'],
}

interface Props {
  readonly kiosk: Kiosk
  readonly title: string
  /** Sentence under the title. */
  readonly note?: ReactNode
  /** What went wrong, instead of the note. */
  readonly problem?: string | null
  readonly step?: { readonly path: Path; readonly name: StepName }
  /** Facts under the title: what has been chosen so far. */
  readonly chosen?: readonly (readonly [term: string, fact: string])[]
  /** Name of the touch zone for assistive technology. */
  readonly label: string
  readonly className?: string
  readonly foot?: ReactNode
  /** The screen puts the focus into a field by itself. */
  readonly ownFocus?: boolean
  readonly children?: ReactNode
}

/** A screen: the reading zone above, the touch zone below, help for everybody at the foot. */
export function Page({
  kiosk,
  title,
  note,
  problem = null,
  step,
  chosen,
  label,
  className,
  foot,
  ownFocus = false,
  children,
}: Props) {
  return (
    <>
      <section className="sign">
        <SignTop kiosk={kiosk} />
        {step && <Step path={step.path} name={step.name} />}
        <Title text={title} focus={!ownFocus} />
        {note !== undefined && problem === null && <p className="sign-note">{note}</p>}
        <ProblemNote text={problem} />
        {chosen && (
          <dl className="chosen">
            {chosen.map(([term, fact]) => (
              <Fragment key={term}>
                <dt>{term}</dt>
                <dd>{fact}</dd>
              </Fragment>
            ))}
          </dl>
        )}
      </section>
      <section className={['touch', className].filter(Boolean).join(' ')} aria-label={label}>
        {children}
        <div className="grow" />
        {foot !== undefined && <div className="foot">{foot}</div>}
        <Assist kiosk={kiosk} />
      </section>
    </>
  )
}

interface TitleProps {
  readonly text: string
  readonly focus: boolean
  readonly className?: string
  /** Part of the text that is seen; the rest is only read out. */
  readonly shown?: string
  /** Title of the page where it differs. */
  readonly page?: string
}

/** The question of the screen. It gets the focus, so that a screen reader begins here and not at the old place. */
export function Title({ text, focus, className, shown = text, page = text }: TitleProps) {
  const t = useT()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = t('page.title', { title: page })
  }, [t, page])
  useEffect(() => {
    if (focus) heading.current?.focus()
  }, [focus])
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {shown}
      {shown !== text && <span className="vh">{text.slice(shown.length)}</span>}
    </h1>
  )
}

/** Office and clock: the same on every screen. */
export function SignTop({ kiosk: { view, flow, now, today } }: { kiosk: Kiosk }) {
  const language = useLanguage()
  const t = useT()
  const time = formatTime(now, view.office.timeZone)
  return (
    <div className="sign-top" data-unspoken={flow.screen.is === 'welcome' ? undefined : ''}>
      <div className="office">
        <Icon name="mark" />
        <div>
          <strong>{unbroken(view.office.name[language])}</strong>
          {unbroken(view.office.address[language])}
        </div>
      </div>
      <div className="clock">
        <time dateTime={`${today}T${time}`}>{time}</time>
        {formatDate(today, language, 'weekday-day-month')}
        {flow.assistant !== null && <p className="helper">{t('assistant.here', { name: flow.assistant })}</p>}
      </div>
    </div>
  )
}

function Step({ path, name }: { path: Path; name: StepName }) {
  const t = useT()
  const names = steps[path]
  const at = names.indexOf(name)
  const key: Key = `step.${name}`
  return (
    <div className="step">
      {t('step', { n: at + 1, of: names.length, name: t(key) })}
      <ol aria-hidden="true">
        {names.map((one, index) => (
          <li key={one} className={index < at ? 'past' : index === at ? 'here' : undefined} />
        ))}
      </ol>
    </div>
  )
}
