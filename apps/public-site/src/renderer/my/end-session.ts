import { type Asked, ask, isAnything } from '../net/ask.ts'
import { persist, type Why } from '../net/persist.ts'

const name = 'cherha.ending'
const done = { is: 'answer', value: null } as const

let running: Promise<void> | null = null
let tell: (why: Why) => void = () => undefined

/** The end of “my bookings” has been asked for, here or before a reload, and nobody has confirmed it. */
export function isEnding(): boolean {
  return running !== null || isKept()
}

/**
 * Ends the session that a cookie of this browser stands for, however often that has to be asked for (B57): somebody else
 * may sit here next. Asked for again, it is still the same request. @param unheard called after each try without an answer
 */
export function endSession(unheard: (why: Why) => void): Promise<void> {
  tell = unheard
  running ??= send().finally(() => {
    running = null
  })
  return running
}

async function send(): Promise<void> {
  const isStored = keep(true)
  // another tab may have done it meanwhile: what was opened after that is not to be ended
  const askUnlessDone = async (): Promise<Asked<unknown>> => (isStored && !isKept() ? done : await askOnce())
  await persist(askUnlessDone, (why) => tell(why), new AbortController().signal, true)
  keep(false)
}

async function askOnce(): Promise<Asked<unknown>> {
  const asked = await ask({ method: 'DELETE', path: '/api/booking/mine/sessions' }, isAnything)
  if (asked.is !== 'refused' || asked.code === 'session-ended' || asked.retrySeconds !== null) return asked
  return { is: 'away' }
}

function isKept(): boolean {
  try {
    return localStorage.getItem(name) !== null
  } catch {
    // storage may be forbidden: then only this page knows
    return false
  }
}

function keep(isEnding: boolean): boolean {
  try {
    if (isEnding) localStorage.setItem(name, '1')
    else localStorage.removeItem(name)
    return true
  } catch {
    return false
  }
}
