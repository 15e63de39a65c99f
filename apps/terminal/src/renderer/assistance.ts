export type AssistanceProblem = 'wrong-pin' | 'pin-locked' | 'technical'

/** Proves by login and PIN that an assistant helps at this terminal; the hub writes it down. */
export async function beginAssistance(
  hubUrl: string,
  login: string,
  pin: string,
): Promise<{ readonly ok: true; readonly name: string } | { readonly ok: false; readonly problem: AssistanceProblem }> {
  try {
    const answer = await fetch(`${hubUrl}/api/assistance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, pin }),
    })
    const body: unknown = await answer.json()
    const name: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'name') : undefined
    if (answer.ok && typeof name === 'string') return { ok: true, name }
    if (answer.status === 423) return { ok: false, problem: 'pin-locked' }
    return { ok: false, problem: answer.status === 401 || answer.status === 400 ? 'wrong-pin' : 'technical' }
  } catch {
    return { ok: false, problem: 'technical' }
  }
}

/** The help is over. Not waited for: the screen is the visitor's again at once, and the hub is told as soon as it hears. */
export function endAssistance(hubUrl: string): void {
  void fetch(`${hubUrl}/api/assistance`, { method: 'DELETE' }).catch(() => undefined)
}
