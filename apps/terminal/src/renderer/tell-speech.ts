import type { TerminalReport, TerminalView } from '@cherha/shared/protocol'
import type { Hub } from '@cherha/ui'

/** A hub that could not be told is tried again after this, ms. */
const retryMs = 15_000

/** `POST`s to the hub; throws where it does not answer. */
export type Post = (report: TerminalReport) => Promise<{ readonly status: number }>

/**
 * Tells the hub whether this terminal can be heard, whenever the hub is there anew: what nobody who sees the screen
 * would notice (E10). A hub that does not know the address is content.
 * @returns to be told when that has changed
 */
export function tellSpeech(
  hub: Pick<Hub<TerminalView>, 'store'>,
  first: TerminalReport,
  post: Post,
): (report: TerminalReport) => void {
  let report = first
  let turn = 0
  const tell = async (mine: number): Promise<void> => {
    if (mine !== turn || !hub.store.getState().connected) return
    const { status } = await post(report).catch(() => ({ status: 503 }))
    if (status >= 500) setTimeout(() => void tell(mine), retryMs)
  }
  const begin = (): void => {
    turn += 1
    void tell(turn)
  }
  hub.store.subscribe(({ connected }, before) => {
    if (connected && !before.connected) begin()
  })
  begin()
  return (changed) => {
    report = changed
    begin()
  }
}

/** By HTTP: it is about this computer, and no part of the queue. */
export function postReport(hubUrl: string): Post {
  return (report) =>
    fetch(`${hubUrl}/api/terminal-report`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report),
    })
}
