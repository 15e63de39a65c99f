import { type Card, type CaseFolder, lastVisit, type RunningCase } from '@cherha/shared/workflow'
import type { OutsideJob } from './ports.ts'
import { uuidOf } from './systems.ts'

/**
 * Whether a case still waits for a job. One that the case has gone past is not sent: its answer would be taken for that of
 * another time through the stage.
 */
export function isStillNeeded(job: OutsideJob, { state, dossier }: CaseFolder, card: Card): boolean {
  if (state.status === 'none') return false
  switch (job.kind) {
    case 'register-application':
    case 'register-scans':
      return isOfLastVisit(job, state) && lastVisit(state, job.stage)?.status === 'awaiting'
    case 'order-card': {
      if (!isOfLastVisit(job, state)) return false
      return lastVisit(state, job.stage)?.status === 'awaiting' || isBeingMade(state, card)
    }
    case 'inquiry':
      return state.inquiries.some(({ id, status }) => id === job.inquiry && status === 'sent')
    case 'central-defect':
      return state.status === 'open' && isOfLastVisit(job, state)
    case 'mail':
      // Of a visit whose day has been changed meanwhile there is another one.
      return job.about !== 'visit' || Object.values(state.planned).includes(job.on ?? '')
    case 'letter':
      return !dossier.letters.some(({ id }) => id === uuidOf(job.key))
  }
}

/** The key of what an outcome causes begins with the case, the stage and the time through it. */
function isOfLastVisit({ key, stage }: OutsideJob, state: RunningCase): boolean {
  const visit = lastVisit(state, stage)
  return visit !== undefined && key.startsWith(`${state.id}/${stage}#${visit.visit}/`)
}

/** The printing works has the order and has not delivered. */
function isBeingMade(state: RunningCase, card: Card): boolean {
  const stages = card.stages.filter(({ performer }) => performer === 'printing-works').map(({ key }) => key)
  return state.visits.some(({ stage, status }) => status === 'open' && stages.includes(stage))
}
