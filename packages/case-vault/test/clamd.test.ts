import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { clamdScanner, noScanner } from '../src/index.ts'
import { type FakeClamd, fakeClamd } from './fake-clamd.ts'

/** The file every virus scanner knows as a test, in two halves, so that none takes this one for it. */
const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*', 'latin1')

describe('a file before a virus scanner', () => {
  let clamd: FakeClamd | null = null
  const scannerOf = async (...how: Parameters<typeof fakeClamd>) => {
    clamd = await fakeClamd(...how)
    return clamdScanner({ host: '127.0.0.1', port: clamd.port, timeoutMs: 2_000 })
  }
  afterEach(async () => {
    await clamd?.close()
    clamd = null
  })

  it('S60 is clean when the scanner says OK, and was sent whole in bounded chunks', async () => {
    const scanner = await scannerOf(() => 'stream: OK')
    const file = randomBytes(3 * 1024 * 1024 + 17)
    expect(await scanner.scan(file)).toEqual({ is: 'clean' })
    expect(clamd?.files[0]?.equals(file)).toBe(true)
    expect(clamd?.largestChunk).toBeLessThanOrEqual(64 * 1024)
  })

  it('S60 is infected when the scanner found something, and that is named', async () => {
    const scanner = await scannerOf((file) =>
      file.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK',
    )
    expect(await scanner.scan(eicar)).toEqual({ is: 'infected', name: 'Eicar-Test-Signature' })
    expect(await scanner.scan(Buffer.from('harmless'))).toEqual({ is: 'clean' })
  })

  it('S60 is not taken for clean when the scanner answers with an error', async () => {
    const scanner = await scannerOf(() => 'INSTREAM size limit exceeded. ERROR')
    const result = await scanner.scan(eicar)
    expect(result).toMatchObject({ is: 'unavailable' })
    expect(result.is === 'unavailable' && result.reason).toContain('size limit exceeded')
  })

  it('S60 is not taken for clean when the scanner is not there, says nothing, hangs up or is something else', async () => {
    const nobody = clamdScanner({ host: '127.0.0.1', port: 1, timeoutMs: 2_000 })
    expect(await nobody.scan(eicar)).toMatchObject({ is: 'unavailable' })
    const cases: Parameters<typeof fakeClamd>[] = [
      [() => null],
      [() => 'stream: OK', (socket) => socket.destroy()],
      [() => null, (socket) => socket.end('HTTP/1.1 400 Bad Request')],
      [() => null, (socket) => socket.write('x'.repeat(5_000))],
    ]
    for (const [answer, early] of cases) {
      clamd = await fakeClamd(answer, early)
      const scanner = clamdScanner({ host: '127.0.0.1', port: clamd.port, timeoutMs: 300 })
      expect(await scanner.scan(eicar)).toMatchObject({ is: 'unavailable' })
      await clamd.close()
    }
  })

  it('S60 ends by the time limit also while the scanner does not read', async () => {
    clamd = await fakeClamd(
      () => null,
      (socket) => socket.pause(),
    )
    const scanner = clamdScanner({ host: '127.0.0.1', port: clamd.port, timeoutMs: 300 })
    expect(await scanner.scan(randomBytes(10 * 1024 * 1024))).toEqual({
      is: 'unavailable',
      reason: 'the virus scanner did not answer within 300 ms',
    })
  })

  it('S60 is marked as not scanned where there is no scanner', async () => {
    expect(await noScanner.scan(eicar)).toEqual({ is: 'not-scanned' })
  })
})
