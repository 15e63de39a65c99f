import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { AddressInfo } from 'node:net'
import { createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { connect, createServer, type TLSSocket } from 'node:tls'
import { type HubHandle, openTlsIdentity, startHub } from '@cherha/office-hub'
import { anOffice, VirtualClock } from '@cherha/testing'
import { onTestFinished } from 'vitest'

export type Role = 'terminal' | 'display' | 'desk'

/** A folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'cherha-pairing-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A real office hub with TLS on a loopback address, and what a test does with it. */
export interface RealHub {
  readonly hub: HubHandle
  readonly dataDir: string
  readonly clock: VirtualClock
  /** `https://127.0.0.1:PORT`. */
  readonly url: string
  readonly port: number
  /** A new pairing code. */
  code(role?: Role, id?: string): Promise<string>
}

export async function startRealHub(
  options: { dataDir?: string; tlsPort?: number; restored?: boolean } = {},
): Promise<RealHub> {
  const dataDir = options.dataDir ?? aFolder()
  const clock = new VirtualClock(Date.parse('2026-11-23T08:00:00Z'))
  const hub = await startHub({
    config: anOffice().config(),
    dataDir,
    port: 0,
    clock,
    logLevel: 'silent',
    restored: options.restored,
    listen: [{ host: '127.0.0.1', port: options.tlsPort ?? 0 }],
  })
  onTestFinished(() => hub.close())
  const url = hub.lanUrls[0] ?? ''
  return {
    hub,
    dataDir,
    clock,
    url,
    port: Number(new URL(url).port),
    async code(role = 'display', id) {
      const wanted = { role, id: id ?? null, windows: null }
      return (await hub.credentials.openPairing(wanted, clock.now().at)).code
    },
  }
}

/** Somebody who has a certificate of his own and sits between a device and the hub. */
export interface Between {
  readonly url: string
  readonly fingerprint: string
  /** All that came from the device, decrypted. */
  readonly heard: string[]
  close(): Promise<void>
}

/**
 * A TLS server on loopback that hears everything.
 * @param answer what it does with a connection; left out: it passes all on to `hubUrl` and back
 */
export async function standBetween(
  options: { hubUrl?: string; port?: number; answer?: (device: TLSSocket, heard: () => string) => void } = {},
): Promise<Between> {
  const own = await openTlsIdentity(aFolder())
  const heard: string[] = []
  const open = new Set<TLSSocket>()
  const server = createServer({ key: own.key, cert: own.certificate }, (device) => {
    open.add(device)
    device.on('close', () => open.delete(device))
    device.on('error', () => device.destroy())
    let said = ''
    device.on('data', (chunk: Buffer) => {
      heard.push(chunk.toString())
      said += chunk.toString()
      options.answer?.(device, () => said)
    })
    if (options.hubUrl === undefined) return
    const { hostname, port } = new URL(options.hubUrl)
    const hub = connect({ host: hostname, port: Number(port), rejectUnauthorized: false })
    hub.on('error', () => device.destroy())
    device.pipe(hub)
    hub.pipe(device)
  })
  // a device that does not trust the certificate hangs up in the handshake
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const close = () => {
    open.forEach((device) => device.destroy())
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  onTestFinished(close)
  const { port } = server.address() as AddressInfo
  return { url: `https://127.0.0.1:${port}`, fingerprint: own.fingerprint, heard, close }
}

/** The hub's certificate in a data folder, signed anew for other dates (`YYMMDDHHMMSSZ`). Keeps the key. */
export function redate(identity: { key: string; certificate: string }, from: string, to: string): string {
  const { raw } = new X509Certificate(identity.certificate)
  // SEQUENCE { what is signed, algorithm, BIT STRING }; both outer lengths take two bytes
  const tbs = Buffer.from(raw.subarray(4, 4 + 4 + raw.readUInt16BE(6)))
  const dates = [...tbs.toString('latin1').matchAll(/\d{12}Z/g)]
  tbs.write(from, dates[0]?.index ?? -1, 'latin1')
  tbs.write(to, dates[1]?.index ?? -1, 'latin1')
  const algorithm = raw.subarray(4 + tbs.length, 4 + tbs.length + 12)
  const signature = sign('sha256', tbs, createPrivateKey(identity.key))
  const bits = Buffer.concat([Buffer.from([0x03, signature.length + 1, 0]), signature])
  const body = Buffer.concat([tbs, algorithm, bits])
  const head = Buffer.from([0x30, 0x82, body.length >> 8, body.length & 0xff])
  return new X509Certificate(Buffer.concat([head, body])).toString()
}

/** Answers an HTTP request with JSON and hangs up. */
export function answerJson(device: TLSSocket, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  device.end(
    `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  )
}
