import { hashJson } from '@cherha/event-log'
import {
  type Actor,
  type CaseRefusal,
  type FolderCommand,
  objection,
  type RoleKey,
  rolesOfStage,
} from '@cherha/shared/workflow'
import { CaseNotFound, type SystemCommand } from './cases.ts'
import { decided } from './deciding.ts'
import type { CaseAt, CaseWork } from './work.ts'

/** Who stands behind what outside systems do by themselves. */
const systemId = 'system'

/** What an outside system says becomes a command of the case; said again it changes nothing more. */
export async function tellCase(work: CaseWork, id: string, commandId: string, told: SystemCommand): Promise<boolean> {
  try {
    const done = await work.change(id, { id: commandId, hash: hashJson(told) }, (now) => {
      const command = commandFor(now, told)
      return 'code' in command ? { ok: false, refusal: command } : decided(now, [command])
    })
    return done.ok
  } catch (error) {
    if (error instanceof CaseNotFound) return false
    throw error
  }
}

function commandFor(now: CaseAt, told: SystemCommand): FolderCommand | CaseRefusal {
  const { today, at } = now
  switch (told.type) {
    case 'card-delivered':
      return delivered(now)
    case 'letter-due': {
      const { id, to, paper } = told
      const letter = { id, to, paper, tracking: null, sentOn: null, deliveredOn: null }
      const role = (Object.keys(now.card.roles) as RoleKey[]).find((key) => key !== 'authorised-entity')
      return { type: 'write-letter', today, at, actor: systemActor(now, role ?? 'officer'), letter }
    }
    default:
      return { ...told, today, at }
  }
}

/** The stage the printing works does, completed as whoever receives the card would. */
function delivered(now: CaseAt): FolderCommand | CaseRefusal {
  const { card, today, at } = now
  const { state } = now.stored.folder
  for (const { stage: key, status } of state.visits) {
    const stage = card.stages.find((one) => one.key === key)
    if (status !== 'open' || stage?.performer !== 'printing-works') continue
    const outcome = stage.outcomes.find(({ marks }) => marks.includes('card-delivered'))
    const [role] = rolesOfStage(stage, state)
    if (outcome === undefined || role === undefined) continue
    const { version } = state
    return { type: 'complete', today, at, version, actor: systemActor(now, role), stage: key, outcome: outcome.key }
  }
  return objection('stage-not-open', 'card-delivered')
}

function systemActor({ card, rules, stored }: CaseAt, role: RoleKey): Actor {
  const { office, entity } = stored.folder.state
  const unit = (rules.context.mapping?.roles[role] ?? card.roles[role])?.unit ?? ''
  return { id: systemId, office: role === 'authorised-entity' ? (entity ?? office) : office, unit, roles: [role] }
}
