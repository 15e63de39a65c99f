import type { Mutant } from './mutant.ts'

const hub = 'packages/office-hub/src'

/** Bugs of the hub: commits, answers, keys, clocks, who may do what. */
export const hubMutants: readonly Mutant[] = [
  {
    id: 'acknowledge-before-commit',
    does: 'answers a command before its events are in the log',
    file: `${hub}/engine/engine.ts`,
    find: '      stored = batch.records.length === 0 ? [] : this.#log.append(batch.records)\n',
    replace: `      const seq = this.#log.head().seq
      const hoped = batch.records.map((record, i) => ({ ...record, seq: seq + 1 + i, prev: '', hash: '' }))
      waiting.forEach(({ submission, settle }, index) => {
        const one = decided[index]
        if (one !== undefined && one.is !== 'failed') settle(batch.outcome(one, hoped, submission.client))
      })
      stored = batch.records.length === 0 ? [] : this.#log.append(batch.records)
`,
  },
  {
    id: 'state-ahead-of-log',
    does: 'keeps what it decided although it could not be written',
    file: `${hub}/engine/engine.ts`,
    find: `      this.#report('the log could not be written; nothing of this batch was stored', error)
      this.#refold()
`,
    replace: `      this.#report('the log could not be written; nothing of this batch was stored', error)
`,
  },
  {
    id: 'forgets-commands',
    does: 'does not look into the log for a command it has done before a restart',
    file: `${hub}/engine/command-memory.ts`,
    find: 'const record = this.#log.findCommand(id)',
    replace: 'const record = this.#recent.size < 0 ? this.#log.findCommand(id) : null',
  },
  {
    id: 'twins-in-a-batch',
    does: 'does a command twice that comes twice in one commit',
    file: `${hub}/engine/batch.ts`,
    find: '    const twin = this.#accepted.get(client.id)\n',
    replace: "    const twin = this.#accepted.get(client.id + '-')\n",
  },
  {
    id: 'any-body-for-an-id',
    does: 'answers another command under the id of an accepted one',
    file: `${hub}/engine/batch.ts`,
    find: "    if (known) return known.hash === client.hash ? { is: 'known', command: known } : reused\n",
    replace: "    if (known) return { is: 'known', command: known }\n",
  },
  {
    id: 'snapshot-off-by-one',
    does: 'goes on one event too late after a snapshot',
    file: `${hub}/engine/fold.ts`,
    find: '  let after = snapshot?.seq ?? 0\n',
    replace: '  let after = snapshot === null ? 0 : snapshot.seq + 1\n',
  },
  {
    id: 'clock-of-the-os',
    does: 'follows the clock of the computer by itself',
    file: `${hub}/clock/system-clock.ts`,
    find: '  const at = () => Math.floor(computer.boot() + offset)\n',
    replace: '  const at = () => Math.floor(computer.os())\n',
  },
  {
    id: 'starts-in-the-past',
    does: 'starts at a time before the last event of its log',
    file: `${hub}/clock/system-clock.ts`,
    find: '      offset = Math.max(offset, moment - computer.boot())\n',
    replace: '      offset = Math.max(offset, 0 * moment)\n',
  },
  {
    id: 'follows-a-step-twice',
    does: 'moves its time by twice the step a lead has accepted',
    file: `${hub}/clock/system-clock.ts`,
    find: '      offset += stepMs\n',
    replace: '      offset += 2 * stepMs\n',
  },
  {
    id: 'board-leaks-a-name',
    does: 'shows the name of who is being served on the board',
    file: `${hub}/gateway/views.ts`,
    find: '    return {\n      ...displayView(queue, now, windows, board),\n',
    replace: `    const nameOf = (number: string) => {
      const day = queue.today === null ? undefined : queue.days[queue.today]
      const ticket = day?.tickets[number]
      return day === undefined || ticket === undefined ? '' : this.#parts.vault.person(day.date, ticket)?.surname
    }
    const serving = board.serving.map((one) => ({ ...one, name: nameOf(one.ticket) }))
    return {
      ...displayView(queue, now, windows, { ...board, serving }),
`,
  },
  {
    id: 'names-in-the-clear',
    does: 'writes names into the log without sealing them',
    file: `${hub}/secrets/vault.ts`,
    find: 'box: seal(key, person, this.#random)',
    replace: 'box: JSON.stringify(person)',
  },
  {
    id: 'any-code',
    does: 'takes any code for the right one',
    file: `${hub}/gateway/proof.ts`,
    find: "given.code) ? 'code' : 'wrong'",
    replace: "given.code) ? 'code' : 'code'",
  },
  {
    id: 'any-sender',
    does: 'takes every command from everybody',
    file: `${hub}/gateway/command-intake.ts`,
    find: '  if (!senders.includes(roleOf(caller))) {\n',
    replace: "  if (!senders.includes(roleOf(caller)) && roleOf(caller) === 'auditor') {\n",
  },
  {
    id: 'prints-repeated-answers',
    does: 'prints a ticket again for each repeated answer',
    file: `${hub}/gateway/command-intake.ts`,
    find: "outcome.repeated ? null : { person, copy: command.type === 'reprint' }",
    replace: "{ person, copy: command.type === 'reprint' }",
  },
  {
    id: 'code-of-another-sale',
    does: 'gives a reprint the code of another sale of the place',
    file: `${hub}/gateway/command-intake.ts`,
    find: '    const code = this.#parts.vault.code({ office, date, number, sold })\n',
    replace:
      '    const code = this.#parts.vault.code({ office, date, number, sold: fresh?.copy === true ? sold + 1 : sold })\n',
  },
  {
    id: 'desk-always-there',
    does: 'never says that a desk has gone',
    file: `${hub}/gateway/presence.ts`,
    find: "type: this.#desks.has(session) ? 'connect-desk' : 'disconnect-desk',",
    replace: "type: this.#desks.has(session) ? 'connect-desk' : 'connect-desk',",
  },
  {
    id: 'down-for-no-time',
    does: 'takes every outage for a short one',
    file: `${hub}/boot.ts`,
    find: 'Math.max(0, clock.now().at - (alive.read() ?? lastAt))',
    replace: 'Math.max(0, 0 * (alive.read() ?? lastAt))',
  },
]
