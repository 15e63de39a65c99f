import { paperModel, type PaperOffice, type PaperPress } from '@cherha/case-papers/press'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { CaseFolder, Fields, PaperKey } from '@cherha/shared/workflow'
import type { People } from './people.ts'
import type { CasePorts } from './ports.ts'
import type { CaseAt } from './work.ts'

/** The outcome that is being completed, as far as it is not in the case yet. */
export interface OutcomeAtHand {
  readonly key: string
  readonly fields?: Fields
  readonly grounds?: readonly string[]
  readonly written?: boolean
}

export interface PaperAsked {
  readonly paper: PaperKey
  readonly stage: string
  /** Actor's id of whoever makes it. */
  readonly author: string
  readonly outcome?: OutcomeAtHand | undefined
  readonly folder?: CaseFolder | undefined
}

/** Makes the papers of cases. The same case on the same day makes the same bytes. */
export class PaperMaker {
  readonly #people: People
  readonly #ports: Pick<CasePorts, 'office' | 'statusPage'>
  readonly #press: Pick<PaperPress, 'make'>

  constructor(people: People, ports: Pick<CasePorts, 'office' | 'statusPage'>, press: Pick<PaperPress, 'make'>) {
    this.#people = people
    this.#ports = ports
    this.#press = press
  }

  /** @throws PaperNotPossible, PaperPressBusyError */
  async make({ stored, card, config, rules, today }: CaseAt, asked: PaperAsked): Promise<Uint8Array> {
    const { entity, office } = stored.folder.state
    const names = this.#people.names(office)
    const taker = entity === null ? null : this.#ports.office(entity)
    const { statusPage } = this.#ports
    const { mapping } = rules.context
    return this.#press.make(
      paperModel(card, asked.folder ?? stored.folder, asked.paper, {
        office: headOf(config),
        entity: taker === null ? null : headOf(taker),
        stage: asked.stage,
        today,
        author: names(asked.author),
        names,
        ...(mapping === undefined ? {} : { mapping }),
        ...(asked.outcome === undefined ? {} : { outcome: asked.outcome }),
        ...(statusPage === undefined ? {} : { statusAddress: statusPage }),
      }),
    )
  }
}

function headOf({ name, address, phones }: OfficeConfig): PaperOffice {
  return { name, address, phones }
}
