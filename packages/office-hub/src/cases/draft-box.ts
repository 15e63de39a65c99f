import { createHmac } from 'node:crypto'
import { asJson, canonicalJson } from '@cherha/event-log'
import { openEvent, sealEvent } from '@cherha/case-vault'
import type { FolderCommand, FolderEvent } from '@cherha/shared/workflow'
import type { CaseRefusalBody } from './refusals.ts'

/** What of an application is on the disk is sealed with its key, and opens as what it was sealed as and nothing else. */
export class DraftBox {
  readonly #key: Buffer
  readonly #id: string

  constructor(key: Buffer, id: string) {
    this.#key = key
    this.#id = id
  }

  sealEvent(seq: number, event: FolderEvent): string {
    return this.#seal(`event ${seq}`, event)
  }

  sealCommand(n: number, command: FolderCommand): string {
    return this.#seal(`command ${n}`, command)
  }

  sealReason(reason: CaseRefusalBody): string {
    return this.#seal('reason', reason)
  }

  // what is opened was sealed by the methods above: nobody else has the key
  openEvent(seq: number, box: string): FolderEvent | null {
    return this.#open(`event ${seq}`, box) as FolderEvent | null
  }

  openCommand(n: number, box: string): FolderCommand | null {
    return this.#open(`command ${n}`, box) as FolderCommand | null
  }

  openReason(box: string): CaseRefusalBody | null {
    return this.#open('reason', box) as CaseRefusalBody | null
  }

  /** Tells a repeated command from a re-used id. Keyed: nobody can try names until the hash fits. */
  hash(sender: string, body: unknown): string {
    return commandHash(this.#key, sender, body)
  }

  #seal(what: string, value: object): string {
    return sealEvent(this.#key, `${this.#id} ${what}`, asJson(value))
  }

  #open(what: string, box: string): unknown {
    return openEvent(this.#key, `${this.#id} ${what}`, box)
  }
}

/** The sender is part of it: nobody gets the answer to another's command. */
export function commandHash(key: Buffer, sender: string, body: unknown): string {
  // a round through JSON: fields that are left out and those set to `undefined` are the same
  const text = canonicalJson({ sender, body: JSON.parse(JSON.stringify(body ?? null)) as unknown })
  return createHmac('sha256', key).update(text, 'utf8').digest('hex')
}
