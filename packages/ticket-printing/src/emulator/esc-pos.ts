import type { Raster } from '../raster.ts'
import { drawQr } from './qr.ts'
import { decodeByte, epsonPages } from './code-pages.ts'
import { Reader } from './reader.ts'
import { Roll, type Align, type Cell, UndrawnRoll } from './roll.ts'

/** What a roll looks like after a job. */
export interface PrintedRoll {
  /** The roll as a picture, a dashed grey line at each cut. */
  readonly png: Buffer
  /** The same dots without the cut lines. */
  readonly raster: Raster
  readonly width: number
  readonly height: number
  readonly cuts: number
  /** Rows at which the paper was cut. */
  readonly cutRows: readonly number[]
  /** Line feeds and feed commands. */
  readonly feeds: number
  /** Dots fell beside the paper and were lost. */
  readonly clipped: boolean
  /** What was printed as letters, a line for each line of the paper; empty where everything is a picture. */
  readonly text: string
}

export interface EmulatorOptions {
  /** Printed width of the paper in dots; 576 on an 80 mm roll (default), 384 on a 58 mm one. */
  readonly width?: number
  /** Code pages by their number, as the printer's maker has them. Left out: Epson's. */
  readonly pages?: Readonly<Record<number, string>>
}

const [NUL, ESC, GS, FS, DLE, LF, CR] = [0x00, 0x1b, 0x1d, 0x1c, 0x10, 0x0a, 0x0d]

/** Line spacing a printer starts with: 1/6 inch at 203 dots per inch. */
const defaultSpacing = 34

interface State {
  align: Align
  spacing: number
  page: number
  small: boolean
  bold: boolean
  underline: boolean
  inverted: boolean
  wide: number
  high: number
  cells: Cell[]
}

function start(): State {
  return {
    align: 'left',
    spacing: defaultSpacing,
    page: 0,
    small: false,
    bold: false,
    underline: false,
    inverted: false,
    wide: 1,
    high: 1,
    cells: [],
  }
}

/**
 * Prints ESC/POS bytes on a picture of a roll: pictures (GS v 0), text with its styles, feeds, cuts. The byte 00 is
 * nothing, also where a command says what it is: so ends one that was broken off there and filled up with 00.
 * Throws an EscPosError, with the offset, on a command it does not know or bytes that end too early.
 */
export function renderEscPos(bytes: Uint8Array, options: EmulatorOptions = {}): PrintedRoll {
  const printer = new Interpreter(bytes, new Roll(options.width ?? 576), options.pages ?? epsonPages)
  printer.run()
  const { roll } = printer
  const raster = roll.raster()
  return {
    png: roll.canvas().toBuffer('image/png'),
    raster,
    width: raster.width,
    height: raster.height,
    cuts: roll.cuts.length,
    cutRows: roll.cuts,
    feeds: printer.feeds,
    clipped: roll.clipped,
    text: printer.lines.join('\n'),
  }
}

/** What a job prints as letters, a line for each line of the paper, without drawing it. Throws as `renderEscPos` does. */
export function readEscPos(bytes: Uint8Array, options: EmulatorOptions = {}): string {
  const printer = new Interpreter(bytes, new UndrawnRoll(options.width ?? 576), options.pages ?? epsonPages)
  printer.run()
  return printer.lines.join('\n')
}

class Interpreter {
  readonly roll: Roll
  feeds = 0
  readonly lines: string[] = []
  readonly #reader: Reader
  readonly #pages: Readonly<Record<number, string>>
  #state = start()
  #qr = { module: 3, text: '' }

  constructor(bytes: Uint8Array, roll: Roll, pages: Readonly<Record<number, string>>) {
    this.#pages = pages
    this.#reader = new Reader(bytes)
    this.roll = roll
  }

  run(): void {
    while (!this.#reader.done) this.#step(this.#reader.begin())
    this.#flush()
  }

  #step(byte: number): void {
    if (byte === ESC) return this.#escape(this.#reader.byte())
    if (byte === GS) return this.#group(this.#reader.byte())
    if (byte === FS) return this.#field(this.#reader.byte())
    if (byte === LF) return this.#lineFeed(1)
    if (byte === CR || byte === NUL) return
    if (byte === DLE) return this.#status(this.#reader.byte())
    if (byte < 0x20 || byte === 0x7f) throw this.#reader.unknown()
    this.#letter(byte)
  }

  #escape(command: number): void {
    const state = this.#state
    switch (command) {
      case NUL:
        return
      case 0x40:
        this.#state = start()
        return // ESC @ initialize, drops the line
      case 0x61:
        state.align = this.#oneOf(['left', 'center', 'right'])
        return // ESC a
      case 0x32:
        state.spacing = defaultSpacing
        return // ESC 2
      case 0x33:
        state.spacing = this.#reader.byte()
        return // ESC 3
      case 0x64:
        return this.#lineFeed(this.#reader.byte()) // ESC d: feed n lines
      case 0x4a:
        this.#flush()
        this.feeds++
        return this.#check(this.roll.feed(this.#reader.byte())) // ESC J: feed n dots
      case 0x74:
        state.page = this.#reader.byte()
        return // ESC t
      case 0x4d:
        state.small = this.#oneOf([false, true])
        return // ESC M: font A or B
      case 0x45:
        state.bold = (this.#reader.byte() & 1) === 1
        return // ESC E
      case 0x2d:
        state.underline = this.#reader.byte() % 0x30 !== 0
        return // ESC -
      case 0x52:
        this.#reader.byte()
        return // ESC R: national variants of ASCII, not drawn
      case 0x70:
        this.#reader.take(3)
        return // ESC p: a pulse for the drawer
      case 0x69:
      case 0x6d:
        return this.#cut() // ESC i, ESC m
      case 0x21: {
        // ESC !: several styles at once
        const mode = this.#reader.byte()
        Object.assign(state, {
          small: bit(mode, 0),
          bold: bit(mode, 3),
          underline: bit(mode, 7),
          high: bit(mode, 4) ? 2 : 1,
          wide: bit(mode, 5) ? 2 : 1,
        })
        return
      }
      default:
        throw this.#reader.unknown()
    }
  }

