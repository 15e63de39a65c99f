import { createCanvas, type Canvas } from '@napi-rs/canvas'

/** A black and white picture as a printer takes it: rows of bytes, the left dot in the highest bit, 1 is black. */
export interface Raster {
  /** Dots; a multiple of 8. */
  readonly width: number
  readonly height: number
  /** `width / 8 × height` bytes. */
  readonly data: Uint8Array
}

/** Throws a RangeError when the width is not a whole number of bytes. */
export function emptyRaster(width: number, height: number): Raster {
  if (width % 8 !== 0) throw new RangeError(`A raster's width is a multiple of 8 dots, not ${width}.`)
  return { width, height, data: new Uint8Array((width / 8) * height) }
}

export function isBlack(raster: Raster, x: number, y: number): boolean {
  return ((raster.data[y * (raster.width / 8) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0
}

/** Makes a dot black. */
export function blacken(raster: Raster, x: number, y: number): void {
  const at = y * (raster.width / 8) + (x >> 3)
  raster.data[at] = (raster.data[at] ?? 0) | (0x80 >> (x & 7))
}

/** Every dot that is at least half covered with ink becomes black, the others white: no dithering, sharp edges. */
export function rasterOf(canvas: Canvas): Raster {
  const raster = emptyRaster(canvas.width, canvas.height)
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
  const { data } = raster
  // a row is a whole number of bytes: the dots can be counted through
  for (let dot = 0; dot < raster.width * raster.height; dot++) {
    if ((pixels[dot * 4] ?? 255) < 128) data[dot >> 3] = (data[dot >> 3] ?? 0) | (0x80 >> (dot & 7))
  }
  return raster
}

/** RGBA bytes, opaque black and white. */
export function rgbaOf(raster: Raster): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(raster.width * raster.height * 4).fill(255)
  for (let y = 0; y < raster.height; y++) {
    for (let x = 0; x < raster.width; x++) {
      if (isBlack(raster, x, y)) pixels.fill(0, (y * raster.width + x) * 4, (y * raster.width + x) * 4 + 3)
    }
  }
  return pixels
}

/** The picture as a canvas, to be saved as PNG or drawn on. */
export function canvasOf(raster: Raster): Canvas {
  const canvas = createCanvas(raster.width, raster.height)
  const context = canvas.getContext('2d')
  const image = context.createImageData(raster.width, raster.height)
  image.data.set(rgbaOf(raster))
  context.putImageData(image, 0, 0)
  return canvas
}
