import type { OfficeConfig, TerminalView } from '@cherha/shared/protocol'
import type { Client } from '../clients/client.ts'
import type { Answers } from '../oracle/answers.ts'
import type { World } from '../world/world.ts'
import type { Hall } from './hall.ts'
import type { People } from './people.ts'

/** What everybody in the office can lay hands on. */
export interface Office {
  readonly world: World
  readonly config: OfficeConfig
  readonly people: People
  readonly hall: Hall
  readonly answers: Answers
  readonly terminals: readonly Terminal[]
  readonly fail: (rule: string, sentence: string) => void
  /** A disk was lost or put back: what was acknowledged may be unknown. Left out: never. */
  readonly historyLost?: () => boolean
}

export interface Terminal {
  readonly client: Client<TerminalView>
  /** How often a ticket does not come out. */
  readonly printerFails: number
}

/** Waits until a moment of world time. */
export async function until(world: World, at: number): Promise<void> {
  await world.loop.sleep(at - world.startsAt - world.loop.now)
}
