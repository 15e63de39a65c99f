import type { OfficeNode } from '../../offices/office-node.ts'
import { Visits } from './visits.ts'

const batch = 1_000

/** Visits of the offices, read from the copy of each log once and from then on only what is new. */
export class VisitReader {
  readonly #offices = new Map<string, { node: OfficeNode; visits: Visits; reading: Promise<unknown> }>()

  /** Everything up to the newest record the server has. */
  async of(node: OfficeNode): Promise<Visits> {
    let entry = this.#offices.get(node.code)
    if (entry === undefined || entry.node !== node) {
      entry = { node, visits: new Visits(), reading: Promise.resolve() }
      this.#offices.set(node.code, entry)
    }
    const { visits } = entry
    // one after the other: two readers of one log must not take a record twice
    const reading = entry.reading.catch(() => {}).then(() => readOn(node, visits))
    entry.reading = reading
    await reading
    return visits
  }
}

async function readOn(node: OfficeNode, visits: Visits): Promise<void> {
  const until = node.copyHead.seq
  while (visits.seq < until) {
    const records = await node.readCopy(visits.seq, batch)
    if (records.length === 0) return
    for (const record of records) visits.take(record)
  }
}
