import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { splitByFont, type Weight } from './fonts.ts'

/** Size in dots (8 dots are 1 mm). Capital letters are 0.70 of it high. */
export interface Font {
  readonly weight: Weight
  readonly size: number
}

/** Height of a capital letter and of a figure as a part of the size. */
export const capHeight = 0.7

let scratch: SKRSContext2D | undefined

/** Width of the text in dots. */
export function textWidth(text: string, font: Font): number {
  scratch ??= createCanvas(8, 8).getContext('2d')
  let width = 0
  for (const run of splitByFont(text, font.weight)) {
    scratch.font = `${font.size}px ${run.family}`
    width += scratch.measureText(run.text).width
  }
  return width
}

/** Draws the text from `x` on, on the base line `y`, in the context's fill style. */
export function drawText(context: SKRSContext2D, text: string, font: Font, x: number, y: number): void {
  let at = x
  for (const run of splitByFont(text, font.weight)) {
    context.font = `${font.size}px ${run.family}`
    context.fillText(run.text, at, y)
    at += context.measureText(run.text).width
  }
}

/** The largest size, at most the given one, at which the text is no wider than `width`. Never under 1. */
export function fittingSize(text: string, font: Font, width: number): number {
  const wide = textWidth(text, font)
  return wide <= width ? font.size : Math.max(1, Math.floor((font.size * width) / wide))
}
