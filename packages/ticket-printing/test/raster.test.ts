import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { canvasOf, isBlack } from '../src/index.ts'
import { emptyRaster, rasterOf } from '../src/raster.ts'

describe('a black and white picture', () => {
  it('has a black dot where at least half of it was covered with ink', () => {
    const canvas = createCanvas(8, 1)
    const context = canvas.getContext('2d')
    for (const [x, grey] of [0, 1, 127, 128, 254, 255].entries()) {
      context.fillStyle = `rgb(${grey}, ${grey}, ${grey})`
      context.fillRect(x, 0, 1, 1)
    }
    const raster = rasterOf(canvas)
    expect([0, 1, 2, 3, 4, 5].map((x) => isBlack(raster, x, 0))).toEqual([true, true, true, false, false, false])
  })

  it('keeps its left dot in the highest bit', () => {
    const raster = { width: 16, height: 2, data: Uint8Array.of(0x80, 0, 0, 0x01) }
    expect([isBlack(raster, 0, 0), isBlack(raster, 15, 1), isBlack(raster, 1, 0)]).toEqual([true, true, false])
  })

  it('is the same after it was a canvas', () => {
    const raster = { width: 16, height: 2, data: Uint8Array.of(0xa5, 0x0f, 0x33, 0x81) }
    expect(rasterOf(canvasOf(raster))).toEqual(raster)
  })

  it('is a whole number of bytes wide', () => {
    expect(() => emptyRaster(12, 1)).toThrow(RangeError)
  })
})
