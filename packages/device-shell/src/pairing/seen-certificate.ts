import { connect } from 'node:tls'
import type { HubAddress } from './hub-address.ts'
import { fingerprintOf } from './pin.ts'

/**
 * Which certificate is shown at an address: SHA-256 in hex, or null when none is. Nothing is sent and nothing is
 * trusted; it is for the person who compares.
 */
export function seenCertificate({ host, port }: HubAddress, answerMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, rejectUnauthorized: false })
    const done = (seen: string | null): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(seen)
    }
    const timer = setTimeout(() => done(null), answerMs)
    socket.on('error', () => done(null))
    socket.on('secureConnect', () => {
      const { raw } = socket.getPeerCertificate()
      done(raw instanceof Buffer ? fingerprintOf(raw) : null)
    })
  })
}
