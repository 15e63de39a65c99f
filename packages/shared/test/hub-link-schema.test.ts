import { createHash } from 'node:crypto'
import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { EnrolAnswer, EnrolRequest, hubLink, hubLinkVersion, InboxItem } from '../src/protocol/index.ts'

/**
 * What stands on the wire, by version. A schema that changes gets its line here on purpose: with the same version when
 * hub and server of either age still understand each other (an optional field), with a new one and a line of history in
 * `hub-link.ts` otherwise.
 */
const wire: Readonly<Record<number, string>> = {
  1: '89a32555d27cc4ac',
}

const asText = (schema: z.ZodType): string =>
  JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))

function everything(): string[] {
  const asked = [hubLink.fromServer, hubLink.fromHub].flatMap((side) =>
    Object.entries(side).map(([name, [question, answer]]) => `${name} ${asText(question)} ${asText(answer)}`),
  )
  const bells = Object.entries(hubLink.bells).map(([name, schema]) => `${name} ${asText(schema)}`)
  return [...asked, ...bells, asText(InboxItem), asText(EnrolRequest), asText(EnrolAnswer)]
}

describe('the wire between hub and queue server', () => {
  it('R15 no schema of the wire changes unnoticed: the hash of all of them is written down with the version', () => {
    const hash = createHash('sha256').update(everything().join('\n')).digest('hex').slice(0, 16)
    expect(wire[hubLinkVersion]).toBe(hash)
  })

  it('R15 the hash sees an added field, a changed bound and a new item', () => {
    const before = z.strictObject({ a: z.int().max(5) })
    expect(asText(before.extend({ b: z.string().optional() }))).not.toBe(asText(before))
    expect(asText(z.strictObject({ a: z.int().max(6) }))).not.toBe(asText(before))
    expect(asText(z.union([before, z.literal('new')]))).not.toBe(asText(before))
  })
})
