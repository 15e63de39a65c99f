import type { CaseView } from '@cherha/shared/protocol'
import { Icon } from '@cherha/ui'
import { useEffect, useRef } from 'react'
import { fullDay } from '../model/left.ts'
import { intakeSteps, isIntakeOver } from '../model/stage-tools.ts'
import { useFolder, useLook } from '../look.tsx'
import { useFocusOnStep } from '../parts/move-focus.ts'
import { ReadingProblem, Told, Unopened } from '../parts/told.tsx'
import { IntakeOver } from './intake-over.tsx'
import { IntakeStep } from './intake-step.tsx'

/** The intake beside the visitor: the card's steps at the window in order, the current one open. */
export function IntakePanel({
  id,
  applicant,
}: {
  readonly id: string
  readonly applicant: Partial<NonNullable<CaseView['applicant']>> | null
}) {
  const { t } = useLook()
  const { view, problem } = useFolder(id)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // the button that opened it is gone
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <section className="panel intake" aria-labelledby="intake" tabIndex={-1}>
      <div className="intake-head">
        <h2 id="intake" ref={heading} tabIndex={-1}>
          {t('case.visit')}
        </h2>
        {view !== null && <p className="quiet">{headWords(view, t)}</p>}
      </div>
      {problem !== null && <ReadingProblem problem={problem} stale={view !== null} />}
      <Told id={id} />
      <Unopened />
      {view !== null && <IntakeSteps view={view} applicant={applicant} />}
    </section>
  )
}

/** Everything of an intake under its heading. */
export function IntakeSteps({
  view,
  applicant,
}: {
  readonly view: CaseView
  readonly applicant: Partial<NonNullable<CaseView['applicant']>> | null
}) {
  const { desk, t, say } = useLook()
  const over = isIntakeOver(view)
  const box = useRef<HTMLDivElement>(null)
  const steps = intakeSteps(view)
  const here = steps.find(({ status }) => status === 'open' || status === 'returned')?.key ?? ''
  useFocusOnStep(
    box,
    over ? 'over' : here,
    over ? '.intake-over h3' : '[aria-current] .what b',
    over ? 'center' : 'start',
  )
  return (
    <div className="intake-steps" ref={box}>
      {[...(view.risk === null ? [] : [view.risk]), ...view.alerts].map(({ text, detail }, index) => (
        <div key={index} className="note risk" role="note">
          <Icon name="diamond" />
          <p>
            <b>{say(text)}</b> {say(detail)}
          </p>
        </div>
      ))}
      <ol className="rail">
        {steps.map((stop) => (
          <IntakeStep key={stop.key} view={view} stop={stop} visitor={applicant} />
        ))}
      </ol>
      {over && <IntakeOver view={view} />}
      <div className="grow" />
      <div className="intake-foot">
        <p className="quiet">
          {t(
            view.status === 'draft' ? 'intake.kept' : view.status === 'ended' ? 'intake.endKept' : 'intake.handedOver',
          )}
        </p>
        {view.may.abandon && (
          <button
            type="button"
            className="btn small stop"
            onClick={() => desk.ask({ kind: 'abandon', id: view.id, thenFinish: false })}
          >
            {t('intake.abandon')}
          </button>
        )}
      </div>
    </div>
  )
}

function headWords(view: CaseView, t: ReturnType<typeof useLook>['t']): string {
  const numbers = intakeSteps(view).flatMap(({ number }) => number ?? [])
  const range = numbers.length > 1 ? `${numbers[0]}–${numbers.at(-1)}` : (numbers[0] ?? '')
  return t('intake.head', { number: view.id, card: view.card.id, stages: range, day: fullDay(view.day) })
}
