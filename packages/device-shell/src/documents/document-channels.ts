import { z } from 'zod'
import { channel } from '../ipc/channels.ts'

/** Formats of scans and papers. TIFF is taken so that its refusal has a reason: no Chromium shows it. */
export const documentTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff'] as const

/** A scan has at most 10 MiB; a paper that is made anew may be a little larger. */
export const mostDocumentBytes = 11 * 1024 * 1024

/** A file name and nothing else: no folder, nothing a system reads differently, nothing that turns the text around. */
const plainName = /^(?!\.)[^/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u

export const DocumentToShow = z.strictObject({
  name: z.string().regex(plainName, 'not a plain file name'),
  type: z.enum(documentTypes),
  bytes: z
    .instanceof(Uint8Array)
    .refine(({ byteLength }) => byteLength > 0, 'the document is empty')
    .refine(({ buffer }) => buffer.byteLength <= mostDocumentBytes, 'the document is too large'),
})
export type DocumentToShow = z.infer<typeof DocumentToShow>

/** `format`: Chromium does not show it. `too-many`: as many windows are open as may be. */
export type DocumentShown =
  | { readonly shown: true }
  | { readonly shown: false; readonly because: 'format' | 'too-many' }

/** What the page of a desk asks for the documents it got from the hub. Other apps do not have these channels. */
export const documentChannels = {
  'documents:show': channel<DocumentShown>()(['app'], DocumentToShow),
  'documents:close': channel<null>()(['app'], z.null()),
} as const
export type DocumentChannels = typeof documentChannels