  #group(command: number): void {
    switch (command) {
      case NUL:
        return
      case 0x76:
        return this.#picture() // GS v 0
      case 0x56: {
        // GS V: cut, with 65 and 66 after feeding n dots to the knife
        const mode = this.#reader.byte()
        if (mode === 65 || mode === 66) {
          this.#flush()
          this.feeds++
          this.#check(this.roll.feed(this.#reader.byte()))
        } else if (![0, 1, 48, 49].includes(mode)) throw this.#reader.unknown()
        return this.#cut()
      }
      case 0x21: {
        // GS !: width and height, 1 to 8 times
        const size = this.#reader.byte()
        this.#state.wide = ((size >> 4) & 7) + 1
        this.#state.high = (size & 7) + 1
        return
      }
      case 0x42:
        this.#state.inverted = (this.#reader.byte() & 1) === 1
        return // GS B
      case 0x50:
        this.#reader.take(2)
        return // GS P: motion units; this roll counts in dots
      case 0x72:
        this.#reader.byte()
        return // GS r: a receipt; there is nobody to give it to
      case 0x28:
        return this.#symbol() // GS ( k
      default:
        throw this.#reader.unknown()
    }
  }

  /** FS . and FS & switch double-byte letters off and on; only off is understood. */
  #field(command: number): void {
    if (command !== 0x2e && command !== NUL) throw this.#reader.unknown()
  }

  /** DLE EOT n asks for the status; there is nobody to answer. */
  #status(command: number): void {
    if (command === NUL) return
    if (command !== 0x04) throw this.#reader.unknown()
    this.#reader.byte()
  }

  #picture(): void {
    const picture = this.#reader.byte()
    if (picture === NUL) return
    if (picture !== 0x30) throw this.#reader.unknown()
    const mode = this.#reader.byte() % 0x30
    if (mode > 3) throw this.#reader.unknown()
    if (mode !== 0) throw this.#reader.error('unsupported', 'A picture of double size is not drawn; it is')
    const [bytes, height] = [this.#reader.word(), this.#reader.word()]
    const data = this.#reader.take(bytes * height)
    if (data.length === 0) return
    this.#flush()
    this.#check(this.roll.picture({ width: bytes * 8, height, data }, this.#state.align))
  }

  /** GS ( k, symbol 49: a QR. 67 sets the dots of a module, 69 the correction, 80 stores the text, 81 prints it. */
  #symbol(): void {
    const kind = this.#reader.byte()
    if (kind === NUL) return
    if (kind !== 0x6b) throw this.#reader.unknown()
    const data = this.#reader.take(this.#reader.word())
    const [symbol = NUL, what = NUL, value = 0] = data
    if (symbol === NUL || what === NUL) return
    if (symbol !== 49) throw this.#reader.unknown()
    if (what === 67) this.#qr.module = value
    else if (what === 80) this.#qr.text = new TextDecoder().decode(data.subarray(3))
    else if (what === 81) {
      this.#flush()
      this.#check(this.roll.picture(drawQr(this.#qr.text, this.#qr.module), this.#state.align))
    } else if (what !== 65 && what !== 69) throw this.#reader.unknown()
  }

  #letter(byte: number): void {
    const { page, small, wide, high, bold, underline, inverted, cells } = this.#state
    const text = decodeByte(byte, page, this.#pages)
    if (text === undefined) throw this.#reader.error('unsupported', `A letter of the unknown code page ${page} is`)
    const [width, height] = [(small ? 9 : 12) * wide, (small ? 17 : 24) * high]
    if (cells.reduce((sum, cell) => sum + cell.width, width) > this.roll.width) this.#flush()
    this.#state.cells.push({ text, width, height, bold, underline, inverted })
  }

  /** Prints the letters that wait, if there are any. */
  #flush(): void {
    if (this.#state.cells.length === 0) return
    const { cells, align, spacing } = this.#state
    this.#state.cells = []
    this.lines.push(cells.map(({ text }) => text).join(''))
    this.#check(this.roll.line(cells, align, spacing))
  }

  #lineFeed(lines: number): void {
    this.feeds++
    const waiting = this.#state.cells.length > 0
    this.#flush()
    this.#check(this.roll.feed(this.#state.spacing * Math.max(0, waiting ? lines - 1 : lines)))
  }

  #cut(): void {
    this.#flush()
    this.roll.cut()
  }

  #check(fits: boolean): void {
    if (!fits) throw this.#reader.error('roll-too-long', 'The roll ended before what begins')
  }

  /** A parameter 0, 1, 2… that may also be sent as a figure. */
  #oneOf<T>(values: readonly T[]): T {
    const value = values[this.#reader.byte() % 0x30]
    if (value === undefined) throw this.#reader.unknown()
    return value
  }
}

function bit(value: number, index: number): boolean {
  return ((value >> index) & 1) === 1
}
