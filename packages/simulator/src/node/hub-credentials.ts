import type { UplinkCredentials } from '@cherha/office-hub/core'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { StaffFile } from '../world/disk.ts'

/** What the uplink tells the server about the office's devices, and takes from it about the staff. */
export function hubCredentials(config: OfficeConfig, staff: StaffFile): UplinkCredentials {
  const devices = config.devices.map(({ id, role, windows }) => ({ id, role, windows: windows ?? null }))
  return {
    adoptStaff: (given) => staff.adopt([...given]),
    adoptDevices: () => {},
    deviceHashes: () => devices.map((device) => ({ ...device, windows: device.windows?.slice() ?? null, tokenHash })),
    devices: () => devices,
    openPairing: () => {
      throw new Error('nobody pairs a device in a simulated office')
    },
    revokeDevice: () => false,
    reportOf: () => null,
    deviceOfSession: () => 'desk-1',
  }
}

/** Base64 of 32 bytes. */
const tokenHash = `${'A'.repeat(43)}=`
