import { createCanvas } from '@napi-rs/canvas'
import { drawText } from './font/measure.ts'
import { layOutSheet } from './layout/info-sheet.ts'
import { layOut, type Layout } from './layout/layout.ts'
import type { Paper } from './layout/sheet.ts'
import { rasterOf, type Raster } from './raster.ts'
import type { SheetModel } from './sheet-model.ts'
import type { TicketModel } from './ticket.ts'

export interface RenderOptions {
  /** Width of the roll in millimetres: 80 prints 576 dots, 58 prints 384. Default 80. */
  readonly paper?: Paper
}

/**
 * Draws a ticket as black and white dots (document 000 II.10). The same model always gives the same dots.
 * Throws a RangeError when a date is none or the QR's text does not fit the paper.
 */
export function renderTicket(model: TicketModel, options: RenderOptions = {}): Raster {
  return draw(layOut(model, options.paper ?? 80))
}

/** Draws an information sheet. The same model always gives the same dots. */
export function renderSheet(model: SheetModel, options: RenderOptions = {}): Raster {
  return draw(layOutSheet(model, options.paper ?? 80))
}

function draw(layout: Layout): Raster {
  const canvas = createCanvas(layout.width, layout.height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, layout.width, layout.height)
  for (const mark of layout.marks) {
    context.fillStyle = mark.ink
    if (mark.kind === 'box') context.fillRect(mark.x, mark.y, mark.width, mark.height)
    else drawText(context, mark.text, mark.font, mark.x, mark.y)
  }
  return rasterOf(canvas)
}
