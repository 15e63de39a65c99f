import { join } from 'node:path'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { anOffice, everyDay } from '@cherha/testing'
import { DrivenHub } from './driven-hub.ts'

const minute = 60_000

/** Services А and К of 20 minutes; Р of 10 minutes, only from 09:00 to 09:30; three windows, the third for Р alone. */
export const office: OfficeConfig = anOffice()
  .withService('А')
  .withService('К')
  .withService('Р', { minutes: 10, hours: everyDay(['09:00', '09:30']) })
  .withWindow('w1', { services: ['service-1', 'service-2'] })
  .withWindow('w2', { services: ['service-1'] })
  .withWindow('w3', { services: ['service-3'] })
  .withStaff('olena', 'clerk')
  .withStaff('taras', 'clerk')
  .withStaff('iryna', 'lead')
  .config()

/** What a visitor keeps: the number, the code, and the seq printed as a witness. */
export interface Ticket {
  readonly number: string
  readonly code: string
  readonly seq: number
}

/**
 * A Monday at a real hub, after a Sunday on which people booked: every kind of visitor, call and interruption once.
 * @returns the log's file (nobody has it open any more) and the tickets that were printed
 */
export async function anOfficeDay(dataDir: string): Promise<{ file: string; tickets: Ticket[] }> {
  const hub = await DrivenHub.start(office, dataDir, Date.parse('2026-11-22T15:50:00Z'))
  const tickets: Ticket[] = []
  let people = 0
  const visitor = () => {
    people += 1
    return { language: 'uk', person: { surname: `Шевченко${'а'.repeat(people)}`, givenName: 'Олексій' } } as const
  }
  const kept = (result: Readonly<Record<string, unknown>>): Ticket => {
    const { ticket, code, printedSeq } = result
    tickets.push({ number: String(ticket), code: String(code), seq: Number(printedSeq) })
    return { number: String(ticket), code: String(code), seq: Number(printedSeq) }
  }
  const book = async (service: string, time: string): Promise<Ticket> =>
    kept(await hub.terminal({ type: 'register-advance', service, date: '2026-11-23', time, ...visitor() }))
  const register = async (
    service: string,
    more: { time?: string; priority?: string; session?: string } = {},
  ): Promise<Ticket> => kept(await hub.terminal({ type: 'register-current', service, ...visitor(), ...more }))

  // Sunday evening: advance registration, one place sold twice
  const second = await book('service-1', '09:20')
  await hub.terminal({ type: 'withdraw', ticket: second.number, date: '2026-11-23', code: second.code })
  await book('service-1', '09:20')
  const absent = await book('service-1', '10:20')
  await book('service-3', '09:10')
  await book('service-1', '17:20')

  // Monday; the hub was switched off for the night
  await hub.switchOffUntil('2026-11-23T08:50')
  const [olena, taras, iryna] = [await hub.signIn('olena'), await hub.signIn('taras'), await hub.signIn('iryna')]
  await hub.command(olena, { type: 'open-window', window: 'w1' })
  await hub.command(taras, { type: 'open-window', window: 'w2' })
  await hub.command(iryna, { type: 'open-window', window: 'w3' })
  const call = async (session: string, window: string): Promise<string> => {
    const { call: id } = await hub.command(session, { type: 'call-next', window })
    return String(id)
  }
  const voice = (session: string, window: string) => hub.command(session, { type: 'confirm-voice-call', window })
  const startService = (session: string, window: string) => hub.command(session, { type: 'start-service', window })
  const finish = (session: string, window: string) => hub.command(session, { type: 'finish-service', window })
  const serve = async (session: string, window: string): Promise<void> => {
    await call(session, window)
    await voice(session, window)
    await startService(session, window)
  }
  const everybody = [olena, taras, iryna]

  // an early call nobody answers, then the same visitor in time; the ticket is printed again
  const early = await register('service-1')
  await hub.terminal({ type: 'reprint', ticket: early.number, code: early.code })
  await hub.terminal({ type: 'print-report', ticket: early.number, status: 'printed' })
  await call(olena, 'w1')
  await voice(olena, 'w1')
  await hub.attended(126_000, ...everybody)
  await hub.attended(Date.parse('2026-11-23T09:01:00+02:00') - hub.clock.now().at, ...everybody)
  await serve(olena, 'w1')
  await finish(olena, 'w1')

  // Р: a booked one, one present early, and a place at the present minute for the idle window
  await hub.attended(15 * minute, ...everybody)
  await register('service-3')
  await serve(iryna, 'w3')
  await finish(iryna, 'w3')
  await serve(iryna, 'w3')
  await finish(iryna, 'w3')
  await register('service-3')
  await serve(iryna, 'w3')
  await finish(iryna, 'w3')

  // priority goes first, is held; the booked one is transferred to the other window
  await hub.attended(6 * minute, ...everybody)
  await register('service-1', { priority: 'disability' })
  await serve(olena, 'w1')
  await hub.command(olena, { type: 'hold', window: 'w1', reason: 'documents' })
  const shown = await call(olena, 'w1')
  await hub.display({ type: 'call-shown', call: shown })
  await hub.display({ type: 'call-announced', call: shown, silent: false })
  await startService(olena, 'w1')
  await hub.command(olena, { type: 'transfer', window: 'w1', reason: 'specialist', toWindow: 'w2' })
  await serve(taras, 'w2')
  await finish(taras, 'w2')
  await hub.command(olena, { type: 'resume-held', window: 'w1' })
  await finish(olena, 'w1')

  // somebody present early before somebody absent; an announcement nobody confirms; a transfer to another service
  await hub.attended(20 * minute, ...everybody)
  await register('service-1')
  await register('service-1')
  await register('service-1')
  await serve(olena, 'w1')
  await finish(olena, 'w1')
  await serve(olena, 'w1')
  await finish(olena, 'w1')
  const unheard = await call(olena, 'w1')
  await hub.display({ type: 'call-shown', call: unheard })
  await hub.attended(91_000, ...everybody)
  await startService(olena, 'w1')
  await hub.command(olena, { type: 'transfer', window: 'w1', reason: 'wrong-service', toService: 'service-2' })
  await serve(olena, 'w1')
  await finish(olena, 'w1')

  // the booked one checks in and does not come when called; a withdrawal; a mismatch; visitors outside the queue
  await hub.terminal({ type: 'check-in', ticket: absent.number, code: absent.code })
  const given = await register('service-1', { time: '15:00' })
  await hub.terminal({ type: 'withdraw', ticket: given.number, code: given.code })
  await hub.passTo('2026-11-23T10:21')
  for (const [session, window] of [
    [olena, 'w1'],
    [taras, 'w2'],
    [iryna, 'w3'],
  ] as const) {
    // nobody looked at a desk for half an hour
    await hub.command(session, { type: 'open-window', window })
  }
  await call(olena, 'w1')
  await voice(olena, 'w1')
  await hub.attended(30_000, ...everybody)
  await hub.command(olena, { type: 'recall', window: 'w1' })
  await hub.attended(100_000, ...everybody)
  await register('service-2')
  await serve(olena, 'w1')
  await hub.command(olena, { type: 'cancel-mismatch', window: 'w1', reason: 'name' })
  await hub.command(olena, { type: 'outside-queue', window: 'w1' })
  await finish(olena, 'w1')

  // a desk falls silent with a call; a later ticket has been called meanwhile
  await register('service-1')
  await register('service-1')
  await call(taras, 'w2')
  await serve(olena, 'w1')
  await finish(olena, 'w1')
  await hub.attended(200_000, olena, iryna)
  await serve(olena, 'w1')
  await finish(olena, 'w1')

  // an alert in the middle of a call, and the call again after the return time
  await register('service-1')
  await call(olena, 'w1')
  await voice(olena, 'w1')
  await hub.command(olena, { type: 'suspend-office', reason: 'alert' })
  await hub.attended(minute, ...everybody)
  await hub.command(iryna, { type: 'resume-office' })
  await hub.attended(11 * minute, ...everybody)
  await voice(olena, 'w1')
  await startService(olena, 'w1')
  await finish(olena, 'w1')

  // the computer's clock is set, and a lead accepts it
  hub.clock.stepComputerClock(5_000)
  await hub.attended(5_000, ...everybody)
  await hub.command(iryna, { type: 'accept-clock-step' })

  // the hub is restarted in the middle of a call; then it is down for longer than that
  await register('service-1')
  await call(olena, 'w1')
  await voice(olena, 'w1')
  await hub.restart(30_000)
  await voice(olena, 'w1')
  await startService(olena, 'w1')
  await hub.command(olena, { type: 'hold', window: 'w1', reason: 'photo' })
  await hub.restart(7 * minute)
  await hub.command(iryna, { type: 'resume-office' })
  await hub.attended(11 * minute, olena)

  // nobody comes for the last two; the day ends
  await register('service-2', { time: '17:40' })
  await hub.switchOffUntil('2026-11-23T23:54')
  await hub.pass(7 * minute)
  await hub.stop()
  return { file: join(dataDir, 'office.db'), tickets }
}
