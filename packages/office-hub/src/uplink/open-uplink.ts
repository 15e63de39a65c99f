import type { HubLinkEnd } from '@cherha/shared/protocol'
import { epochFile } from './epoch-file.ts'
import { identityOf, type ServerFile } from './identity-file.ts'
import type { UplinkPorts } from './ports.ts'
import { socketLink } from './socket-link.ts'
import { Uplink } from './uplink.ts'

type Given = Exclude<keyof UplinkPorts, 'connect' | 'identity' | 'pendingEpoch' | 'jitter' | 'setTimer'>

export interface UplinkParts extends Pick<UplinkPorts, Given> {
  readonly dataDir: string
  readonly server: ServerFile
  /** Left out: socket.io to the server's address. */
  readonly connect?: (() => Promise<HubLinkEnd>) | undefined
}

/** The uplink of a hub that belongs to a queue server. */
export function openUplink({ dataDir, server, connect, ...parts }: UplinkParts): Uplink {
  return new Uplink({
    ...parts,
    connect: connect ?? (() => socketLink(server.url)),
    identity: identityOf(server),
    pendingEpoch: epochFile(dataDir),
    jitter: Math.random,
    setTimer(ms, fire) {
      const timer = setTimeout(fire, ms)
      return () => clearTimeout(timer)
    },
  })
}
