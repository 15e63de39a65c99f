import { z } from 'zod'

/** The newest record of an office's log somebody was shown: proof that it was there (R19). */
export const Witness = z.strictObject({
  office: z.string().regex(/^[0-9A-Za-z-]{1,40}$/),
  epoch: z.int().min(0),
  seq: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Witness = z.infer<typeof Witness>

/** Header of a device's requests and of the upgrade of its socket: what it has seen last. */
export const witnessHeader = 'x-cherha-witness'

/** As the header carries it: `OFFICE:EPOCH:SEQ:HASH`. */
export function witnessText({ office, epoch, seq, hash }: Witness): string {
  return `${office}:${epoch}:${seq}:${hash}`
}

/** null: none was given, or it cannot be read, which is the same. */
export function readWitness(text: unknown): Witness | null {
  const [, office, epoch, seq, hash] =
    typeof text === 'string' ? (/^([^:]+):(\d{1,9}):(\d{1,15}):(\w+)$/.exec(text) ?? []) : []
  const read = Witness.safeParse({ office, epoch: Number(epoch), seq: Number(seq), hash })
  return read.success ? read.data : null
}
