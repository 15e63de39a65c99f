/** A message as a telephone would show it. */
export interface PlayedSms {
  /** The centre's own name for it. */
  readonly id: string
  readonly at: number
  /** `+` and digits. */
  readonly phone: string
  readonly sender: string
  readonly text: string
  readonly parts: number
  readonly by: 'smpp' | 'http'
  /** Of HTTP: the sender's name for it. */
  readonly reference: string | null
}

const kept = 5_000
const keptParts = 1_000

interface Group {
  readonly texts: (string | undefined)[]
  readonly parts: number
}

/** What has arrived: the newest few thousand messages, so that a long run does not fill the memory. */
export class Book {
  #messages: PlayedSms[] = []
  readonly #groups = new Map<string, Group>()
  #total = 0

  /** Oldest first. */
  get messages(): readonly PlayedSms[] {
    return this.#messages
  }

  /** How many have arrived since the start, also those that are no longer kept. */
  get total(): number {
    return this.#total
  }

  add(message: Omit<PlayedSms, 'id' | 'at'>): PlayedSms {
    this.#total += 1
    const taken = { ...message, id: this.#total.toString(16).padStart(8, '0'), at: Date.now() }
    this.#messages.push(taken)
    if (this.#messages.length > kept * 1.2) this.#messages = this.#messages.slice(-kept)
    return taken
  }

  /** One part of a message. @returns the whole text when this was the last that was missing, else null */
  part(key: string, index: number, parts: number, text: string): string | null {
    const found = this.#groups.get(key)
    const group = found?.parts === parts ? found : { texts: [], parts }
    this.#groups.set(key, group)
    group.texts[index - 1] = text
    const texts = group.texts.filter((one) => one !== undefined)
    if (texts.length === parts) {
      this.#groups.delete(key)
      return texts.join('')
    }
    const [oldest] = this.#groups.keys()
    if (this.#groups.size > keptParts && oldest !== undefined) this.#groups.delete(oldest)
    return null
  }

  clear(): void {
    this.#messages = []
    this.#groups.clear()
  }
}
