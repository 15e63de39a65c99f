import { refusalOf } from '../clients/client.ts'
import type { Site } from './site.ts'
import type { Paper } from './papers.ts'

const minuteMs = 60_000
/** Of the plan: the server knows every such number, so the lost part of the log has only sold it. */
const planned = /^.-\d{3}$/

/** Whoever has a ticket the hub has lost comes with it to the terminal and is let in again (Q28). */
export async function comeWithPaper(site: Site, paper: Paper): Promise<void> {
  const { world, random, hub, hall, fail } = site
  const chance = random.fork(`paper ${paper.date} ${paper.number}`)
  const { client } = chance.pick(site.terminals)
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await world.loop.sleep(chance.int(1, 8) * minuteMs)
    const state = hub.life?.engine.state
    if (state === undefined || state.today !== paper.date || state.suspension !== null) continue
    const { number, code, date } = paper
    const reply = await client.command({ type: 'check-in', ticket: number, code, date })
    if (reply.ok) {
      hall.enter(number, () => chance.int(3_000, 60_000))
      return world.note(() => `the paper ticket ${number} is good again`)
    }
    const refusal = refusalOf(reply)
    const place = hub.life?.engine.state.days[date]?.places[number]
    if (planned.test(number) && place?.state === 'withheld' && ['unknown-ticket', 'wrong-code'].includes(refusal ?? ''))
      return fail('Q28', `the paper ticket ${number} of ${date} was refused as ${refusal}`)
  }
}
