import type { OfficeConfig } from '@cherha/shared/protocol'
import { type Actor, actorOf, loginOf, type RunningCase, type Text } from '@cherha/shared/workflow'
import type { CaseStaff } from './cases.ts'
import { everywhere, type TaskRow } from './index/rows.ts'
import type { CasePorts } from './ports.ts'

type Office = CasePorts['office']

/** Who is behind the ids of a case, by the newest configurations of the offices. */
export class People {
  readonly #office: Office

  constructor(office: Office) {
    this.#office = office
  }

  /** As the rules of a case of that office know the person; null: no post, or no longer there. */
  actor({ office, login }: CaseStaff, caseOffice: string): Actor | null {
    const config = this.#office(office)
    return config === null ? null : actorOf(config, login, caseOffice)
  }

  /** Name and job title behind an actor's id. */
  names(caseOffice: string): (id: string) => { readonly name: string; readonly title: Text } | null {
    return (id) => {
      const found = this.#staff(id, caseOffice)
      return found?.post === undefined ? null : { name: found.name, title: found.post.title }
    }
  }

  nameOf(caseOffice: string): (id: string) => string {
    return (id) => this.#staff(id, caseOffice)?.name ?? id
  }

  /** The people who may be officers: everybody of the office with a post. */
  colleagues(caseOffice: string): readonly Actor[] {
    const config = this.#office(caseOffice)
    return config?.staff.flatMap(({ login }) => actorOf(config, login, caseOffice) ?? []) ?? []
  }

  #staff(id: string, caseOffice: string): OfficeConfig['staff'][number] | undefined {
    const { login, office } = loginOf(id, caseOffice)
    return this.#office(office)?.staff.find((one) => one.login === login)
  }
}

/** Whether a task of the index is this person's to do. */
export function isTaskOf(actor: Actor, full: string, task: TaskRow): boolean {
  return (
    (task.place === actor.office || task.place === everywhere) &&
    task.unit === actor.unit &&
    task.roles.some((role) => actor.roles.includes(role)) &&
    (task.person === null || task.person === full) &&
    !task.not_by.includes(full)
  )
}

/**
 * Whether the person may look into a case: people of its office or entity whose unit works on its card, its officer,
 * and whoever has something to do in it now. The central body sees a case only for so long.
 */
export function maySee(
  actor: Actor,
  {
    state,
    units,
    tasks,
  }: { readonly state: RunningCase; readonly units: CaseUnits; readonly tasks: readonly TaskRow[] },
): boolean {
  if (state.officer === actor.id) return true
  const own =
    actor.office === state.office ? units.office : actor.office === state.entity ? units.entity : new Set<string>()
  return (
    own.has(actor.unit) ||
    tasks.some(({ place, unit }) => unit === actor.unit && (place === actor.office || place === everywhere))
  )
}

/** Units that work on a card: of its office, and of the entity that took the application. */
export interface CaseUnits {
  readonly office: ReadonlySet<string>
  readonly entity: ReadonlySet<string>
}
