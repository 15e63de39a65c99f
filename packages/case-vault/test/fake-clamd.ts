import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface FakeClamd {
  readonly port: number
  /** What it was sent, file by file. */
  readonly files: Buffer[]
  /** The largest chunk it was sent. */
  largestChunk: number
  close(): Promise<void>
}

/**
 * Speaks the INSTREAM command as clamd does.
 * @param answer to a whole file; null: it says nothing
 * @param early what it does as soon as somebody connects
 */
export async function fakeClamd(
  answer: (file: Buffer) => string | null,
  early: (socket: Socket) => void = () => {},
): Promise<FakeClamd> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    early(socket)
    let heard = Buffer.alloc(0)
    socket.on('data', (data) => {
      heard = Buffer.concat([heard, data])
      const file = read(heard, fake)
      if (file === null) return
      fake.files.push(file)
      const said = answer(file)
      if (said !== null) socket.end(`${said}\0`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fake: FakeClamd = {
    port: (server.address() as AddressInfo).port,
    files: [],
    largestChunk: 0,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
  return fake
}

const command = 'zINSTREAM\0'

/** The file, once its last chunk is there. */
function read(heard: Buffer, fake: FakeClamd): Buffer | null {
  const chunks: Buffer[] = []
  let at = command.length
  if (heard.toString('latin1', 0, at) !== command.slice(0, heard.length)) throw new Error('not an INSTREAM command')
  while (at + 4 <= heard.length) {
    const length = heard.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    fake.largestChunk = Math.max(fake.largestChunk, length)
    if (at + 4 + length > heard.length) return null
    chunks.push(heard.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}
