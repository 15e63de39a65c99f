import { createCanvas, type Canvas } from '@napi-rs/canvas'
import { drawText, textWidth, type Font } from '../font/measure.ts'
import { blacken, canvasOf, isBlack, rasterOf, type Raster } from '../raster.ts'

export type Align = 'left' | 'center' | 'right'

/** A letter in the printer's own font. */
export interface Cell {
  readonly text: string
  /** Size of the cell in dots. */
  readonly width: number
  readonly height: number
  readonly bold: boolean
  readonly underline: boolean
  readonly inverted: boolean
}

/** Longest roll in dots (4 m): a PNG much longer than that cannot be made. */
export const longestRoll = 32_000

/** The paper: grows downwards as dots are put on it. Dots beside it are lost, as on a real printer. */
export class Roll {
  readonly width: number
  readonly cuts: number[] = []
  /** Whether dots fell beside the paper. */
  clipped = false
  #height = 0
  #data = new Uint8Array(0)

  /** Throws a RangeError when the width is not a whole number of bytes. */
  constructor(width: number) {
    if (width <= 0 || width % 8 !== 0) throw new RangeError(`A paper's width is a multiple of 8 dots, not ${width}.`)
    this.width = width
  }

  get height(): number {
    return this.#height
  }

  /** Moves the paper. Returns false when the roll is at its end. */
  feed(dots: number): boolean {
    if (this.#height + dots > longestRoll) return false
    this.#height += dots
    return true
  }

  cut(): void {
    this.cuts.push(this.#height)
  }

  /** Prints a picture and moves the paper past it. */
  picture(picture: Raster, align: Align): boolean {
    const top = this.#height
    const left = Math.max(0, offset(align, this.width - picture.width))
    if (!this.feed(picture.height)) return false
    const paper = this.#paper()
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) {
        if (!isBlack(picture, x, y)) continue
        if (left + x < this.width) blacken(paper, left + x, top + y)
        else this.clipped = true
      }
    }
    return true
  }

  /** Prints a line of letters and moves the paper by its height, at least by `spacing`. */
  line(cells: readonly Cell[], align: Align, spacing: number): boolean {
    const width = cells.reduce((sum, cell) => sum + cell.width, 0)
    const height = Math.max(spacing, ...cells.map((cell) => cell.height))
    if (width === 0) return this.feed(height)
    const canvas = createCanvas(Math.ceil(width / 8) * 8, height)
    const context = canvas.getContext('2d')
    context.fillStyle = 'white'
    context.fillRect(0, 0, canvas.width, height)
    let x = 0
    for (const cell of cells) {
      const font: Font = { weight: cell.bold ? 700 : 600, size: Math.round(cell.height * 0.8) }
      context.fillStyle = cell.inverted ? 'black' : 'white'
      context.fillRect(x, height - cell.height, cell.width, cell.height)
      context.fillStyle = cell.inverted ? 'white' : 'black'
      drawText(
        context,
        cell.text,
        font,
        x + Math.max(0, (cell.width - textWidth(cell.text, font)) / 2),
        height - cell.height * 0.22,
      )
      if (cell.underline) context.fillRect(x, height - 3, cell.width, 3)
      x += cell.width
    }
    return this.picture(rasterOf(canvas), align)
  }

  /** Everything printed so far, at least 1 dot high. */
  raster(): Raster {
    const bytes = (this.width / 8) * Math.max(1, this.#height)
    return { width: this.width, height: Math.max(1, this.#height), data: this.#grown(bytes).slice(0, bytes) }
  }

  /** The roll as a picture; a dashed grey line where it was cut. */
  canvas(): Canvas {
    const canvas = canvasOf(this.raster())
    const context = canvas.getContext('2d')
    context.fillStyle = '#808080'
    for (const y of this.cuts) {
      for (let x = 0; x < this.width; x += 16) context.fillRect(x, Math.max(0, y - 1), 8, 1)
    }
    return canvas
  }

  #paper(): Raster {
    return { width: this.width, height: this.#height, data: this.#grown((this.width / 8) * this.#height) }
  }

  #grown(bytes: number): Uint8Array {
    if (this.#data.length < bytes) {
      const larger = new Uint8Array(Math.max(bytes, this.#data.length * 2))
      larger.set(this.#data)
      this.#data = larger
    }
    return this.#data
  }
}

/** A roll nobody looks at: it moves and stays white. */
export class UndrawnRoll extends Roll {
  override picture({ height }: Raster): boolean {
    return this.feed(height)
  }

  override line(cells: readonly Cell[], _align: Align, spacing: number): boolean {
    return this.feed(Math.max(spacing, ...cells.map((cell) => cell.height)))
  }
}

function offset(align: Align, free: number): number {
  if (align === 'left') return 0
  return align === 'right' ? free : Math.floor(free / 2)
}
