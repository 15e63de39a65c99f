import { loadImage } from '@napi-rs/canvas'
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import { describe, expect, it } from 'vitest'
import { encodeTicket, EscPosError, isBlack, renderEscPos } from '../src/index.ts'
import { aTicket, inkBounds } from './fixtures.ts'

const bytesOf = (...parts: (number | string)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [part])))

/** A picture of 8 × 2 dots: the upper row black. */
const stripe = [0x1d, 0x76, 0x30, 0, 1, 0, 2, 0, 0xff, 0x00]

function refusal(bytes: Uint8Array): EscPosError {
  try {
    renderEscPos(bytes)
  } catch (error) {
    if (error instanceof EscPosError) return error
  }
  throw new Error('The emulator took the bytes.')
}

describe('pictures', () => {
  it('are put on the paper dot by dot', () => {
    const { raster, height } = renderEscPos(bytesOf(...stripe))
    expect(height).toBe(2)
    expect([0, 7, 8].map((x) => isBlack(raster, x, 0))).toEqual([true, true, false])
    expect(isBlack(raster, 0, 1)).toBe(false)
  })

  it('follow one another without a seam', () => {
    const { raster, height } = renderEscPos(bytesOf(...stripe, ...stripe))
    expect(height).toBe(4)
    expect([0, 1, 2, 3].map((y) => isBlack(raster, 0, y))).toEqual([true, false, true, false])
  })

  it.each([
    [0, 0],
    [1, 284],
    [2, 568],
  ])('stand where ESC a %i puts them', (align, left) => {
    expect(inkBounds(renderEscPos(bytesOf(0x1b, 0x61, align, ...stripe)).raster)).toMatchObject({
      left,
      right: left + 7,
    })
  })
})

describe('paper', () => {
  it('moves by lines and by dots', () => {
    expect(renderEscPos(bytesOf('\n\n')).height).toBe(68)
    expect(renderEscPos(bytesOf(0x1b, 0x64, 3)).height).toBe(102)
    expect(renderEscPos(bytesOf(0x1b, 0x4a, 50)).height).toBe(50)
    expect(renderEscPos(bytesOf(0x1b, 0x33, 10, '\n', 0x1b, 0x32, '\n'))).toMatchObject({ height: 44, feeds: 2 })
  })

  it('is cut by every form of the command', () => {
    const job = bytesOf(...stripe, 0x1d, 0x56, 0, ...stripe, 0x1d, 0x56, 49, ...stripe, 0x1d, 0x56, 66, 20, 0x1b, 0x69)
    expect(renderEscPos(job)).toMatchObject({ cuts: 4, cutRows: [2, 4, 26, 26] })
  })

  it('comes as a picture of the same size', async () => {
    const roll = renderEscPos(encodeTicket(aTicket()))
    const image = await loadImage(roll.png)
    expect([image.width, image.height]).toEqual([roll.width, roll.height])
  })
})

describe('text', () => {
  it('in all the styles the encoder knows is printed', () => {
    const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', codepageMapping: 'epson' })
    const job = encoder
      .initialize()
      .codepage('windows1251')
      .align('center')
      .bold(true)
      .line('Ґалаґан')
      .bold(false)
      .underline(true)
      .text('Їжак')
      .underline(false)
      .invert(true)
      .text('Є')
      .invert(false)
      .newline()
      .width(2)
      .height(2)
      .line('А-015')
      .width(1)
      .height(1)
      .font('B')
      .line('small')
      .font('A')
      .cut('partial')
      .encode()
    const roll = renderEscPos(job)
    expect(roll.cuts).toBe(1)
    expect(inkBounds(roll.raster).bottom).toBeGreaterThan(100)
    expect(inkBounds(roll.raster).left).toBeGreaterThan(100)
  })

  it('takes more room when it is larger', () => {
    const [plain, large] = [bytesOf('88\n'), bytesOf(0x1d, 0x21, 0x33, '88\n')].map((job) =>
      inkBounds(renderEscPos(job).raster),
    )
    expect(large?.right).toBeGreaterThan((plain?.right ?? 0) * 3)
    expect(large?.bottom).toBeGreaterThan((plain?.bottom ?? 0) * 2)
  })

  it('wraps at the edge of the paper', () => {
    expect(renderEscPos(bytesOf('8'.repeat(49), '\n'))).toMatchObject({ height: 68, clipped: false })
  })

  it('is dropped with all settings when the printer is initialized', () => {
    expect(inkBounds(renderEscPos(bytesOf(0x1b, 0x61, 2, '88', 0x1b, 0x40, ...stripe)).raster)).toMatchObject({
      left: 0,
      right: 7,
    })
  })
})

describe('bytes the printer does not understand', () => {
  it('are refused with the place of the command', () => {
    expect(refusal(bytesOf('abc\n', 0x1b, 0x7a, 1))).toMatchObject({ code: 'unknown-command', offset: 4 })
    expect(refusal(bytesOf('abc\n', 0x1b, 0x7a, 1)).message).toBe('Unknown command 1b 7a at byte 4.')
    expect(refusal(bytesOf(0x1d, 0x6b))).toMatchObject({ code: 'unknown-command', offset: 0 })
    expect(refusal(bytesOf(0x07))).toMatchObject({ code: 'unknown-command', offset: 0 })
    expect(refusal(bytesOf(0x1d, 0x56, 7))).toMatchObject({ code: 'unknown-command', offset: 0 })
  })

  it('are refused when they end within a command', () => {
    expect(refusal(bytesOf(...stripe.slice(0, -1)))).toMatchObject({ code: 'truncated', offset: 0 })
    expect(refusal(bytesOf('\n', 0x1b))).toMatchObject({ code: 'truncated', offset: 1 })
  })

  it('are refused when they are letters of an unknown code page', () => {
    expect(refusal(bytesOf(0x1b, 0x74, 99, 0xc0))).toMatchObject({ code: 'unsupported', offset: 3 })
  })

  it('are refused when they would feed the whole roll', () => {
    expect(refusal(Uint8Array.from({ length: 3_000 }, (_, i) => [0x1b, 0x64, 255][i % 3] ?? 0)).code).toBe(
      'roll-too-long',
    )
  })
})
