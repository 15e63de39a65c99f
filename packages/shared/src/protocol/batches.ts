import { LinkLostError, pullLimit } from './hub-link.ts'

/** JSON text of one batch, at most, whatever its records are: far below what a message of the link may have. */
export const batchBytes = 2 * 1024 * 1024
/** An answer that takes longer than this is not asked to be twice as long. */
const quickMs = 5_000

/**
 * As many of the records, from the first, as a batch may have; one at least, however large.
 * @param most left out: `batchBytes`. UTF-8 bytes of their JSON
 */
export function withinBytes<R>(records: readonly R[], most = batchBytes): readonly R[] {
  let bytes = 0
  const tooMany = records.findIndex((record, index) => {
    bytes += utf8Bytes(JSON.stringify(record))
    return index > 0 && bytes > most
  })
  return tooMany === -1 ? records : records.slice(0, tooMany)
}

/**
 * How many records one side asks the other for at a time. Half as many after a batch that was lost on the way, by a cut
 * or because it took too long, so that a slow line carries one in the end; twice as many after one that came quickly.
 * It outlives the connection: a batch that took too long has ended it.
 */
export class BatchLimit {
  #records = pullLimit

  get records(): number {
    return this.#records
  }

  /**
   * Asks for a batch of this size.
   * @param now a clock that measures durations, ms
   * @throws what `pull` throws
   */
  async ask<T>(now: () => number, pull: (limit: number) => Promise<T>): Promise<T> {
    const asked = now()
    const records = this.#records
    try {
      const answer = await pull(records)
      if (now() - asked <= quickMs) this.#records = Math.min(pullLimit, records * 2)
      return answer
    } catch (error) {
      if (error instanceof LinkLostError) this.#records = Math.max(1, Math.floor(records / 2))
      throw error
    }
  }
}

function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    // the two halves of a surrogate pair are four bytes together
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}
