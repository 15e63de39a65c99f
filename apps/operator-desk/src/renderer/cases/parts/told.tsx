import { Icon, useAfter } from '@cherha/ui'
import type { CaseProblem } from '../model/problems.ts'
import { useCases, useLook } from '../look.tsx'
import type { Trouble } from '../state/state.ts'

/**
 * What became of the last action of a case, always in the same place: nothing, waiting for an answer, why it was
 * refused, or what others changed meanwhile. What is typed stays in every one of them.
 */
export function Told({ id }: { readonly id: string }) {
  const sending = useCases((state) => state.sending[id])
  const trouble = useCases((state) => state.trouble[id])
  return (
    <div className="told-line" role="status">
      {sending !== undefined && <Waiting key={sending.since} id={id} />}
      {sending === undefined && trouble !== undefined && <TroubleNote id={id} trouble={trouble} />}
    </div>
  )
}

function Waiting({ id }: { readonly id: string }) {
  const { t, desk } = useLook()
  const sending = useCases((state) => state.sending[id])
  const said = useAfter(400)
  if (!said || sending === undefined) return null
  return (
    <div className="note quiet-note">
      <Icon name="clock-dashed" />
      <p>
        <b>{t('pending.head')}.</b> {waitingSentence(sending.problem, t)}{' '}
        {sending.attempts > 1 && t('cases.again', { attempt: sending.attempts })}
      </p>
      {sending.attempts > 2 && (
        <button type="button" className="btn small" onClick={() => desk.folders.stopWaiting(id)}>
          {t('cases.stopWaiting')}
        </button>
      )}
    </div>
  )
}

function waitingSentence(problem: CaseProblem['code'] | null, t: ReturnType<typeof useLook>['t']): string {
  switch (problem) {
    case 'away':
      return t('cases.waits.away')
    case 'server-away':
      return t('cases.waits.server')
    case 'busy':
      return t('cases.waits.busy')
    default:
      return t('cases.waits.first')
  }
}

/** Why nothing was done, and the way on. */
export function TroubleNote({ id, trouble }: { readonly id: string; readonly trouble: Trouble }) {
  const { t, say, desk } = useLook()
  if (trouble.kind !== 'refused') {
    return (
      <div className="note risk">
        <Icon name="diamond" />
        <p>{t(`cases.trouble.${trouble.kind}`)}</p>
        <button type="button" className="btn small" onClick={() => desk.lookAgain(id)}>
          {t('cases.lookAgain')}
        </button>
      </div>
    )
  }
  const { code, message, changes = [] } = trouble.refusal
  const changed = code === 'version-changed'
  return (
    <div className={`note ${changed ? 'risk' : 'quiet-note'}`}>
      <Icon name={changed ? 'diamond' : 'cross'} />
      <div>
        <p>
          <b>{say(message)}</b> {changed && t('cases.changed.kept')}
        </p>
        {changes.length > 0 && (
          <ul className="changes">
            {changes.map((change, index) => (
              <li key={index}>
                {say(change.text)}
                {change.by !== null && <span className="quiet"> {change.by}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
      {changed && (
        <button type="button" className="btn small" onClick={() => desk.lookAgain(id)}>
          {t('cases.lookAgain')}
        </button>
      )}
    </div>
  )
}

/** Reading did not work: what is on the screen may be old, or there is nothing to show. */
export function ReadingProblem({ problem, stale }: { readonly problem: CaseProblem; readonly stale: boolean }) {
  const { t } = useLook()
  const known =
    problem.code === 'refused' || problem.code === 'busy' || problem.code === 'too-large' ? 'failed' : problem.code
  return (
    <div className="note risk" role="status">
      <Icon name="diamond" />
      <p>
        <b>{t(`cases.reading.${known}`)}</b> {againWords(known, stale, t)}
      </p>
    </div>
  )
}

/** A document that was asked for and could not be shown. */
export function Unopened() {
  const { t } = useLook()
  const unopened = useCases((state) => state.unopened)
  const away = unopened === 'away' || unopened === 'server-away'
  const shown = unopened === 'tabs' || unopened === 'format' || unopened === 'too-many' ? unopened : 'other'
  return (
    <div className="told-line" role="status">
      {unopened !== null && (
        <p className="note risk">
          <span>{t(away ? 'case.unopenedAway' : `case.unopened.${shown}`)}</span>
        </p>
      )}
    </div>
  )
}

/** What is not there or not for this person is not asked for again. */
function againWords(code: CaseProblem['code'], stale: boolean, t: ReturnType<typeof useLook>['t']): string {
  if (stale) return t('cases.reading.stale')
  return code === 'not-found' || code === 'signed-out' ? '' : t('cases.reading.again')
}
