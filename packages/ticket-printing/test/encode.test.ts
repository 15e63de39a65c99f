import { describe, expect, it } from 'vitest'
import { encodeTicket, renderEscPos, renderTicket, type Raster } from '../src/index.ts'
import { aLongTicket, aTicket, scan } from './fixtures.ts'

/** The first rows of a picture. */
function head(raster: Raster, height: number): Raster {
  return { width: raster.width, height, data: raster.data.slice(0, (raster.width / 8) * height) }
}

/** Where a sequence of bytes begins, or -1. */
function find(bytes: Uint8Array, sequence: number[]): number {
  return Buffer.from(bytes).indexOf(Buffer.from(sequence))
}

describe('the bytes of a ticket', () => {
  const bytes = encodeTicket(aTicket())

  it('initialize the printer, then print a picture', () => {
    expect([...bytes.subarray(0, 2)]).toEqual([0x1b, 0x40])
    expect(find(bytes, [0x1d, 0x76, 0x30, 0x00, 72, 0])).toBeGreaterThan(0)
  })

  it('end with a feed past the knife and a partial cut', () => {
    expect([...bytes.subarray(-8)]).toEqual([0x0a, 0x0a, 0x0a, 0x0a, 0x0a, 0x1d, 0x56, 0x01])
  })

  it('can cut wholly and feed another number of lines', () => {
    expect([...encodeTicket(aTicket(), { cut: 'full', feed: 2 }).subarray(-5)]).toEqual(
      [0x0a, 0x0a, 0x1d, 0x56, 0x00].slice(-5),
    )
  })

  it('are the same every time', () => {
    expect(encodeTicket(aTicket())).toEqual(bytes)
  })

  it.each([80, 58] as const)('come out of the emulator as the very dots that were rendered, on %i mm', (paper) => {
    for (const model of [aTicket(), aLongTicket(), aTicket({ language: 'en', copy: true })]) {
      const rendered = renderTicket(model, { paper })
      const roll = renderEscPos(encodeTicket(model, { paper }), { width: rendered.width })
      expect(roll.width).toBe(rendered.width)
      expect(head(roll.raster, rendered.height)).toEqual(rendered)
      expect(roll.raster.data.subarray(rendered.data.length).every((byte) => byte === 0)).toBe(true)
      expect(roll).toMatchObject({ cuts: 1, feeds: 5, clipped: false, height: rendered.height + 5 * 34 })
      expect(scan(roll.raster)).toBe(model.qr)
    }
  })

  it('show, on a roll too narrow for them, that dots were lost', () => {
    expect(renderEscPos(bytes, { width: 384 }).clipped).toBe(true)
  })
})
