import type { OfficeConfig } from '@cherha/shared/protocol'
import {
  type Actor,
  actingAs,
  actorOf,
  type Card,
  type CaseContext,
  type CaseState,
  holidaysOfUkraine,
  type Name,
  type RoleKey,
  workingCalendar,
} from '@cherha/shared/workflow'

/**
 * Working days as this program knows them. The queue server decides every handed-over command anew by its own calendar,
 * which an administrator keeps.
 */
const calendar = workingCalendar(holidaysOfUkraine, { martialLaw: true })

/** The office that decides the applications taken here: an authorised entity works for another. */
export function decidingOffice(config: OfficeConfig): string {
  return config.kind === 'authorised-entity' ? (config.servingOffice ?? config.code) : config.code
}

/** The authorised entity that takes the applications here; null: the office itself does. */
export function entityOf(config: OfficeConfig): string | null {
  return config.kind === 'authorised-entity' ? config.code : null
}

/** What the rules need besides a case of the card. */
export function contextOf(config: OfficeConfig, card: string): CaseContext {
  const mapping = config.mappings?.find((one) => one.card === card)
  return { calendar, ...(mapping === undefined ? {} : { mapping }) }
}

/** The signed-in person as the rules of a case of this hub know them; null: works with the queue only. */
export function actorAt(config: OfficeConfig, login: string): Actor | null {
  return actorOf(config, login, decidingOffice(config))
}

/** Whether the person may look at a case: has a role of its card, in its office and unit. */
export function maySee(card: Card, state: CaseState, actor: Actor, context: CaseContext): boolean {
  if (state.status === 'none') return false
  return actingAs(card, state, actor, Object.keys(card.roles) as RoleKey[], context.mapping).ok
}

/** Name and job title of somebody of this office who works on applications; null: nobody here. */
export function nameAt(config: OfficeConfig, id: string): Name | null {
  const staff = config.staff.find(
    ({ login }) => login === id || (config.code !== decidingOffice(config) && `${login}@${config.code}` === id),
  )
  return staff?.post === undefined ? null : { name: staff.name, title: staff.post.title }
}
