import type { AdminOutside } from '@cherha/shared/protocol'
import type { TranslateConsole } from '../texts/texts.ts'

export type OutsideRow = AdminOutside['systems'][number]

const names = [
  'register',
  'check',
  'border',
  'debtors',
  'civil-status',
  'invalid-documents',
  'state-body',
  'migration-body',
  'printing-works',
  'mail',
  'letters',
] as const

/** What people call the system; one this page does not know keeps the server's name. */
export function systemName(system: string, t: TranslateConsole): string {
  const known = names.find((one) => one === system)
  return known === undefined ? system : t(`outside.${known}`)
}

/** The configured ones, those that do not answer first, then those with work; the others are only named. */
export function bySystemTrouble(systems: readonly OutsideRow[]): {
  readonly asked: readonly OutsideRow[]
  readonly absent: readonly OutsideRow[]
} {
  const asked = systems.filter(({ state }) => state !== 'not-configured')
  const rank = ({ state }: OutsideRow): number => (state === 'waiting' ? 0 : 1)
  return {
    asked: asked.toSorted((a, b) => rank(a) - rank(b) || b.queue - a.queue),
    absent: systems.filter(({ state }) => state === 'not-configured'),
  }
}
