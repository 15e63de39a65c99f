import type { JournalEntry } from '@cherha/shared/protocol'
import { z } from 'zod'
import { isText, type TranslateConsole } from '../texts/texts.ts'
import { uk } from '../texts/uk.ts'

const failed = '-failed'

/** What was done, in words; a code this page does not know stays as it is. */
export function actionText(action: string, t: TranslateConsole): string {
  const whole = `action.${action}`
  if (isText(whole, uk)) return t(whole)
  const base = action.endsWith(failed) ? `action.${action.slice(0, -failed.length)}` : ''
  return isText(base, uk) ? t('action.failed', { action: t(base) }) : action
}

const Changed = z.array(z.looseObject({ path: z.string(), from: z.string().optional(), to: z.string().optional() }))

/** The details of an entry, one line for each: `hours.fri: … → …`. Empty ones are left out. */
export function detailLines(detail: JournalEntry['detail']): readonly string[] {
  return Object.entries(detail).flatMap(([key, value]) => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return []
    const changed = key === 'changed' ? Changed.safeParse(value) : null
    if (changed?.success === true)
      return changed.data.map(({ path, from, to }) => `${path}: ${from ?? '∅'} → ${to ?? '∅'}`)
    return [`${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`]
  })
}
