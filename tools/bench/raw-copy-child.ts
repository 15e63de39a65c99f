// Run as a process of its own: gives the batches of a file, one for each byte it is sent, over a bare connection that it
// opens when it is told to.
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { listen, type Told } from './fork.ts'

const [file = ''] = process.argv.slice(2)
const batches: readonly string[] = JSON.parse(readFileSync(file, 'utf8'))
const framed = batches.map((text) => {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
})

listen({
  connect: ({ url }: Told) => {
    const { hostname, port } = new URL(url)
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    let next = 0
    socket.on('data', (asked) => {
      for (const _ of asked) socket.write(framed[next++] ?? '')
    })
    socket.on('error', () => {})
    return {}
  },
})
