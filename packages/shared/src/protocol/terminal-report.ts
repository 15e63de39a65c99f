import { z } from 'zod'
import { Id } from './values.ts'

/** `POST /api/terminal-report`: whether a terminal can be heard in both languages by who does not see it (E10). */
export const TerminalReport = z.strictObject({ speech: z.enum(['ok', 'none']) })
export type TerminalReport = z.infer<typeof TerminalReport>

/** A terminal as `/health` knows it. */
export const TerminalHealth = z.strictObject({ id: Id, speech: TerminalReport.shape.speech })
export type TerminalHealth = z.infer<typeof TerminalHealth>
