import type { DisplayView, SilentReason } from '@cherha/shared/protocol'
import type { Hub } from '@cherha/ui'

/** Everything a display ever says to its hub (A rules). */
export interface DisplayCommands {
  /** The call is on the screen. */
  callShown(call: string): void
  /** Its sound has ended, or could not be heard and why. */
  callAnnounced(call: string, silent: boolean, reason?: SilentReason): void
}

/**
 * Commands to a hub. It re-sends by id until the hub answers; a refusal means that the call has ended or was
 * announced elsewhere, and the next view shows it.
 */
export function displayCommands(hub: Pick<Hub<DisplayView>, 'send'>): DisplayCommands {
  return {
    callShown: (call) => void hub.send({ type: 'call-shown', call }),
    callAnnounced: (call, silent, reason) =>
      void hub.send({ type: 'call-announced', call, silent, ...(reason === undefined ? {} : { reason }) }),
  }
}
