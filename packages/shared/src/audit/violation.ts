/** A rule that an event of the log, or the live queue, breaks. */
export interface Violation {
  /** The event that breaks it; 0 where nothing has happened yet. */
  readonly seq: number
  /** Id of the rule: docs/spec. */
  readonly rule: string
  /** For a person: what happened and what should have happened. Holds numbers, times and ids, never anybody's name. */
  readonly sentence: string
}

/** Notes a violation at the event that is being read. */
export type Say = (rule: string, sentence: string) => void
