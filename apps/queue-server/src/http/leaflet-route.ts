import { leafletModel, type PaperPress } from '@cherha/case-papers/press'
import { create } from 'qrcode'
import { z } from 'zod'
import type { App } from './app.ts'
import { Failure } from './failure.ts'
import { officeOf } from './guard.ts'
import type { HttpParts } from './parts.ts'

/** What leaflets are made of besides the office. */
export interface LeafletParts {
  readonly press: Pick<PaperPress, 'make'>
  /** How people reach the public pages, without a slash at the end. */
  readonly publicUrl: string
  /** B33: besides the office's own. */
  readonly phones: readonly string[]
}

const Params = z.strictObject({ code: z.string().max(10) })
const Query = z.strictObject({ lang: z.enum(['uk', 'en']).default('uk'), size: z.enum(['a4', 'a5']).default('a4') })
/** A print shop asks once; whoever asks more often keeps the thread of papers from others. */
const config = { rateLimit: { max: 60, timeWindow: 60_000 } }
/** Leaflets kept: those of a large region in both languages. */
const mostKept = 200

/** Leaflets of offices that sell online (B36): how to book, with the address as a QR code. */
export function leafletRoute(app: App, { offices }: Pick<HttpParts, 'offices'>, parts: LeafletParts): void {
  const made = new Map<string, Uint8Array>()

  app.get(
    '/api/offices/:code/leaflet.pdf',
    { config, schema: { params: Params, querystring: Query } },
    async (request, reply) => {
      const office = officeOf(offices, request.params.code)
      const { config: of, today } = office
      const { lang, size } = request.query
      if (of === null || today === null || !of.channels.online) {
        throw new Failure('refused', 'this office gives no places online: it has no leaflet')
      }
      const key = `${of.code} ${office.version} ${lang} ${size} ${today}`
      let bytes = made.get(key)
      if (bytes === undefined) {
        const url = `${parts.publicUrl}/booking?office=${of.code}`
        const model = leafletModel({
          language: lang,
          size,
          date: today,
          office: { name: of.name[lang], address: of.address[lang] },
          phones: [...new Set([...of.phones, ...parts.phones])],
          url,
          code: codeOf(url),
        })
        bytes = await parts.press.make(model)
        if (made.size >= mostKept) made.clear()
        made.set(key, bytes)
      }
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="leaflet-${of.code}-${lang}-${size}.pdf"`)
        .send(Buffer.from(bytes))
    },
  )
}

/** Rows of the QR code: a quarter of it may be soiled or torn. */
function codeOf(url: string): string[] {
  const { modules } = create(url, { errorCorrectionLevel: 'Q' })
  return Array.from({ length: modules.size }, (_row, row) =>
    Array.from({ length: modules.size }, (_column, column) => (modules.get(row, column) ? '1' : '0')).join(''),
  )
}
