import type Database from 'better-sqlite3'

const triesAllowed = 5

/** One sale of one place; a place sold again is another ticket and starts with fresh tries. */
export interface TriedTicket {
  readonly date: string
  readonly number: string
  readonly sold: number
}

/** Wrong check-in codes per ticket; five lock it, and a restart forgives nothing. */
export function codeTryStore(database: Database.Database) {
  const get = database.prepare<[string, string, number], { tries: number }>(
    'SELECT tries FROM code_try WHERE date = ? AND number = ? AND sold = ?',
  )
  const add = database.prepare<[string, string, number]>(`
    INSERT INTO code_try (date, number, sold, tries) VALUES (?, ?, ?, 1)
    ON CONFLICT (date, number, sold) DO UPDATE SET tries = tries + 1
  `)
  const forget = database.prepare<[string, string, number]>(
    'DELETE FROM code_try WHERE date = ? AND number = ? AND sold = ?',
  )
  const forgetBefore = database.prepare<[string]>('DELETE FROM code_try WHERE date < ?')

  return {
    codeLocked: (ticket: TriedTicket): boolean =>
      (get.get(ticket.date, ticket.number, ticket.sold)?.tries ?? 0) >= triesAllowed,
    countWrongCode(ticket: TriedTicket): void {
      add.run(ticket.date, ticket.number, ticket.sold)
    },
    forgetWrongCodes(ticket: TriedTicket): void {
      forget.run(ticket.date, ticket.number, ticket.sold)
    },
    forgetWrongCodesBefore(date: string): void {
      forgetBefore.run(date)
    },
  }
}
