import type { WorldName } from '../seeds.ts'

/** A bug to be planted: one piece of one source file, replaced. */
export interface Mutant {
  readonly id: string
  /** What the hub does once the bug is in it. */
  readonly does: string
  /** From the root of the project. */
  readonly file: string
  /** Occurs exactly once in the file. */
  readonly find: string
  readonly replace: string
  /** The world in which it is looked for. Left out: one office. */
  readonly world?: WorldName
}

/** A mutant that does not fit the sources any more: it has to be planted anew, or taken out. */
export class MisplacedMutant extends Error {
  override name = 'MisplacedMutant'
}

/** The source with the bug in it. Throws `MisplacedMutant` when the piece is not there exactly once. */
export function plant({ id, file, find, replace }: Mutant, source: string): string {
  const times = source.split(find).length - 1
  if (times !== 1) throw new MisplacedMutant(`mutant ${id}: its piece of ${file} is there ${times} times, not once`)
  return source.replace(find, () => replace)
}
