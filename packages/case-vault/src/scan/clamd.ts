import { createConnection, type Socket } from 'node:net'
import type { FileScanner, ScanResult } from './scanner.ts'

const chunkBytes = 64 * 1024
/** An answer of clamd is one short line; whatever says more is not clamd. */
const longestAnswer = 1_024
const defaultTimeoutMs = 15_000

export interface ClamdOptions {
  readonly host: string
  readonly port: number
  /** For one file, from the connection to the answer. */
  readonly timeoutMs?: number
}

/** ClamAV's daemon by its INSTREAM command: the file goes over the connection and is never put on the scanner's disk by us. */
export function clamdScanner({ host, port, timeoutMs = defaultTimeoutMs }: ClamdOptions): FileScanner {
  return {
    scan: (bytes) =>
      new Promise<ScanResult>((resolve) => {
        const socket = createConnection({ host, port })
        let heard = ''
        const end = (result: ScanResult) => {
          clearTimeout(timer)
          socket.destroy()
          resolve(result)
        }
        const away = (reason: string) => end({ is: 'unavailable', reason })
        const timer = setTimeout(() => away(`the virus scanner did not answer within ${timeoutMs} ms`), timeoutMs)
        socket.on('error', (error) => away(`the virus scanner cannot be reached: ${codeOf(error)}`))
        socket.on('close', () => away('the virus scanner ended the connection without an answer'))
        socket.on('data', (data) => {
          heard += data.toString('latin1')
          const stop = heard.indexOf('\0')
          if (stop >= 0) end(resultOf(heard.slice(0, stop)))
          else if (heard.length > longestAnswer) away('what answers there is no virus scanner')
        })
        socket.on('connect', () => {
          stream(socket, bytes).catch((error: unknown) => away(`the file could not be sent: ${codeOf(error)}`))
        })
      }),
  }
}

/** `zINSTREAM\0`, then chunks with their length before them, then a chunk of length 0. */
async function stream(socket: Socket, bytes: Uint8Array): Promise<void> {
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.length && !socket.destroyed; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes)
    const fits = socket.write(Buffer.concat([lengthOf(chunk.length), chunk]))
    // a scanner that reads slowly holds up its own file, not our memory
    if (!fits) await drained(socket)
  }
  if (!socket.destroyed) socket.write(lengthOf(0))
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      socket.off('drain', go)
      socket.off('close', go)
      resolve()
    }
    socket.on('drain', go)
    socket.on('close', go)
  })
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

function resultOf(answer: string): ScanResult {
  const said = answer.trim()
  if (/^(stream: )?OK$/.test(said)) return { is: 'clean' }
  const found = /^(?:stream: )?(.+) FOUND$/.exec(said)
  if (found?.[1] !== undefined) return { is: 'infected', name: found[1] }
  return { is: 'unavailable', reason: `the virus scanner could not scan the file: ${said.slice(0, 200)}` }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error ? String(error.code) : error.message
}
