import type { Problem } from '../api/problem.ts'
import { isText, type TranslateConsole } from '../texts/texts.ts'
import { uk } from '../texts/uk.ts'

/** One sentence for a problem: what happened and what to do. */
export function problemText({ code, message, retryAfter }: Problem, t: TranslateConsole): string {
  const key = `problem.${code}`
  const values = { message, seconds: retryAfter ?? 60 }
  return isText(key, uk) ? t(key, values) : t('problem.other', values)
}
