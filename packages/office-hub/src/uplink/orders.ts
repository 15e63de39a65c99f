import type { HubOrder, HubOrderAnswer } from '@cherha/shared/protocol'
import type { UplinkPorts } from './ports.ts'

/** Does what an administrator asks for through the server. What cannot be done is one sentence. */
export async function obey(
  order: HubOrder,
  { credentials, clock, engine }: Pick<UplinkPorts, 'credentials' | 'clock' | 'engine'>,
): Promise<HubOrderAnswer> {
  switch (order.type) {
    case 'revoke-device':
      return credentials.revokeDevice(order.id)
        ? { ok: true, id: order.id }
        : { ok: false, message: `There is no device ${order.id} that could be revoked.` }
    case 'pairing-code': {
      const { role, windows = null } = order
      const known = new Set(engine.state.config?.windows.map(({ id }) => id))
      const strange = windows?.find((id) => !known.has(id))
      if (strange !== undefined) return { ok: false, message: `The office has no window ${strange}.` }
      const id =
        order.id ??
        freeId(
          role,
          credentials.devices().map((device) => device.id),
        )
      // the computer's time, as everywhere with pairing codes
      const now = clock.now().at + clock.stepMs()
      const { code, expires } = await credentials.openPairing({ role, id, windows }, now)
      return { ok: true, code, id, expiresAt: expires }
    }
  }
}

/** `display-1`, or the first number that no device has. */
function freeId(role: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) if (!taken.includes(`${role}-${number}`)) return `${role}-${number}`
}
